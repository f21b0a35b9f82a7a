using static System.FormattableString;

namespace RnnGen.CommandLine.Plotting;

/// <summary>A point of the curve.</summary>
internal readonly record struct LossPoint(int Epoch, double Loss);

/// <summary>
/// What of the losses is drawn.
/// </summary>
/// <param name="Runs">The points, in runs without a gap.</param>
/// <param name="Lowest">The lowest loss.</param>
/// <param name="Highest">The highest loss.</param>
/// <param name="Gaps">In words, which losses cannot be drawn; empty if all can.</param>
internal sealed record LossCurve(IReadOnlyList<IReadOnlyList<LossPoint>> Runs, double Lowest, double Highest, string Gaps)
{
    /// <summary>Far enough from the largest number that no difference of two losses overflows.</summary>
    private const double LargestLoss = 1e300;

    /// <summary>
    /// Chooses at most <paramref name="mostPoints"/> points.
    /// </summary>
    public static LossCurve Of(ReadOnlySpan<double> losses, int mostPoints)
    {
        var points = new List<LossPoint>(losses.Length);
        for (var epoch = 0; epoch < losses.Length; epoch++)
        {
            if (Math.Abs(losses[epoch]) <= LargestLoss)
            {
                points.Add(new LossPoint(epoch, losses[epoch]));
            }
        }

        return new LossCurve(
            SplitAtGaps(points, Decimation.Choose([.. points.Select(point => point.Loss)], mostPoints)),
            points.Select(point => point.Loss).DefaultIfEmpty(0).Min(),
            points.Select(point => point.Loss).DefaultIfEmpty(1).Max(),
            DescribeGaps(points, losses.Length));
    }

    private static List<IReadOnlyList<LossPoint>> SplitAtGaps(List<LossPoint> points, IReadOnlyList<int> chosen)
    {
        var runs = new List<IReadOnlyList<LossPoint>>();
        var run = new List<LossPoint>();
        var previous = 0;
        foreach (var index in chosen)
        {
            // As many points as epochs lie between the two, unless one is missing.
            if (points[index].Epoch - points[previous].Epoch != index - previous)
            {
                runs.Add(run);
                run = [];
            }

            run.Add(points[index]);
            previous = index;
        }

        if (run.Count > 0)
        {
            runs.Add(run);
        }

        return runs;
    }

    private static string DescribeGaps(List<LossPoint> points, int epochs)
    {
        var missing = epochs - points.Count;
        var first = points.TakeWhile((point, index) => point.Epoch == index).Count();
        return missing == 0 ? ""
            : missing == 1 ? Invariant($"not finite in epoch {first}")
            : missing == epochs - first ? Invariant($"not finite from epoch {first} on")
            : Invariant($"not finite in {missing} epochs, first in epoch {first}");
    }
}
