using Microsoft.CodeAnalysis.Text;

namespace RnnGen.Generator.Specs;

/// <summary>A node of the YAML with its place in the file.</summary>
internal abstract class YamlNode(TextSpan span)
{
    public TextSpan Span { get; } = span;

    /// <summary>What the node is, in words for a message.</summary>
    public abstract string Kind { get; }
}

internal sealed class YamlScalar(string value, bool isPlain, bool isLiteral, TextSpan span) : YamlNode(span)
{
    public string Value { get; } = value;

    /// <summary>Whether it stands unquoted, so that <c>12</c> is a number.</summary>
    public bool IsPlain { get; } = isPlain;

    /// <summary>Whether it is a block introduced by <c>|</c>.</summary>
    public bool IsLiteral { get; } = isLiteral;

    public override string Kind => IsPlain && Value.Length == 0 ? "nothing" : $"{(IsPlain ? "" : "the text ")}'{Beginning}'";

    private string Beginning => Value.Length > 40 ? Value.Substring(0, 40) + "..." : Value;
}

internal sealed class YamlSequence(IReadOnlyList<YamlNode> items, TextSpan span) : YamlNode(span)
{
    public IReadOnlyList<YamlNode> Items { get; } = items;

    public override string Kind => "a list";
}

internal sealed class YamlMapping(IReadOnlyList<KeyValuePair<YamlScalar, YamlNode>> entries, TextSpan span) : YamlNode(span)
{
    public IReadOnlyList<KeyValuePair<YamlScalar, YamlNode>> Entries { get; } = entries;

    public override string Kind => "a mapping";
}
