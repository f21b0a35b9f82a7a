using RnnGen.Generator.Equations;
using Xunit;

namespace RnnGen.Generator.Tests;

/// <summary>Expressions as comments show them: what is printed is what was meant.</summary>
public class NotationTests
{
    private const int Expressions = 5_000;

    [Theory]
    [InlineData("x @ W + s_prev @ U + b")]
    [InlineData("z - (b - s_prev)")]
    [InlineData("z - b - s_prev")]
    [InlineData("z / (b * s_prev)")]
    [InlineData("z * b / s_prev")]
    [InlineData("-(z + b)")]
    [InlineData("-z + b")]
    [InlineData("z - -b")]
    [InlineData("--z")]
    [InlineData("(z @ U) * b")]
    [InlineData("b * (z @ U)")]
    [InlineData("(z * b) @ U")]
    [InlineData("(x @ W) @ U")]
    [InlineData("-x @ W")]
    [InlineData("-(x @ W)")]
    [InlineData("tanh(z + b) * sigmoid(s_prev)")]
    [InlineData("sum(square(z)) / 2")]
    [InlineData("1 - 0.5 * 3e-2")]
    public void What_needs_no_parentheses_has_none(string text) => Assert.Equal(text, EquationText.Of(EquationText.Parse(text)));

    [Theory]
    [InlineData("(z + b) + s_prev", "z + b + s_prev")]
    [InlineData("(z * b) + (s_prev)", "z * b + s_prev")]
    [InlineData("z + (b + s_prev)", "z + (b + s_prev)")]
    [InlineData("x @ W * b", "(x @ W) * b")]
    [InlineData("z * b @ U", "(z * b) @ U")]
    [InlineData("tanh((z))", "tanh(z)")]
    public void Parentheses_are_those_that_a_reader_needs(string text, string printed) => Assert.Equal(printed, EquationText.Of(EquationText.Parse(text)));

    [Fact]
    public void Gradients_are_written_with_transposed_matrices()
    {
        var dz = new Read(new Variable("z", VariableKind.Local, Shape.Vector(2), Step: 3).Gradient);
        var s = new Read(new Variable("s", VariableKind.Local, Shape.Vector(2), Step: 2));

        Assert.Equal("dz_t3 @ U.T", Notation.Of(new MatMul(dz, EquationText.Variables["U"], Transposed: true)));
        Assert.Equal("s_t2.T @ dz_t3", Notation.Of(new Outer(s, dz)));
        Assert.Equal("(dz_t3 @ U.T) * (1 - s_t2 * s_t2)", Notation.Of(new MatMul(dz, EquationText.Variables["U"], Transposed: true) * (1 - (s * s))));
        Assert.Equal("(s_t2 + s_t2).T @ (dz_t3 * s_t2)", Notation.Of(new Outer(s + s, dz * s)));
    }

    [Fact]
    public void Every_expression_is_read_back_as_it_was_printed()
    {
        var random = new RandomExpression(seed: 1);
        for (var i = 0; i < Expressions; i++)
        {
            var expression = random.Next();
            var text = EquationText.Of(expression);

            Assert.True(expression == EquationText.Parse(text), $"{text} is read as {EquationText.Of(EquationText.Parse(text))}");
        }
    }
}
