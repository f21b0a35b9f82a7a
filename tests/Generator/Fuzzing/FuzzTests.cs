using Microsoft.CodeAnalysis;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.Generator.Tests;

/// <summary>Thousands of damaged files: none makes the generator fail, and what is said of each can be shown in it.</summary>
public class FuzzTests
{
    private const int FilesPerSeed = 600;

    private static readonly string[] Originals =
    [
        Spec.Seed,
        Spec.WithCell,
        Spec.WithStep("h = activation((x @ Wxh + 2 * s_prev) / 1.5e0)\ng = sigmoid(-h @ Whh) # gate\ns = g * h + (1 - g) * s_prev"),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void A_damaged_spec_is_reported_in_its_file_or_compiles(int seed)
    {
        var mutation = new Mutation(seed);
        var texts = Enumerable.Range(0, FilesPerSeed).Select(index => mutation.Of(Originals[index % Originals.Length])).ToArray();

        var valid = texts.AsParallel().AsOrdered().Where(IsValid).ToArray();

        Assert.InRange(valid.Length, FilesPerSeed / 20, FilesPerSeed / 2);
        CompiledSpecs.Image(valid.Distinct().Take(7).Select((text, index) => Spec.File($"fuzz-{index}", text)));
    }

    [Fact]
    public void A_damaged_cell_file_is_reported_there_or_where_it_is_used()
    {
        var mutation = new Mutation(seed: 7);
        var user = Spec.File("user", Spec.Seed.With("{ cell: elman, size: 2, activation: tanh, bias: none }", "{ cell: ./damaged.yaml, size: 2 }"));
        var cell = Spec.WithCell[Spec.WithCell.IndexOf("cell:", StringComparison.Ordinal)..Spec.WithCell.IndexOf("  output: {", StringComparison.Ordinal)]
            .Replace("\n      ", "\n", StringComparison.Ordinal);
        var texts = Enumerable.Range(0, FilesPerSeed).Select(_ => mutation.Of(cell)).ToArray();

        var compiled = texts.AsParallel().Count(text => Shown.Run(user, Spec.File("damaged", text)).GeneratedSources.Length == 7);

        Assert.InRange(compiled, 10, FilesPerSeed / 2);
    }

    private static bool IsValid(string text)
    {
        var result = Shown.Run(Spec.File("fuzz", text));
        var isValid = result.Diagnostics.All(diagnostic => diagnostic.Severity != DiagnosticSeverity.Error);
        var files = result.Diagnostics.Any(diagnostic => diagnostic.Id == "RNN009") ? 1 : isValid ? 7 : 2;
        Assert.True(files == result.GeneratedSources.Length, $"{result.GeneratedSources.Length} files and not {files} of\n{text}");
        return isValid;
    }
}
