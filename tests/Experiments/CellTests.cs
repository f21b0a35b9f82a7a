using RnnGen.Testing;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>Where a cell's equations stand makes no difference.</summary>
public class CellTests
{
    private const string Equations = """
        parameters:
          Wxh: [input, size]
          Whh: [size, size]
        state:
          s: [size]
        step: |
          z = s_prev @ Whh + x @ Wxh
          s = tanh(z)
        output: s
        """;

    private static readonly string Seed = RepositorySpecs.Get("count-letter-a").Text;

    [Fact]
    public void A_cell_in_the_spec_gives_the_bits_of_the_built_in_one() =>
        AssertSameRun([Spec("inline", Layer("\n        cell:\n" + Indented(Equations, 10) + "\n        size: 2"))]);

    [Fact]
    public void A_cell_in_a_file_beside_the_spec_gives_the_bits_of_the_built_in_one() =>
        AssertSameRun([Spec("beside", Layer("{ cell: ./my-cell.yaml, size: 2 }")), new SpecText("/specs/my-cell.yaml", "cell:\n" + Indented(Equations, 2))]);

    [Fact]
    public void Equations_in_one_line_give_the_bits_of_those_in_two() => AssertSameRun([Spec("one-line", Layer("""

                cell: { parameters: { Wxh: [input, size], Whh: [size, size] }, state: { s: [size] }, step: s = tanh(s_prev @ Whh + x @ Wxh), output: s }
                size: 2
        """))]);

    private static void AssertSameRun(SpecText[] specs)
    {
        var expected = SpecCases.Run("count-letter-a");
        var actual = SpecCases.Train(CompiledSpecs.Load(specs).Values.Single());

        Assert.Equal(expected.Losses, actual.Losses);
        Assert.Equal(expected.Final.Values, actual.Final.Values);
    }

    private static SpecText Spec(string name, string text) => new($"/specs/{name}.yaml", text);

    private static string Layer(string layer)
    {
        const string BuiltIn = "{ cell: elman, size: 2, activation: tanh, bias: none }";
        Assert.Contains(BuiltIn, Seed, StringComparison.Ordinal);
        return Seed.Replace(BuiltIn, layer, StringComparison.Ordinal);
    }

    private static string Indented(string text, int spaces) => string.Join('\n', text.Split('\n').Select(line => new string(' ', spaces) + line));
}
