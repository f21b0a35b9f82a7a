namespace RnnGen.CommandLine.Plotting;

/// <summary>
/// An axis on which equal differences are equally long.
/// </summary>
internal sealed record LinearAxis(double Start, double End, IReadOnlyList<Tick> Ticks, int PowerOfTen) : PlotAxis(Ticks, PowerOfTen)
{
    private const int MostIntervals = 8;
    private const int LongestLabel = 7;

    /// <summary>Of the epochs, the part that the axis may go on after the last.</summary>
    private const double Nearness = 0.026;

    /// <summary>Of its highest value, the least part that an axis covers: a curve that moves by less is flat.</summary>
    private const double LeastSpan = 1e-3;

    /// <summary>What is less than this is drawn as zero.</summary>
    private const double Nothing = 1e-300;

    /// <summary>What a quotient of two doubles may be off an integer and is still that integer.</summary>
    private const double Slack = 1e-9;

    private static ReadOnlySpan<RoundNumber> Steps => new RoundNumber[] { new(1, 0), new(2, 0), new(25, -1), new(5, 0) };

    private static ReadOnlySpan<RoundNumber> IntegerSteps => new RoundNumber[] { new(1, 0), new(2, 0), new(5, 0) };

    /// <inheritdoc/>
    public override double Fraction(double value) => (value - Start) / (End - Start);

    /// <summary>
    /// An axis for the epochs 0, 1, ..., <paramref name="count"/> - 1. It ends at the last, or at the next mark if that is near.
    /// </summary>
    public static LinearAxis OfEpochs(int count)
    {
        double end = Math.Max(count - 1, 1);
        var step = RoundNumber.AtLeast(Math.Max(1, end / MostIntervals), IntegerSteps);
        var last = (long)Math.Floor((end * (1 + Nearness)) / step.Value);
        return Create(0, Math.Max(end, step.Times(last).Value), step, 0, last);
    }

    /// <summary>
    /// An axis from the mark not above <paramref name="lowest"/> to the mark not below <paramref name="highest"/>. It starts at zero if
    /// no more than half of it then lies empty.
    /// </summary>
    public static LinearAxis Covering(double lowest, double highest)
    {
        (lowest, highest) = Widen(lowest, highest);
        var step = RoundNumber.AtLeast((highest - lowest) / MostIntervals, Steps);
        var first = (long)Math.Floor((lowest / step.Value) + Slack);
        var last = (long)Math.Ceiling((highest / step.Value) - Slack);
        return Create(step.Times(first).Value, step.Times(last).Value, step, first, last);
    }

    private static (double Lowest, double Highest) Widen(double lowest, double highest)
    {
        var largest = Math.Max(Math.Abs(lowest), Math.Abs(highest));
        if (largest < Nothing)
        {
            return (0, 1);
        }

        var lacking = (LeastSpan * largest) - (highest - lowest);
        if (lacking > 0)
        {
            return (lowest - (lacking / 2), highest + (lacking / 2));
        }

        return (lowest >= 0 && lowest < highest / 2 ? 0 : lowest, highest);
    }

    private static LinearAxis Create(double start, double end, RoundNumber step, long first, long last)
    {
        RoundNumber[] marks = [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => step.Times(first + i))];

        var exponent = RoundNumber.ExponentOf(Math.Max(Math.Abs(marks[0].Value), Math.Abs(marks[^1].Value)));
        var powerOfTen = marks.Any(mark => mark.ToDigits().Length > LongestLabel) ? exponent : 0;
        return new LinearAxis(start, end, [.. marks.Select(ToTick)], powerOfTen);

        Tick ToTick(RoundNumber mark) => new(mark.Value, mark.Shift(-powerOfTen).ToDigits());
    }
}
