using RnnGen.Generator.Equations;
using Xunit;

namespace RnnGen.Generator.Tests;

/// <summary>The words of an equation and where they stand.</summary>
public class LexerTests
{
    [Fact]
    public void Every_token_stands_where_the_text_has_it()
    {
        const string Text = "# A comment.\n  z = s_prev@Whh+ .5e-3 *x # more\n\ns=tanh(\n  z,\t2.)\n";

        var tokens = Lexer.Tokenize(Text);

        Assert.Equal(
            ["z", "=", "s_prev", "@", "Whh", "+", ".5e-3", "*", "x", "s", "=", "tanh", "(", "z", ",", "2.", ")"],
            tokens.Where(IsText).Select(token => token.Text));
        Assert.All(tokens.Where(IsText), token => Assert.Equal(token.Text, Text.Substring(token.Start, token.Text.Length)));
    }

    [Fact]
    public void A_line_ends_an_equation_outside_parentheses_alone() =>
        Assert.Equal("Name Symbol Name EndOfLine Symbol Name Symbol EndOfLine Name EndOfLine End", Kinds("a + b\n(\nb\n)\nc"));

    [Theory]
    [InlineData("", "EndOfLine End")]
    [InlineData("\r\n", "EndOfLine EndOfLine End")]
    [InlineData("a\r\nb", "Name EndOfLine Name EndOfLine End")]
    [InlineData("a # b", "Name EndOfLine End")]
    [InlineData("(a\n\n# b\nc", "Symbol Name Name EndOfLine End")]
    [InlineData(")\na", "Symbol EndOfLine Name EndOfLine End")]
    public void The_end_of_the_text_ends_the_last_equation(string text, string kinds) => Assert.Equal(kinds, Kinds(text));

    [Theory]
    [InlineData("1", "1")]
    [InlineData("1.5e+10x", "1.5e+10")]
    [InlineData("1e5", "1e5")]
    [InlineData("1E-5", "1E-5")]
    [InlineData("1e", "1")]
    [InlineData("1e+", "1")]
    [InlineData("1ex", "1")]
    [InlineData(".5", ".5")]
    [InlineData("1.2.3", "1.2.3")]
    public void A_number_goes_as_far_as_it_can(string text, string number)
    {
        var token = Lexer.Tokenize(text)[0];

        Assert.Equal((TokenKind.Number, number, 0), (token.Kind, token.Text, token.Start));
    }

    [Theory]
    [InlineData("a ! b", 2, 1)]
    [InlineData("a\n.b", 2, 1)]
    [InlineData("a + 😀", 4, 2)]
    [InlineData("_a", 0, 1)]
    [InlineData("a\u00a0b", 1, 1)]
    [InlineData("é", 0, 1)]
    public void What_is_no_token_is_reported_at_its_place(string text, int start, int length)
    {
        var exception = Assert.Throws<EquationException>(() => Lexer.Tokenize(text));

        Assert.Equal(("RNN010", start, length), (exception.Rule.Id, exception.Start, exception.Length));
    }

    private static bool IsText(Token token) => token.Kind is TokenKind.Name or TokenKind.Number or TokenKind.Symbol;

    private static string Kinds(string text) => string.Join(' ', Lexer.Tokenize(text).Select(token => token.Kind));
}
