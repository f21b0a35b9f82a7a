using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Infrastructure;

namespace RnnGen.Generator.Specs;

/// <summary>Where the values of a spec stand in its file: the only thing that an edit of a comment or a moved line changes.</summary>
/// <param name="Values">The values by path.</param>
/// <param name="Lines">Where each line of the file starts.</param>
internal sealed record SpecPositions(EquatableArray<ValuePosition> Values, EquatableArray<int> Lines)
{
    /// <summary>The suffix of a path that means the key and not its value.</summary>
    public const string KeyOf = "#key";

    /// <summary>The location of a finding in the file at a path.</summary>
    public Location LocationOf(Finding finding, string path)
    {
        var span = Locate(finding);
        return Location.Create(path, span, new LinePositionSpan(LinePosition(span.Start), LinePosition(span.End)));
    }

    /// <summary>The span of a finding: its path's, or that of the nearest ancestor which the file has.</summary>
    private TextSpan Locate(Finding finding)
    {
        for (var path = finding.Path; ; path = Parent(path))
        {
            foreach (var position in Values)
            {
                if (position.Path == path)
                {
                    return path == finding.Path ? position.Within(finding.Offset, finding.Length) : position.Span;
                }
            }

            if (path.Length == 0)
            {
                return default;
            }
        }
    }

    private LinePosition LinePosition(int index)
    {
        var line = Lines.Count - 1;
        while (line > 0 && Lines[line] > index)
        {
            line--;
        }

        // A file that could not be read has no lines.
        return line < 0 ? default : new LinePosition(line, index - Lines[line]);
    }

    private static string Parent(string path)
    {
        var cut = path.LastIndexOfAny(['.', '[', '#']);
        return cut < 0 ? "" : path.Substring(0, cut);
    }
}

/// <summary>A value's path and span, and for text of several lines where each line starts in the value and in the file.</summary>
internal sealed record ValuePosition(string Path, TextSpan Span, EquatableArray<LineStart> Lines)
{
    public TextSpan Within(int offset, int length)
    {
        if (offset < 0 || Lines.Count == 0)
        {
            return Span;
        }

        var line = Lines.Last(start => start.InValue <= offset || start.InValue == 0);
        var start = Math.Min(line.InFile + offset - line.InValue, Span.End);
        return TextSpan.FromBounds(start, Math.Min(start + length, Span.End));
    }

    /// <summary>Maps the lines of a scalar that stands in the file as it is, or of a literal block, to the file; anything else has no map.</summary>
    public static ValuePosition Of(string path, YamlNode node, string file)
    {
        if (node is not YamlScalar scalar)
        {
            // The first line of a mapping or a list shows where it is.
            var end = file.IndexOfAny(['\r', '\n'], node.Span.Start, node.Span.Length);
            return new(path, end < 0 ? node.Span : TextSpan.FromBounds(node.Span.Start, end), EquatableArray<LineStart>.Empty);
        }

        if (scalar.Value.Length == 0)
        {
            return new(path, node.Span, EquatableArray<LineStart>.Empty);
        }

        if (scalar.IsLiteral)
        {
            return new(path, node.Span, LiteralLines(scalar, file).ToEquatableArray());
        }

        // An anchor may stand before the value, and a quote behind it.
        var start = node.Span.End - scalar.Value.Length - (scalar.IsPlain ? 0 : 1);
        var isVerbatim = start >= node.Span.Start && string.CompareOrdinal(file, start, scalar.Value, 0, scalar.Value.Length) == 0;
        return new(path, node.Span, isVerbatim ? new[] { new LineStart(0, start) }.ToEquatableArray() : EquatableArray<LineStart>.Empty);
    }

    private static IEnumerable<LineStart> LiteralLines(YamlScalar scalar, string file)
    {
        var inValue = 0;
        var inFile = NextLine(file, scalar.Span.Start);
        var indent = -1;
        foreach (var line in scalar.Value.Split('\n'))
        {
            if (indent < 0 && line.Trim().Length > 0)
            {
                indent = LeadingSpaces(file, inFile) - LeadingSpaces(line, 0);
            }

            yield return new LineStart(inValue, Math.Min(inFile + Math.Max(indent, 0), file.Length));
            inValue += line.Length + 1;
            inFile = NextLine(file, inFile);
        }
    }

    private static int NextLine(string text, int from)
    {
        var end = text.IndexOfAny(['\r', '\n'], Math.Min(from, text.Length));
        return end < 0 ? text.Length : text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? end + 2 : end + 1;
    }

    private static int LeadingSpaces(string text, int from)
    {
        var count = 0;
        while (from + count < text.Length && text[from + count] == ' ')
        {
            count++;
        }

        return count;
    }
}

/// <summary>Where a line of a value starts, in the value's text and in the file.</summary>
internal readonly record struct LineStart(int InValue, int InFile);
