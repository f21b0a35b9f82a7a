using RnnGen.Training;

namespace RnnGen.CommandLine.Plotting;

/// <summary>
/// Draws the loss over the epochs as an SVG picture, made to be put into a paper and to be reviewed as a diff.
/// </summary>
/// <remarks>
/// <para>
/// The picture is a function of the losses and the two texts, and of nothing else: no font is measured, no culture asked, and every
/// operation gives the same bits everywhere. The curve has at most <see cref="MostPoints"/> points, rounded to a tenth of a pixel, between
/// axes that end at round numbers, so that the bytes change only when the curve does.
/// </para>
/// <para>
/// The axis of the loss is logarithmic if all losses are positive and span more than two decades. A loss that is not finite, or is beyond
/// <c>±1e300</c>, leaves a gap, of which the picture says at which epoch it begins.
/// </para>
/// </remarks>
public static class LossPlot
{
    /// <summary>The width of the picture, in pixels.</summary>
    public const int Width = 720;

    /// <summary>The height of the picture, in pixels.</summary>
    public const int Height = 440;

    /// <summary>The largest number of points that the curve has.</summary>
    public const int MostPoints = 300;

    private const double TwoDecades = 100;

    /// <summary>Draws the losses of a run.</summary>
    /// <param name="run">The run, of epochs or of a stream.</param>
    public static string ToSvg(TrainingRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var unit = run.Settings.Sequences > 0 ? FormattableString.Invariant($"interval of {run.Settings.LogEvery} sequences") : "epoch";
        return ToSvg([.. run.Losses], run.Experiment.Name, run.Experiment.Description, unit);
    }

    /// <summary>
    /// Draws the losses.
    /// </summary>
    /// <param name="losses">The loss of each epoch, from epoch 0.</param>
    /// <param name="title">The title: the name of the experiment.</param>
    /// <param name="description">What stands below the title, in two lines at most.</param>
    /// <param name="unit">What each loss is of, counted from 0: an epoch, or an interval of a stream.</param>
    /// <returns>The picture, an XML document without a declaration, its lines ended by <c>\n</c>.</returns>
    public static string ToSvg(ReadOnlySpan<double> losses, string title, string description = "", string unit = "epoch")
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(description);
        ArgumentNullException.ThrowIfNull(unit);

        var curve = LossCurve.Of(losses, MostPoints);
        PlotAxis epochs = LinearAxis.OfEpochs(losses.Length);
        PlotAxis loss = curve.Lowest > 0 && curve.Highest / curve.Lowest > TwoDecades
            ? LogarithmicAxis.Covering(curve.Lowest, curve.Highest)
            : LinearAxis.Covering(curve.Lowest, curve.Highest);

        return Svg.ToText(Figure.Draw(PlotText.Clean(title), PlotText.Clean(description), curve, epochs, unit, loss));
    }
}
