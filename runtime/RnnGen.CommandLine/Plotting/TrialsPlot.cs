using System.Globalization;
using System.Xml.Linq;
using RnnGen.Training;
using static RnnGen.CommandLine.Plotting.Svg;

namespace RnnGen.CommandLine.Plotting;

/// <summary>
/// Draws the trials of one or several experiments over the sequences that they have seen: of each experiment the median loss as a line, and a band
/// from the lowest to the highest; and as dashed lines what others have published, sequences upright and losses across.
/// </summary>
internal static class TrialsPlot
{
    // Colours that also readers tell apart who do not see all of them: of Okabe and Ito.
    private static readonly string[] Colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9"];

    public static string ToSvg(
        string title,
        string description,
        IReadOnlyList<(string Legend, IReadOnlyList<TrainingRun> Runs)> groups,
        IReadOnlyList<PublishedResult> published)
    {
        var bands = groups.Select(group => (group.Legend, Points: Band(group.Runs))).ToArray();
        var points = bands.SelectMany(band => band.Points).ToArray();
        var values = points
            .SelectMany(point => new[] { point.Lowest, point.Highest })
            .Concat(published.Where(IsLoss).Select(one => one.Value))
            .Where(double.IsFinite)
            .ToArray();
        var publishedSequences = published.Where(one => !IsLoss(one)).Select(one => one.Value);
        var sequences = LinearAxis.Covering(
            0, points.Select(point => point.Sequences).Concat(publishedSequences).DefaultIfEmpty(1).Max());
        PlotAxis loss = values.Length > 0 && values.Min() > 0 && values.Max() / values.Min() > 10
            ? LogarithmicAxis.Covering(values.Min(), values.Max())
            : LinearAxis.Covering(values.DefaultIfEmpty(0).Min(), values.DefaultIfEmpty(1).Max());
        return Svg.ToText(Figure.Frame(
            PlotText.Clean(title),
            PlotText.Clean(description),
            sequences,
            "sequences",
            loss,
            "train loss a sequence",
            published.Select(one => PublishedLine(one, sequences, loss)),
            bands.Select((band, i) => Bands(band.Points, Colour(i), sequences, loss)),
            Legend.Draw(
                [
                    .. bands.Select((band, i) => new LegendEntry(band.Legend, Colour(i), IsDashed: false)),
                    .. published.Select(one => new LegendEntry(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"published: {one.Value:#,0.######}{(IsLoss(one) ? "" : " sequences")}"),
                        Figure.Ink,
                        IsDashed: true)),
                ],
                points.SelectMany(point => new[] { point.Lowest, point.Median, point.Highest }.Select(value =>
                    (Figure.X(sequences, point.Sequences), Figure.Y(loss, value)))))));
    }

    private static string Colour(int group) => Colours[group % Colours.Length];

    private static bool IsLoss(PublishedResult published) => published.Quantity == PublishedResult.Loss;

    private readonly record struct BandPoint(double Sequences, double Lowest, double Median, double Highest);

    // A run that has ended counts with its last loss.
    private static List<BandPoint> Band(IReadOnlyList<TrainingRun> runs)
    {
        var curves = runs.Select(LossASequence).Where(curve => curve.Count > 0).ToArray();
        var points = new List<BandPoint>();
        for (var i = 0; i < curves.Select(curve => curve.Count).DefaultIfEmpty(0).Max(); i++)
        {
            var losses = curves.Select(curve => curve[Math.Min(i, curve.Count - 1)].Loss).Order().ToArray();
            var sequences = curves.Max(curve => curve[Math.Min(i, curve.Count - 1)].Sequences);
            points.Add(new BandPoint(sequences, losses[0], (losses[(losses.Length - 1) / 2] + losses[losses.Length / 2]) / 2, losses[^1]));
        }

        return points;
    }

    // Where the loss is a sum, that of an epoch is divided by the sequences of an epoch, and in a stream that of an interval of
    // the log by those of the interval.
    private static List<(double Sequences, double Loss)> LossASequence(TrainingRun run)
    {
        var curve = new List<(double, double)>();
        var before = 0L;
        foreach (var point in run.Log)
        {
            var summed = run.Settings.Sequences > 0 ? point.Sequences - before : point.Sequences / (point.Epoch + 1);
            curve.Add((point.Sequences, run.Experiment.Reduction == LossReduction.Sum ? point.Loss / summed : point.Loss));
            before = point.Sequences;
        }

        return curve;
    }

    private static XElement Bands(List<BandPoint> points, string colour, PlotAxis sequences, PlotAxis loss)
    {
        var outline = points.Select(point => Place(point.Sequences, point.Highest))
            .Concat(Enumerable.Reverse(points).Select(point => Place(point.Sequences, point.Lowest)));
        var band = Polyline(outline);
        band.Add(Attribute("fill", colour), Attribute("fill-opacity", 0.2), Attribute("stroke", "none"));
        var median = Polyline(points.Select(point => Place(point.Sequences, point.Median)));
        median.Add(Attribute("fill", "none"), Attribute("stroke", colour), Attribute("stroke-width", 1.8), Attribute("stroke-linejoin", "round"));
        return Element("g", band, median);

        (double X, double Y) Place(double x, double y) => (Figure.X(sequences, x), Figure.Y(loss, y));
    }

    private static XElement PublishedLine(PublishedResult published, PlotAxis sequences, PlotAxis loss)
    {
        var (x, y) = (Figure.X(sequences, published.Value), Figure.Y(loss, published.Value));
        var line = IsLoss(published) ? Line(Figure.Left, y, Figure.Right, y) : Line(x, Figure.Top, x, Figure.Bottom);
        line.Add(Attribute("stroke", Figure.Ink), Attribute("stroke-width", 1.2), Attribute("stroke-dasharray", Legend.Dashes));
        return line;
    }
}
