using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace RnnGen.Generator.Specs;

/// <summary>Reads YAML text into <see cref="YamlNode"/>s through YamlDotNet's parser, which is where every failure of that parser ends.</summary>
internal sealed class YamlText
{
    private const int MaximalDepth = 64;

    // What YAML calls non-printable, half a surrogate pair included. The parser takes U+0000 for the end of the file.
    private static readonly Regex NotPrintable = new(
        @"[^\t\n\r\x20-\x7e\x85\xa0-\ufffd]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]", RegexOptions.CultureInvariant);

    private static readonly Regex TabInIndentation = new(@"(?<=^ *)\t", RegexOptions.CultureInvariant | RegexOptions.Multiline);

    private readonly string _text;
    private readonly Parser _parser;
    private readonly VisibleText _visible;
    private readonly Stack<Mark> _openBrackets = new();
    private readonly Dictionary<string, YamlNode> _anchors = new(StringComparer.Ordinal);

    private YamlText(string text)
    {
        _text = text;
        _visible = new VisibleText(text);
        _parser = new Parser(new StringReader(text));
    }

    /// <summary>Parses one document.</summary>
    /// <exception cref="YamlTextException">The text is not one YAML document.</exception>
    public static YamlNode Parse(string text)
    {
        var reader = new YamlText(text);
        if (NotPrintable.Match(text) is { Success: true } match)
        {
            var code = ((int)match.Value[0]).ToString("X4", CultureInfo.InvariantCulture);
            throw new YamlTextException($"the character U+{code} cannot stand in YAML", new TextSpan(match.Index, match.Length));
        }

        try
        {
            return reader.Document();
        }
        catch (YamlException exception)
        {
            throw reader.Error(exception);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // On some malformed texts the parser fails with these, without a mark: where it stood is the best place that there is.
            throw reader._openBrackets.Count == 0
                ? new YamlTextException("the YAML cannot be parsed near here", reader.Span(reader.Here, reader.Here))
                : reader.NotClosed(reader._openBrackets.Peek());
        }
    }

    private YamlTextException Error(YamlException exception)
    {
        if (exception.End.Index == 0 && exception.Message.Contains("tab as indentation") && TabInIndentation.Match(_text, Index(Here)) is { Success: true } tab)
        {
            return new YamlTextException("a tab stands in the indentation: indent with spaces", new TextSpan(tab.Index, 1));
        }

        // The whole of a text that is not closed may be long: its first line shows where it starts.
        var span = exception.End.Index == 0 ? Span(Here, Here) : Span(exception.Start, exception.End);
        var end = _text.IndexOfAny(['\r', '\n'], span.Start, span.Length);
        return new YamlTextException(
            char.ToLowerInvariant(exception.Message[0]) + exception.Message.Substring(1).TrimEnd('.'),
            end < 0 ? span : TextSpan.FromBounds(span.Start, end));
    }

    // An anchor may stand before the bracket.
    private YamlTextException NotClosed(Mark bracket)
    {
        var at = _text.IndexOfAny(['[', '{'], Index(bracket));
        return new YamlTextException($"'{_text[at]}' is not closed, or a comma is missing in it", new TextSpan(at, 1));
    }

    private Mark Here => _parser.Current?.End ?? Mark.Empty;

    private YamlNode Document()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
        {
            throw new YamlTextException("the file is empty", Span(Mark.Empty, Mark.Empty));
        }

        _parser.Consume<DocumentStart>();
        var root = Node(0);
        _parser.Consume<DocumentEnd>();
        if (!_parser.Accept<StreamEnd>(out _))
        {
            throw new YamlTextException("expected one document, found a second", Span(_parser.Current!.Start, _parser.Current.End));
        }

