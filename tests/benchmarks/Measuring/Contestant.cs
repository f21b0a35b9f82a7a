namespace RnnGen.Benchmarks.Measuring;

/// <summary>Something that takes turns at being measured.</summary>
/// <param name="name">What tables call it.</param>
/// <param name="turn">Takes a turn and returns its time, in nanoseconds an iteration.</param>
internal sealed class Contestant(string name, Func<double> turn)
{
    private readonly List<double> _times = [];

    /// <summary>What tables call it.</summary>
    public string Name => name;

    /// <summary>The median time.</summary>
    public double Median => MedianOf(_times);

    /// <summary>How many times as long as another in the same rounds: the median of the ratios.</summary>
    public double RatioTo(Contestant other) => MedianOf(_times.Zip(other._times, (mine, its) => mine / its));

    /// <summary>Takes a turn.</summary>
    /// <param name="counts">Whether its time counts.</param>
    public void TakeTurn(bool counts)
    {
        var time = turn();
        if (counts)
        {
            _times.Add(time);
        }
    }

    private static double MedianOf(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
