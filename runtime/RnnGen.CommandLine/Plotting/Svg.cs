using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace RnnGen.CommandLine.Plotting;

/// <summary>
/// The few elements of SVG that a plot needs, with coordinates rounded to a tenth of a pixel.
/// </summary>
internal static class Svg
{
    private const int PointsPerLine = 10;

    private static readonly XNamespace Namespace = "http://www.w3.org/2000/svg";

    private static readonly XmlWriterSettings Layout = new()
    {
        OmitXmlDeclaration = true,
        Indent = true,
        NewLineChars = "\n",
        NewLineHandling = NewLineHandling.None,
    };

    /// <summary>
    /// The attribute that makes a document SVG.
    /// </summary>
    public static XAttribute Declaration() => new("xmlns", Namespace.NamespaceName);

    /// <summary>
    /// An element of any kind, with attributes and children in the order given.
    /// </summary>
    public static XElement Element(string name, params ReadOnlySpan<object?> content) => new(Namespace + name, content.ToArray());

    /// <summary>
    /// An attribute.
    /// </summary>
    public static XAttribute Attribute(string name, string value) => new(name, value);

    /// <summary>
    /// An attribute that is a number.
    /// </summary>
    public static XAttribute Attribute(string name, double value) => new(name, Number(value));

    /// <summary>
    /// A straight line.
    /// </summary>
    public static XElement Line(double x1, double y1, double x2, double y2) =>
        Element("line", Attribute("x1", x1), Attribute("y1", y1), Attribute("x2", x2), Attribute("y2", y2));

    /// <summary>
    /// A line through points, ten of them a line of text.
    /// </summary>
    public static XElement Polyline(IEnumerable<(double X, double Y)> points)
    {
        var lines = points
            .Select(point => $"{Number(point.X)},{Number(point.Y)}")
            .Chunk(PointsPerLine)
            .Select(line => string.Join(' ', line));
        return Element("polyline", Attribute("points", string.Join('\n', lines)));
    }

    /// <summary>
    /// A filled circle.
    /// </summary>
    public static XElement Dot(double x, double y, double radius, string color) =>
        Element("circle", Attribute("cx", x), Attribute("cy", y), Attribute("r", radius), Attribute("fill", color));

    /// <summary>
    /// A text that stands on the line at <paramref name="y"/>.
    /// </summary>
    public static XElement Text(double x, double y, PlotLabel label, params ReadOnlySpan<XAttribute> attributes) =>
        Element("text", [Attribute("x", x), Attribute("y", y), .. attributes, .. Content(label)]);

    /// <summary>
    /// A text that reads from the bottom up, its middle at the point.
    /// </summary>
    public static XElement UpwardText(double x, double y, PlotLabel label) =>
        Element("text", [Attribute("transform", $"translate({Number(x)} {Number(y)}) rotate(-90)"), .. Content(label)]);

    /// <summary>
    /// The document as text, its lines ended by <c>\n</c>.
    /// </summary>
    public static string ToText(XElement root)
    {
        var text = new StringBuilder();
        using (var writer = XmlWriter.Create(text, Layout))
        {
            root.Save(writer);
        }

        return text.Append('\n').ToString();
    }

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static object[] Content(PlotLabel label) => label.Superscript.Length == 0
        ? [label.Text]
        :
        [
            label.Text,
            Element("tspan", Attribute("dy", -5), Attribute("font-size", "75%"), label.Superscript),
            .. label.Rest.Length == 0 ? (object[])[] : [Element("tspan", Attribute("dy", 5), label.Rest)],
        ];
}