        return root;
    }

    private YamlNode Node(int depth)
    {
        if (depth > MaximalDepth)
        {
            var deepest = _parser.Current?.Start ?? Here;
            throw new YamlTextException($"nested deeper than {MaximalDepth} levels", Span(deepest, deepest));
        }

        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            return _anchors.TryGetValue(alias.Value.Value, out var target)
                ? target
                : throw new YamlTextException($"no anchor '&{alias.Value}' stands above", Span(alias.Start, alias.End));
        }

        var start = _parser.Current is NodeEvent next ? next : throw new YamlTextException("expected a value", Span(Here, Here));
        if (!start.Tag.IsEmpty)
        {
            throw new YamlTextException("a tag has no meaning in a spec: remove it", Span(start.Start, start.End));
        }

        if (start is SequenceStart { Style: SequenceStyle.Flow } or MappingStart { Style: MappingStyle.Flow })
        {
            // A pair in a list, [a: 1], is a mapping without brackets and without a mark.
            _openBrackets.Push(depth > 0 && Index(start.Start) == 0 ? _openBrackets.Peek() : start.Start);
        }

        YamlNode node = start switch
        {
            Scalar => ReadScalar(_parser.Consume<Scalar>()),
            SequenceStart => ReadSequence(depth),
            _ => ReadMapping(depth),
        };
        if (!start.Anchor.IsEmpty)
        {
            _anchors[start.Anchor.Value] = node;
        }

        return node;
    }

    private YamlScalar ReadScalar(Scalar scalar) =>
        new(scalar.Value, scalar.Style == ScalarStyle.Plain, scalar.Style == ScalarStyle.Literal, Span(scalar.Start, scalar.End));

    private YamlSequence ReadSequence(int depth)
    {
        var start = _parser.Consume<SequenceStart>();
        var items = new List<YamlNode>();
        while (!_parser.Accept<SequenceEnd>(out _))
        {
            items.Add(Node(depth + 1));
        }

        return new YamlSequence(items, End<SequenceEnd>(start.Start, start.Style == SequenceStyle.Flow));
    }

    private YamlMapping ReadMapping(int depth)
    {
        var start = _parser.Consume<MappingStart>();
        var entries = new List<KeyValuePair<YamlScalar, YamlNode>>();
        while (!_parser.Accept<MappingEnd>(out _))
        {
            var first = Node(depth + 1);
            var key = first as YamlScalar ?? throw new YamlTextException("a key must be a word", first.Span);
            if (key is { IsPlain: true, Value: "<<" })
            {
                throw new YamlTextException("a merge key has no meaning in a spec: write out the keys that it stands for", key.Span);
            }

            if (entries.Any(entry => entry.Key.Value == key.Value))
            {
                throw new YamlTextException($"the key '{key.Value}' is given twice", key.Span);
            }

            // A value that is not there is shown by its key.
            var value = Node(depth + 1);
            entries.Add(new(key, value is YamlScalar { IsPlain: true, Value: "" } ? new YamlScalar("", true, false, key.Span) : value));
        }

        var span = End<MappingEnd>(start.Start, start.Style == MappingStyle.Flow);
        return new YamlMapping(entries, depth > 0 && span.Start == 0 ? entries[0].Key.Span : span);
    }

    // A closing bracket belongs to what it closes, but the parser's mark stands before it.
    private TextSpan End<TEvent>(Mark start, bool isInBrackets)
        where TEvent : ParsingEvent
    {
        if (!isInBrackets)
        {
            return Span(start, _parser.Consume<TEvent>().End);
        }

        _openBrackets.Pop();
        var end = Index(_parser.Consume<TEvent>().Start);
        return TextSpan.FromBounds(Index(start), end < _text.Length && _text[end] is ']' or '}' ? end + 1 : end);
    }

    private TextSpan Span(Mark start, Mark end) => _visible.Span(Index(start), Index(end));

    private int Index(Mark mark) => (int)Math.Min(Math.Max(mark.Index, 0), _text.Length);
}

/// <summary>The text is not YAML that a spec can be read from.</summary>
internal sealed class YamlTextException(string message, TextSpan span) : Exception(message)
{
    public TextSpan Span { get; } = span;
}
