using System.Text.RegularExpressions;
using RnnGen.Generator.Equations;
using RnnGen.SpecTests.Snapshots;
using RnnGen.Testing;
using RnnGen.Training;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>
/// Every function as an activation, every bias of the cells, learned states, losses and optimizers in networks with gates, against PyTorch's autograd in float64: <c>Reference/Variants</c> has the
/// networks, of which each is a line or two that replace those of a common spec, and what <c>Reference/record_variants.py</c> recorded.
/// </summary>
public partial class PyTorchVariantTests
{
    private static readonly string Folder = Path.Combine(SourceFolder.Path, "Reference", "Variants");

    private static readonly Lazy<IReadOnlyDictionary<string, Experiment>> Compiled = new(() => CompiledSpecs.Load([.. Variants().Select(variant => new SpecText($"/specs/{variant.Name}.yaml", variant.Text))]));

    private static readonly ILookup<string, string[]> Losses = Recorded("losses.csv");

    private static readonly ILookup<string, string[]> Weights = Recorded("weights.csv");

    public static TheoryData<string> Names { get; } = [.. Variants().Select(variant => variant.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Losses_and_final_weights_are_those_of_PyTorch(string name)
    {
        var run = Trainer.Train(Compiled.Value[name]);

        PyTorchRecording.AssertSame(PyTorchRecording.Numbers(Losses[name].Single()), Weights[name].ToDictionary(words => words[0], words => PyTorchRecording.Numbers(words.Skip(1))), run);
    }

    [Fact]
    public void Every_function_is_an_activation_of_one() =>
        Assert.Equal(Function.All.Keys.Order(StringComparer.Ordinal), Activation().Matches(string.Concat(Variants().Select(variant => variant.Text))).Select(name => name.Value).Where(Function.All.ContainsKey).Distinct().Order(StringComparer.Ordinal));

    private static ILookup<string, string[]> Recorded(string file) => File.ReadLines(Path.Combine(Folder, file)).Select(line => line.Split(',')).ToLookup(words => words[0], words => words[1..]);

    private static IEnumerable<(string Name, string Text)> Variants()
    {
        var common = File.ReadAllText(Path.Combine(Folder, "base.yaml"));
        foreach (Match variant in Variant().Matches(File.ReadAllText(Path.Combine(Folder, "variants.yaml"))))
        {
            yield return (variant.Groups["name"].Value, Line().Matches(variant.Groups["lines"].Value).Aggregate(common, Replace));
        }
    }

    private static string Replace(string text, Match line)
    {
        var lines = text.Split('\n');
        var start = line.Groups["key"].Value + ":";
        var i = Array.FindIndex(lines, old => old.TrimStart().StartsWith(start, StringComparison.Ordinal));
        lines[i] = lines[i][..lines[i].IndexOf(start, StringComparison.Ordinal)] + line.Value.Trim();
        return string.Join('\n', lines);
    }

    [GeneratedRegex(@"^(?<name>\S+):\n(?<lines>(  .*\n)+)", RegexOptions.Multiline)]
    private static partial Regex Variant();

    [GeneratedRegex(@"(?<=activation: )\w+")]
    private static partial Regex Activation();

    [GeneratedRegex(@"^  (?<key>\w+): .*$", RegexOptions.Multiline)]
    private static partial Regex Line();
}
