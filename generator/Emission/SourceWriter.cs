using System.Text;

namespace RnnGen.Generator.Emission;

/// <summary>Writes C# line by line at an indentation; line ends are <c>\n</c> on every platform.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _indentation;

    /// <summary>Writes lines, each at the current indentation; an empty text is an empty line.</summary>
    public SourceWriter Line(string text = "")
    {
        foreach (var line in text.Split('\n'))
        {
            if (line.Length > 0)
            {
                // Directives of the preprocessor stand at the margin.
                _text.Append(' ', line[0] == '#' ? 0 : 4 * _indentation).Append(line);
            }

            _text.Append('\n');
        }

        return this;
    }

    /// <summary>Opens a block in braces under a header; disposing the result closes it.</summary>
    public Scope Block(string header, string end = "}") => Line(header).Braces(end);

    /// <summary>Opens a block in braces; disposing the result closes it with <paramref name="end"/>.</summary>
    public Scope Braces(string end)
    {
        Line("{");
        _indentation++;
        return new Scope(this, end);
    }

    /// <summary>Opens a case of a switch; disposing the result ends it.</summary>
    public Scope Case(int value)
    {
        Line(FormattableString.Invariant($"case {value}:"));
        _indentation++;
        return new Scope(this, "    break;");
    }

    /// <summary>Writes some things with an empty line between them.</summary>
    public void Separated<T>(IEnumerable<T> things, Action<T> write)
    {
        var isFirst = true;
        foreach (var thing in things)
        {
            if (!isFirst)
            {
                Line();
            }

            isFirst = false;
            write(thing);
        }
    }

    public override string ToString() =>
        _indentation == 0 ? _text.ToString() : throw new InvalidOperationException("a block was left open");

    public readonly struct Scope(SourceWriter writer, string end) : IDisposable
    {
        public void Dispose()
        {
            writer._indentation--;
            writer.Line(end);
        }
    }
}
