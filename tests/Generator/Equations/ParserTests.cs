using RnnGen.Generator.Equations;
using Xunit;

namespace RnnGen.Generator.Tests;

/// <summary>How tightly operators bind, and what part of the text each node stands for.</summary>
public class ParserTests
{
    [Theory]
    [InlineData("a + b + c", "((a + b) + c)")]
    [InlineData("a - b - c", "((a - b) - c)")]
    [InlineData("a - b + c", "((a - b) + c)")]
    [InlineData("a + b * c", "(a + (b * c))")]
    [InlineData("a * b + c", "((a * b) + c)")]
    [InlineData("a / b / c", "((a / b) / c)")]
    [InlineData("a / b * c", "((a / b) * c)")]
    [InlineData("a * b @ C", "((a * b) @ C)")]
    [InlineData("a @ B * c", "((a @ B) * c)")]
    [InlineData("a @ B @ C", "((a @ B) @ C)")]
    [InlineData("a + b @ C", "(a + (b @ C))")]
    [InlineData("-a + b", "((-a) + b)")]
    [InlineData("-a * b", "((-a) * b)")]
    [InlineData("-a @ B", "((-a) @ B)")]
    [InlineData("a * -b", "(a * (-b))")]
    [InlineData("a - -b", "(a - (-b))")]
    [InlineData("--a", "(-(-a))")]
    [InlineData("-(a + b)", "(-(a + b))")]
    [InlineData("(a + b) * c", "((a + b) * c)")]
    [InlineData("a * (b * c)", "(a * (b * c))")]
    [InlineData("f(a + b, -c) * d", "(f((a + b), (-c)) * d)")]
    [InlineData("f(g(a))", "f(g(a))")]
    [InlineData("((a))", "a")]
    [InlineData("2 * .5e3", "(2 * 0.5e3)")]
    [InlineData("(a\n  + b)", "(a + b)")]
    public void Operators_bind_as_in_NumPy(string text, string grouped) => Assert.Equal(grouped, Grouped(Parse(text)));

    [Theory]
    [InlineData("a + b * c", "a + b * c", "a", "b * c", "b", "c")]
    [InlineData("  (a + b) ", "(a + b)", "a", "b")]
    [InlineData("( a ) * b", "( a ) * b", "( a )", "b")]
    [InlineData("- a", "- a", "a")]
    [InlineData("f ( a , b )", "f ( a , b )", "a", "b")]
    [InlineData("1.50 - x", "1.50 - x", "1.50", "x")]
    public void Every_node_knows_its_text(string text, params string[] parts)
    {
        const string Target = "y = ";

        Assert.Equal(parts, Nodes(Parse(text)).Select(node => (Target + text).Substring(node.Start, node.Length)));
    }

    [Fact]
    public void There_is_one_assignment_a_line()
    {
        var assignments = Parser.Parse("\n# The sum.\nz = a + b\n\n  s = f(z)\n");

        Assert.Equal(["z = (a + b)", "s = f(z)"], assignments.Select(assignment => $"{assignment.Target.Name} = {Grouped(assignment.Value)}"));
        Assert.Equal([12, 25], assignments.Select(assignment => assignment.Target.Start));
    }

    [Theory]
    [InlineData("y = +a")]
    [InlineData("y = a b")]
    [InlineData("y = f()")]
    [InlineData("y = f(a,)")]
    [InlineData("y = (a")]
    [InlineData("y = a)")]
    [InlineData("y = ()")]
    [InlineData("y = 1(a)")]
    [InlineData("y = (f)(a)")]
    [InlineData("y == a")]
    [InlineData("y = a = b")]
    [InlineData("y, z = a")]
    [InlineData("f(y) = a")]
    [InlineData("= a")]
    [InlineData("y = a\n+ b")]
    public void The_language_is_closed(string text) => Assert.Equal("RNN010", Assert.Throws<EquationException>(() => Parser.Parse(text)).Rule.Id);

    private static Syntax Parse(string text) => Assert.Single(Parser.Parse("y = " + text)).Value;

    private static string Grouped(Syntax syntax) => syntax switch
    {
        NumberSyntax number => number.Text,
        NameSyntax name => name.Name,
        NegateSyntax negate => $"(-{Grouped(negate.Operand)})",
        CallSyntax call => $"{call.Function.Name}({string.Join(", ", call.Arguments.Select(Grouped))})",
        BinarySyntax binary => $"({Grouped(binary.Left)} {binary.Operator} {Grouped(binary.Right)})",
        _ => throw new InvalidOperationException(),
    };

    private static IEnumerable<Syntax> Nodes(Syntax syntax) => syntax switch
    {
        NegateSyntax negate => [syntax, .. Nodes(negate.Operand)],
        CallSyntax call => [syntax, .. call.Arguments.SelectMany(Nodes)],
        BinarySyntax binary => [syntax, .. Nodes(binary.Left), .. Nodes(binary.Right)],
        _ => [syntax],
    };
}
