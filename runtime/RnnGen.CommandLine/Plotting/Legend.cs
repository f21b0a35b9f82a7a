using System.Xml.Linq;
using static RnnGen.CommandLine.Plotting.Svg;

namespace RnnGen.CommandLine.Plotting;

/// <summary>A line of the legend: what a stroke stands for.</summary>
internal readonly record struct LegendEntry(string Text, string Colour, bool IsDashed);

/// <summary>Says what the strokes of a picture stand for, in the corner where it covers least.</summary>
internal static class Legend
{
    public const string Dashes = "6 4";

    private const double LineHeight = 18;
    private const double StrokeLength = 22;
    private const double Margin = 8;
    private const double Gap = 6;

    // No font is measured: in a wide one, DejaVu Sans, a letter takes 6.4 pixels on average.
    private const double LetterWidth = 6.4;

    /// <summary>Draws the entries, one below the other.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="drawn">Points of what should not be covered.</param>
    public static IEnumerable<XElement> Draw(IReadOnlyList<LegendEntry> entries, IEnumerable<(double X, double Y)> drawn)
    {
        var points = drawn.ToArray();
        var width = Margin + StrokeLength + Gap + (LetterWidth * entries.Select(entry => entry.Text.Length).DefaultIfEmpty(0).Max());
        var height = Margin + (LineHeight * entries.Count);
        (bool IsRight, bool IsTop)[] corners = [(true, true), (true, false), (false, false), (false, true)];
        var (isRight, isTop) = corners.MinBy(corner => points.Count(point =>
            (corner.IsRight ? Figure.Right - point.X : point.X - Figure.Left) < width
            && (corner.IsTop ? point.Y - Figure.Top : Figure.Bottom - point.Y) < height));

        var baseline = isTop ? Figure.Top + 16 : Figure.Bottom + 12 - height;
        return entries.Select((entry, i) => Entry(entry, isRight, baseline + (LineHeight * i)));
    }

    // The stroke is on the side of the picture's edge.
    private static XElement Entry(LegendEntry entry, bool isRight, double y)
    {
        var edge = isRight ? Figure.Right - Margin : Figure.Left + Margin;
        var inward = isRight ? -1 : 1;
        var stroke = Line(edge, y - 4, edge + (inward * StrokeLength), y - 4);
        stroke.Add(
            Attribute("stroke", entry.Colour),
            Attribute("stroke-width", entry.IsDashed ? 1.2 : 3),
            entry.IsDashed ? Attribute("stroke-dasharray", Dashes) : null);
        return Element("g", stroke, Text(
            edge + (inward * (StrokeLength + Gap)), y, PlotText.Clean(entry.Text),
            Attribute("font-size", 12), Attribute("fill", Figure.Ink), Attribute("text-anchor", isRight ? "end" : "start")));
    }
}
