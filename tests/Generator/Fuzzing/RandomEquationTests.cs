using Microsoft.CodeAnalysis;
using RnnGen.Generator.Equations;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.Generator.Tests;

/// <summary>Whatever equation the language allows can be differentiated, written down and compiled.</summary>
public class RandomEquationTests
{
    private const int Equations = 300;

    private static readonly string Template = Spec.WithStep("z = tanh(x @ W)\ng = sigmoid(x @ V)\ns = EQUATION + 0 * (z * g + s_prev @ U + b)")
        .With("{ activation: tanh }", "{}")
        .With("Wxh: [input, size]", "{ W: [input, size], U: [size, size],")
        .With("Whh: [size, size]", "  V: [input, 1], b: [size] }");

    [Fact]
    public void A_random_equation_compiles_or_has_no_shape()
    {
        var random = new RandomExpression(seed: 4);
        var specs = Enumerable.Range(0, Equations)
            .Select(index => Spec.File($"random-{index}", Template.With("EQUATION", $"({EquationText.Of(random.Next(depth: 4))})")))
            .ToArray();

        var result = GeneratorRun.Run(specs);

        Assert.Null(result.Exception);
        var errors = result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToArray();
        Assert.All(errors, error => Assert.Equal("RNN012", error.Id));
        var broken = errors.Select(error => error.Location.GetLineSpan().Path).ToHashSet();
        var valid = specs.Where(spec => !broken.Contains(spec.Path)).ToArray();
        Assert.InRange(valid.Length, Equations / 2, Equations);
        CompiledSpecs.Image(valid.Take(20));
    }

    [Fact]
    public void Functions_within_one_another_do_not_multiply_the_code()
    {
        const int Depth = 30;
        string[] functions = [.. Function.All.Keys, .. Calls.OptionNames, "max"];

        var lengths = functions.Select(function =>
        {
            var equation = $"s = {string.Concat(Enumerable.Repeat($"{function}(1 - ", Depth))}x @ Wxh + s_prev @ Whh{new string(')', Depth)} + s_prev";
            return (function, Length: GeneratorRun.Files(Spec.File("deep", Spec.WithStep(equation).With("        options: { activation: tanh }\n", ""))).Values.Sum(text => text.Length));
        });

        Assert.All(lengths, one => Assert.InRange(one.Length, 10_000, 1_000_000));
    }

    // Each factor's gradient is the product of the others, and each quotient's divisor has the quotient itself in its gradient: without names the code would grow with the square, or the cube.
    [Theory]
    [InlineData("z * ", "")]
    [InlineData("z / ", "")]
    [InlineData("(z + s_prev) * ", "")]
    [InlineData("z / (2 + ", ")")]
    [InlineData("z * (2 - ", ")")]
    [InlineData("sqrt(2 + z * ", ")")]
    public void A_long_equation_becomes_code_that_grows_with_it(string opening, string closing)
    {
        var (once, twice) = (Length(40), Length(80));

        Assert.InRange(twice, once, 2.5 * once);

        int Length(int count)
        {
            var equation = string.Concat(Enumerable.Repeat(opening, count)) + "z" + string.Concat(Enumerable.Repeat(closing, count));
            var spec = Spec.WithStep($"z = x @ Wxh + s_prev @ Whh\ns = tanh({equation})").With("        options: { activation: tanh }\n", "").With("precision: float64", "units: looped");
            return GeneratorRun.Files(Spec.File("long", spec)).Single(file => file.Key.Contains("Backward", StringComparison.Ordinal)).Value.Length;
        }
    }

    [Theory]
    [InlineData("*")]
    [InlineData("/")]
    public void A_long_equation_takes_no_more_for_what_it_becomes(string operation)
    {
        var spec = Spec.File("long", Spec.WithStep($"z = x @ Wxh + s_prev @ Whh\ns = tanh({string.Join($" {operation} ", Enumerable.Repeat("z", 200))})").With("        options: { activation: tanh }\n", ""));

        var before = GC.GetAllocatedBytesForCurrentThread();
        var length = GeneratorRun.Files(spec).Values.Sum(text => text.Length);

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / length, 0, 500);
    }
}
