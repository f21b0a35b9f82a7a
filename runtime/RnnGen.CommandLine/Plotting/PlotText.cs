using System.Globalization;
using System.Text;
using System.Xml;

namespace RnnGen.CommandLine.Plotting;

/// <summary>
/// Texts of a picture.
/// </summary>
internal static class PlotText
{
    /// <summary>The minus sign of typography, as long as a plus.</summary>
    public const string Minus = "\u2212";

    private const string Ellipsis = "\u2026";

    /// <summary>
    /// The digits of an integer, with a minus sign.
    /// </summary>
    public static string Integer(int value) => value.ToString(CultureInfo.InvariantCulture).Replace("-", Minus, StringComparison.Ordinal);

    /// <summary>
    /// A text as one line of what XML can hold: white space is one space, and what is no character is U+FFFD.
    /// </summary>
    public static string Clean(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var isXml = !rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value);
            line.Append(Rune.IsWhiteSpace(rune) ? " " : isXml ? rune.ToString() : "\uFFFD");
        }

        return string.Join(' ', line.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>
    /// A clean text cut after a word, with an ellipsis, if it is longer than <paramref name="most"/> letters.
    /// </summary>
    public static string Shorten(string text, int most) => Start(text, most) is { } start ? start + Ellipsis : text;

    /// <summary>
    /// A clean text in one line or two of at most <paramref name="most"/> letters, the second one cut.
    /// </summary>
    public static string[] Wrap(string text, int most) => Start(text, most) is { } start ? [start, Shorten(text[start.Length..].TrimStart(), most)] : [text];

    // What of a text stands before its last space in a line, which needs a letter more; null if the line has room for all of it.
    private static string? Start(string text, int most)
    {
        var letters = StringInfo.ParseCombiningCharacters(text);
        if (letters.Length <= most)
        {
            return null;
        }

        var start = text[..letters[most - 1]];
        var lastSpace = start.LastIndexOf(' ');
        return start[..(lastSpace > 0 ? lastSpace : start.Length)];
    }
}
