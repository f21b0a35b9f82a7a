using System.Globalization;
using System.Xml.Linq;
using RnnGen.CommandLine.Plotting;

namespace RnnGen.CommandLine.Tests.Plotting;

/// <summary>
/// A drawn picture, read back.
/// </summary>
internal sealed class Picture
{
    private readonly XElement _svg;

    public Picture(ReadOnlySpan<double> losses, string title = "title", string description = "description") =>
        _svg = XElement.Parse(LossPlot.ToSvg(losses, title, description));

    /// <summary>The points of the curve, in runs without a gap.</summary>
    public IReadOnlyList<(double X, double Y)[]> Runs =>
        [.. Elements("polyline").Select(line => line.Attribute("points")!.Value.Split([' ', '\n']).Select(ToPoint).ToArray())];

    /// <summary>The points of the curve.</summary>
    public (double X, double Y)[] Points => [.. Runs.SelectMany(run => run)];

    /// <summary>The points that stand alone.</summary>
    public int Dots => Elements("circle").Count();

    /// <summary>All texts, a <c>^</c> on both sides of a raised part.</summary>
    public IReadOnlyList<string> Texts => [.. Elements("text").Select(text => string.Join('^', text.Nodes().Select(TextOf)))];

    private IEnumerable<XElement> Elements(string name) => _svg.Descendants(_svg.Name.Namespace + name);

    private static string TextOf(XNode node) => node is XText text ? text.Value : ((XElement)node).Value;

    private static (double X, double Y) ToPoint(string text)
    {
        var parts = text.Split(',');
        return (double.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
