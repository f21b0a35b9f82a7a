using RnnGen.Testing;
using Xunit;

namespace RnnGen.Generator.Tests;

/// <summary>The specs that the tests start from.</summary>
internal static class Spec
{
    /// <summary>The repository's first experiment.</summary>
    public static string Seed { get; } = RepositorySpecs.Get("count-letter-a").Text.ReplaceLineEndings("\n");

    /// <summary>The seed with the equations of its cell written out in the layer.</summary>
    public static string WithCell { get; } = Seed.With(BuiltInLayer, """
        size: 2
              cell:
                options: { activation: tanh }
                parameters:
                  Wxh: [input, size]
                  Whh: [size, size]
                state: { s: [size] }
                step: |
                  z = s_prev @ Whh + x @ Wxh
                  s = activation(z)
                output: s
        """);

    private const string BuiltInLayer = "{ cell: elman, size: 2, activation: tanh, bias: none }";

    /// <summary>The spec with the step's equations replaced.</summary>
    public static string WithStep(string equations) => WithCell.With(
        "z = s_prev @ Whh + x @ Wxh\n          s = activation(z)",
        equations.Replace("\n", "\n          ", StringComparison.Ordinal));

    /// <summary>The text with one place of it replaced, which must be there exactly once.</summary>
    public static string With(this string text, string old, string replacement)
    {
        var first = text.IndexOf(old, StringComparison.Ordinal);
        Assert.True(first >= 0 && text.IndexOf(old, first + 1, StringComparison.Ordinal) < 0, $"'{old}' must stand in the spec once:\n{text}");
        return text[..first] + replacement + text[(first + old.Length)..];
    }

    /// <summary>A file of the project.</summary>
    public static SpecText File(string name, string text) => new($"/specs/{name}.yaml", text);
}
