using System.Text.RegularExpressions;
using RnnGen.Testing;

namespace RnnGen.Generator.Tests;

/// <summary>The section of a rule in <c>Diagnostics.md</c>.</summary>
internal sealed partial record RuleSection(string Id, string Title, string Severity, IReadOnlyList<Example> Wrong, IReadOnlyList<Example> Right, string Fix)
{
    private static readonly string Path = System.IO.Path.Combine(RepositorySpecs.Folder, "..", "generator", "Diagnostics", "Diagnostics.md");

    /// <summary>Every section in the order of the document.</summary>
    public static IReadOnlyList<RuleSection> All { get; } =
        [.. File.ReadAllText(Path).ReplaceLineEndings("\n").Split("\n## ").Skip(1).Select(Parse)];

    private static RuleSection Parse(string section)
    {
        var heading = Heading.Match(section);
        var wrong = section.IndexOf("\nWrong:\n", StringComparison.Ordinal);
        var right = section.IndexOf("\nRight:\n", StringComparison.Ordinal);
        var fix = section.IndexOf("\nFix: ", StringComparison.Ordinal);
        return heading.Success && wrong >= 0 && right >= wrong && fix >= right
            ? new RuleSection(
                heading.Groups["id"].Value,
                heading.Groups["title"].Value,
                heading.Groups["severity"].Value,
                Example.In(section[wrong..right]),
                Example.In(section[right..fix]),
                section[(fix + "\nFix: ".Length)..].Trim())
            : throw new InvalidOperationException($"A section has a heading, a severity, Wrong, Right and Fix, in this order:\n{section}");
    }

    [GeneratedRegex(@"^(?<id>RNN\d{3}): (?<title>.+)\n\n\*(?<severity>\w+)\.\* \S")]
    private static partial Regex Heading { get; }
}

/// <summary>A block of code in the document.</summary>
internal sealed partial record Example(string Language, string Text)
{
    public static IReadOnlyList<Example> In(string text) => [.. Fence.Matches(text).Select(match => new Example(match.Groups["language"].Value, match.Groups["text"].Value))];

    /// <summary>The seed with the keys that the example has; the equations of a cell stand in the layer.</summary>
    public string AsSpec()
    {
        if (Text.StartsWith("cell:", StringComparison.Ordinal))
        {
            return Spec.Seed.With("{ cell: elman, size: 2, activation: tanh, bias: none }", "size: 2\n      " + Text.TrimEnd().Replace("\n", "\n      ", StringComparison.Ordinal));
        }

        var keys = Blocks(Text).Select(block => block.Key).ToHashSet();
        return string.Concat(Blocks(Spec.Seed).Where(block => !keys.Contains(block.Key)).Select(block => block.Text)) + Text;
    }

    // A key at the margin with the lines up to the next.
    private static IEnumerable<(string Key, string Text)> Blocks(string yaml) => TopLevel.Matches(yaml).Select(match => (match.Groups["key"].Value, match.Value));

    [GeneratedRegex(@"```(?<language>\w+)\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fence { get; }

    [GeneratedRegex(@"^(?<key>\w+):.*\n(?:\s.*\n|\n)*", RegexOptions.Multiline)]
    private static partial Regex TopLevel { get; }
}
