using RnnGen.Generator.Specs;
using Xunit;

namespace RnnGen.Generator.Tests;

/// <summary>Numbers stay text, as both JSON and C# write it.</summary>
public class NumberTextTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("00", "0")]
    [InlineData("007", "7")]
    [InlineData("+7", "7")]
    [InlineData("-7", "-7")]
    [InlineData("-0", "-0")]
    [InlineData(".5", "0.5")]
    [InlineData("-.5e3", "-0.5e3")]
    [InlineData("00.50", "0.50")]
    [InlineData("0e5", "0e5")]
    [InlineData("1E+5", "1E+5")]
    [InlineData("0.1234567890123456789012345678901234567890", "0.1234567890123456789012345678901234567890")]
    [InlineData("123456789012345678", "123456789012345678")]
    [InlineData("-1234567890123456789", "-1234567890123456789.0")]
    [InlineData("1e-999", "1e-999")]
    public void The_text_of_a_number_is_its_own_literal(string text, string normalized) => Assert.Equal(normalized, NumberText.Normalize(text));

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("5.")]
    [InlineData("1,5")]
    [InlineData("1 000")]
    [InlineData("0x10")]
    [InlineData("1e")]
    [InlineData("1e5.0")]
    [InlineData("1e400")]
    [InlineData(".inf")]
    [InlineData("NaN")]
    [InlineData("--1")]
    [InlineData("1\n")]
    [InlineData("١")]
    [InlineData("\u22121")]
    public void What_is_no_number_of_float64_is_none(string text) => Assert.Null(NumberText.Normalize(text));

    [Theory]
    [InlineData("2", "2.0")]
    [InlineData("2.5", "2.5")]
    [InlineData("2e5", "2e5")]
    [InlineData("-7", "-7.0")]
    public void A_literal_is_never_an_integer(string number, string literal) => Assert.Equal(literal, NumberText.Literal(number));
}
