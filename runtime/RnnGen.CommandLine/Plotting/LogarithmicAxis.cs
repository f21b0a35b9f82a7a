using RnnGen.Numerics;

namespace RnnGen.CommandLine.Plotting;

/// <summary>
/// An axis on which equal ratios are equally long.
/// </summary>
internal sealed record LogarithmicAxis(double Start, double End, IReadOnlyList<Tick> Ticks) : PlotAxis(Ticks, PowerOfTen: 0)
{
    private const int MostLabels = 8;

    private static ReadOnlySpan<RoundNumber> Ends => new RoundNumber[] { new(1, 0), new(2, 0), new(5, 0) };

    /// <inheritdoc/>
    public override double Fraction(double value) =>
        (Logarithm.Log(value) - Logarithm.Log(Start)) / (Logarithm.Log(End) - Logarithm.Log(Start));

    /// <summary>
    /// An axis that starts and ends at 1, 2 or 5 times a power of ten, with a label at powers of ten.
    /// </summary>
    /// <param name="lowest">A positive number.</param>
    /// <param name="highest">At least a hundred times as large.</param>
    public static LogarithmicAxis Covering(double lowest, double highest)
    {
        var start = RoundNumber.AtMost(lowest, Ends);
        var end = RoundNumber.AtLeast(highest, Ends);
        var decades = end.Exponent - start.Exponent + 1;
        var stride = (decades + MostLabels - 1) / MostLabels;

        var ticks = new List<Tick>();
        for (var exponent = start.Exponent; exponent <= end.Exponent; exponent++)
        {
            for (var mantissa = 1; mantissa <= 9; mantissa++)
            {
                var value = new RoundNumber(mantissa, exponent).Value;
                var isLabelled = mantissa == 1 && exponent % stride == 0;
                if (value >= start.Value && value <= end.Value && (isLabelled || stride == 1))
                {
                    ticks.Add(new Tick(value, isLabelled ? new PlotLabel("10", PlotText.Integer(exponent)) : default(PlotLabel?)));
                }
            }
        }

        return new LogarithmicAxis(start.Value, end.Value, ticks);
    }
}
