using RnnGen.Generator.Equations;
using Xunit;

namespace RnnGen.Generator.Tests;

/// <summary>Shorter expressions with the same value.</summary>
public class SimplifierTests
{
    private const int Expressions = 5_000;

    [Theory]
    [InlineData("z + 0", "z")]
    [InlineData("0.0 + z", "z")]
    [InlineData("z - 0", "z")]
    [InlineData("0 - z", "-z")]
    [InlineData("0 - -z", "z")]
    [InlineData("z + -b", "z - b")]
    [InlineData("z - -b", "z + b")]
    [InlineData("--z", "z")]
    [InlineData("-0", "0")]
    [InlineData("z * 0", "0")]
    [InlineData("0e5 * z", "0")]
    [InlineData("z * 1", "z")]
    [InlineData("1.0 * z", "z")]
    [InlineData("z / 1", "z")]
    [InlineData("0 / z", "0")]
    [InlineData("-z * b", "-(z * b)")]
    [InlineData("z * -b", "-(z * b)")]
    [InlineData("-z * -b", "z * b")]
    [InlineData("-z / b", "-(z / b)")]
    [InlineData("-x @ W", "-(x @ W)")]
    [InlineData("(0 * x) @ W", "0")]
    [InlineData("sum(-z)", "-sum(z)")]
    [InlineData("sum(g)", "g")]
    [InlineData("sum(0 * z)", "0")]
    [InlineData("identity(z)", "z")]
    [InlineData("square(-z)", "square(z)")]
    [InlineData("tanh(0)", "0")]
    [InlineData("sigmoid(0)", "0.5")]
    [InlineData("tanh(z * 0 + 0)", "0")]
    [InlineData("z + 0 * (x @ W)", "z")]
    [InlineData("0 + z * b", "z * b")]
    [InlineData("0 + z * b + s_prev", "z * b + s_prev")]
    [InlineData("z + (0 + b)", "z + b")]
    [InlineData("z + identity(0 * b + s_prev * b)", "z + (0 + s_prev * b)")]
    public void Zeros_ones_and_signs_drop_out(string text, string simplified) => Assert.Equal(simplified, Simplify(text));

    [Theory]
    [InlineData("0.5 * (2 * z)", "z")]
    [InlineData("2 * z * 3", "6 * z")]
    [InlineData("z * 0.5 * 0.5", "0.25 * z")]
    [InlineData("0.1 * (0.2 * z)", "0.02 * z")]
    [InlineData("2.50 * 4 * z", "10 * z")]
    [InlineData("2 * (z * b) * 3", "6 * z * b")]
    public void The_numbers_of_a_product_become_one(string text, string simplified) => Assert.Equal(simplified, Simplify(text));

    [Theory]
    [InlineData("2 * z + b")]
    [InlineData("z * b * s_prev")]
    [InlineData("z * (b * s_prev)")]
    [InlineData("2 * (z * (b * s_prev))")]
    [InlineData("z + b + s_prev")]
    [InlineData("z + (b + s_prev)")]
    [InlineData("z - z")]
    [InlineData("0 / 0")]
    [InlineData("z / z")]
    [InlineData("z / 2")]
    [InlineData("1e2 * (1e3 * z)")]
    [InlineData("0.1234567890123456 * (0.1234567890123456 * z)")]
    [InlineData("-(z - b)")]
    [InlineData("z + (0 + s_prev * b)")]
    [InlineData("z - (0 + x @ W)")]
    [InlineData("z - (0 - s_prev * b)")]
    [InlineData("-(0 + square(z))")]
    public void What_would_change_the_rounding_stays(string text) => Assert.Equal(text, Simplify(text));

    [Fact]
    public void What_is_simplified_is_as_simple_as_it_gets()
    {
        var random = new RandomExpression(seed: 2);
        for (var i = 0; i < Expressions; i++)
        {
            var expression = random.Next();
            var once = Simplifier.Simplify(expression);

            Assert.True(once == Simplifier.Simplify(once), $"{EquationText.Of(expression)} becomes {EquationText.Of(once)} and then {EquationText.Of(Simplifier.Simplify(once))}");
        }
    }

    [Fact]
    public void The_value_is_the_same()
    {
        var random = new RandomExpression(seed: 3);
        var compared = 0;
        for (var i = 0; i < Expressions; i++)
        {
            var expression = random.Next();
            if (!ExpressionValue.IsFinite(expression))
            {
                continue;
            }

            compared++;
            var expected = ExpressionValue.Of(expression);
            var actual = ExpressionValue.Broadcast(ExpressionValue.Of(Simplifier.Simplify(expression)), expected.Length);
            Assert.All(expected.Zip(actual), pair => Assert.True(
                Math.Abs(pair.First - pair.Second) <= 1e-9 * Math.Max(1, Math.Abs(pair.First)),
                $"{EquationText.Of(expression)} is {pair.First}, and {EquationText.Of(Simplifier.Simplify(expression))} is {pair.Second}"));
        }

        Assert.True(compared > Expressions / 2, $"only {compared} expressions were finite");
    }

    private static string Simplify(string text) => EquationText.Of(Simplifier.Simplify(EquationText.Parse(text)));
}
