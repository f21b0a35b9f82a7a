using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace RnnGen.Generator.Specs;

/// <summary>Reads YAML text into <see cref="YamlNode"/>s through YamlDotNet's parser, which is where every failure of that parser ends.</summary>
internal sealed class YamlText
{
    private const int MaximalDepth = 64;

    private readonly string _text;
    private readonly Parser _parser;
    private readonly Dictionary<string, YamlNode> _anchors = new(StringComparer.Ordinal);

    private YamlText(string text)
    {
        _text = text;
        _parser = new Parser(new StringReader(text));
    }

    /// <summary>Parses one document.</summary>
    /// <exception cref="YamlTextException">The text is not one YAML document.</exception>
    public static YamlNode Parse(string text)
    {
        var reader = new YamlText(text);
        try
        {
            return reader.Document();
        }
        catch (YamlException exception)
        {
            // YamlDotNet repeats the mark in front of its message.
            var message = Regex.Replace(exception.Message, @"^\(Line: .*?\): ", "");
            throw new YamlTextException(message, reader.Span(exception.Start, exception.End));
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // On some malformed texts the parser fails with these, without a mark; where it stood is the best place that there is.
            throw new YamlTextException("the YAML cannot be parsed near here", reader.Span(reader.Here, reader.Here));
        }
    }

    private Mark Here => _parser.Current?.End ?? Mark.Empty;

    private YamlNode Document()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
        {
            throw new YamlTextException("the file is empty", default);
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
            throw new YamlTextException($"nested deeper than {MaximalDepth} levels", Span(Here, Here));
        }

        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            return _anchors.TryGetValue(alias.Value.Value, out var target)
                ? target
                : throw new YamlTextException($"no anchor '&{alias.Value}' stands above", Span(alias.Start, alias.End));
        }

        var start = _parser.Current is NodeEvent next ? next : throw new YamlTextException("expected a value", Span(Here, Here));
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

        return new YamlSequence(items, Span(start.Start, _parser.Consume<SequenceEnd>().End));
    }

    private YamlMapping ReadMapping(int depth)
    {
        var start = _parser.Consume<MappingStart>();
        var entries = new List<KeyValuePair<YamlScalar, YamlNode>>();
        while (!_parser.Accept<MappingEnd>(out _))
        {
            var key = Node(depth + 1) as YamlScalar ?? throw new YamlTextException("a key must be a plain word", Span(Here, Here));
            if (entries.Any(entry => entry.Key.Value == key.Value))
            {
                throw new YamlTextException($"the key '{key.Value}' is given twice", key.Span);
            }

            entries.Add(new(key, Node(depth + 1)));
        }

        return new YamlMapping(entries, Span(start.Start, _parser.Consume<MappingEnd>().End));
    }

    // The end of a mark may lie before its start, and a block's end lies on the next line: the span is clipped to its visible text.
    private TextSpan Span(Mark start, Mark end)
    {
        var from = (int)Math.Min(Math.Max(start.Index, 0), _text.Length);
        var to = (int)Math.Min(Math.Max(end.Index, from), _text.Length);
        while (to > from && char.IsWhiteSpace(_text[to - 1]))
        {
            to--;
        }

        return TextSpan.FromBounds(from, to);
    }
}

/// <summary>The text is not YAML that a spec can be read from.</summary>
internal sealed class YamlTextException(string message, TextSpan span) : Exception(message)
{
    public TextSpan Span { get; } = span;
}
