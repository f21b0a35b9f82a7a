using System.Xml.Linq;
using static RnnGen.CommandLine.Plotting.Svg;

namespace RnnGen.CommandLine.Plotting;

/// <summary>
/// The picture: what goes where, and how it looks.
/// </summary>
internal static class Figure
{
    private const string Fonts = "Helvetica, Arial, sans-serif";
    private const string White = "#ffffff";
    internal const string Ink = "#222222";
    internal const string Faint = "#666666";
    private const string Pale = "#e6e6e6";
    private const string Blue = "#1f5fa8";

    // The rectangle in which the curve lies. Lines one pixel wide are sharp half-way between two pixels.
    internal const double Left = 87.5;
    internal const double Top = 74.5;
    internal const double Right = 691.5;
    internal const double Bottom = 384.5;

    private const double TickLength = 5;
    private const double MinorTickLength = 3;
    private const double DotRadius = 1.5;

    /// <summary>From the middle of a digit down to the line that it stands on.</summary>
    private const double HalfDigit = 4;

    // No font is measured: in a wide one, DejaVu Sans, a letter of the title takes 11 pixels on average, one of the description 6.7.
    private const int LongestTitle = 52;
    private const int LongestLine = 92;

    /// <summary>
    /// Draws the curve over its axes.
    /// </summary>
    public static XElement Draw(string title, string description, LossCurve curve, PlotAxis epochs, string unit, PlotAxis losses) =>
        Frame(title, description, epochs, unit, losses, "train loss", Curve(curve, epochs, losses), Note(curve.Gaps));

    /// <summary>
    /// Draws a heading and two axes, and what lies between them.
    /// </summary>
    public static XElement Frame(
        string title,
        string description,
        PlotAxis horizontal,
        string horizontalTitle,
        PlotAxis vertical,
        string verticalTitle,
        params ReadOnlySpan<object?> content) =>
        Element(
            "svg",
            Declaration(),
            Attribute("width", LossPlot.Width),
            Attribute("height", LossPlot.Height),
            Attribute("viewBox", $"0 0 {LossPlot.Width} {LossPlot.Height}"),
            Attribute("font-family", Fonts),
            Attribute("role", "img"),
            Element("title", title),
            description.Length == 0 ? null : Element("desc", description),
            Element("rect", Attribute("width", LossPlot.Width), Attribute("height", LossPlot.Height), Attribute("fill", White)),
            Heading(title, description),
            GridLines(horizontal, vertical),
            AxisLines(horizontal, vertical),
            AxisLabels(horizontal, horizontalTitle, vertical, verticalTitle),
            content.ToArray());

    private static IEnumerable<XElement> Heading(string title, string description)
    {
        var lines = description.Length == 0 ? [] : PlotText.Wrap(description, LongestLine);
        double[] baselines = lines.Length switch { 0 => [54], 1 => [33, 54], _ => [24, 44, 61] };
        yield return Text(
            Left,
            baselines[0],
            PlotText.Shorten(title, LongestTitle),
            Attribute("font-size", 18),
            Attribute("font-weight", "bold"),
            Attribute("fill", Ink));

        for (var i = 0; i < lines.Length; i++)
        {
            yield return Text(Left, baselines[i + 1], lines[i], Attribute("font-size", 13), Attribute("fill", Faint));
        }
    }

    private static XElement GridLines(PlotAxis epochs, PlotAxis losses) =>
        Element(
            "g",
            Attribute("stroke", Pale),
            Labelled(epochs).Select(tick => Line(X(epochs, tick.Value), Top, X(epochs, tick.Value), Bottom)),
            Labelled(losses).Select(tick => Line(Left, Y(losses, tick.Value), Right, Y(losses, tick.Value))));

    private static XElement AxisLines(PlotAxis epochs, PlotAxis losses) =>
        Element(
            "g",
            Attribute("stroke", Faint),
            Line(Left, Bottom, Right, Bottom),
            Line(Left, Top, Left, Bottom),
            epochs.Ticks.Select(tick => Line(X(epochs, tick.Value), Bottom, X(epochs, tick.Value), Bottom + LengthOf(tick))),
            losses.Ticks.Select(tick => Line(Left - LengthOf(tick), Y(losses, tick.Value), Left, Y(losses, tick.Value))));

    private static IEnumerable<XElement> AxisLabels(PlotAxis epochs, string horizontal, PlotAxis losses, string vertical)
    {
        yield return Element(
            "g",
            Attribute("font-size", 12),
            Attribute("fill", Ink),
            Attribute("text-anchor", "middle"),
            Labelled(epochs).Select(tick => Text(X(epochs, tick.Value), Bottom + 21, tick.Label!.Value)));

        yield return Element(
            "g",
            Attribute("font-size", 12),
            Attribute("fill", Ink),
            Attribute("text-anchor", "end"),
            Labelled(losses).Select(tick => Text(Left - 10, Y(losses, tick.Value) + HalfDigit, tick.Label!.Value)));

        yield return Element(
            "g",
            Attribute("font-size", 13),
            Attribute("fill", Ink),
            Attribute("text-anchor", "middle"),
            Text((Left + Right) / 2, Bottom + 43, epochs.Title(horizontal)),
            UpwardText(22, (Top + Bottom) / 2, losses.Title(vertical)));
    }

    private static XElement Curve(LossCurve curve, PlotAxis epochs, PlotAxis losses) =>
        Element(
            "g",
            Attribute("fill", "none"),
            Attribute("stroke", Blue),
            Attribute("stroke-width", 1.8),
            Attribute("stroke-linejoin", "round"),
            Attribute("stroke-linecap", "round"),
            curve.Runs.Select(run => run is [var alone]
                ? Dot(X(epochs, alone.Epoch), Y(losses, alone.Loss), DotRadius, Blue)
                : Polyline(run.Select(point => (X(epochs, point.Epoch), Y(losses, point.Loss))))));

    private static XElement? Note(string text) =>
        text.Length == 0
            ? null
            : Text(Right - 8, Top + 16, text, Attribute("font-size", 12), Attribute("fill", Faint), Attribute("text-anchor", "end"));

    private static IEnumerable<Tick> Labelled(PlotAxis axis) => axis.Ticks.Where(tick => tick.Label is not null);

    private static double LengthOf(Tick tick) => tick.Label is null ? MinorTickLength : TickLength;

    internal static double X(PlotAxis axis, double value) => Left + ((Right - Left) * axis.Fraction(value));

    internal static double Y(PlotAxis axis, double value) => Bottom - ((Bottom - Top) * axis.Fraction(value));
}
