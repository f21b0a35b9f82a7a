using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Infrastructure;

namespace RnnGen.Generator.Specs;

/// <summary>What the readers of one file share: its text, what they found wrong, and where each value stands.</summary>
internal sealed class SpecReader(string file)
{
    private readonly List<Finding> _findings = [];
    private readonly List<ValuePosition> _positions = [];

    public IEnumerable<Finding> Findings => _findings;

    public SpecPositions Positions => new(_positions.ToEquatableArray(), SourceText.From(file).Lines.Select(line => line.Start).ToEquatableArray());

    public bool HasErrors => _findings.Any(finding => finding.IsError);

    public void Report(string path, DiagnosticDescriptor rule, params string[] arguments) => Report(Finding.At(path, rule, arguments));

    public void Report(Finding finding) => _findings.Add(finding);

    /// <summary>Takes back a report that another one has made superfluous.</summary>
    public void Retract(Finding finding) => _findings.Remove(finding);

    /// <summary>Remembers where the value at a path stands.</summary>
    public void Place(string path, YamlNode node) => _positions.Add(ValuePosition.Of(path, node, file));

    /// <summary>Remembers the span of something that is no value, an unknown key for instance.</summary>
    public void Place(string path, TextSpan span) => _positions.Add(new ValuePosition(path, span, EquatableArray<LineStart>.Empty));

    public MappingReader Root(YamlNode root, string fileName)
    {
        Place("", root is YamlMapping { Entries: [var first, ..] } ? first.Key : root);
        if (root is YamlMapping mapping)
        {
            return new MappingReader(this, mapping, "");
        }

        Report("", Rules.WrongType, fileName, "a mapping of keys to values", root.Kind);
        return MappingReader.Absent(this);
    }

    /// <summary>A mapping that stands in a list.</summary>
    public MappingReader ItemOf(YamlNode node, string path, string expected)
    {
        if (node is YamlMapping mapping)
        {
            return new MappingReader(this, mapping, path);
        }

        Report(path, Rules.WrongType, path, expected, node.Kind);
        return MappingReader.Absent(this);
    }
}
