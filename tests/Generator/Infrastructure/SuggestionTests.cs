using RnnGen.Generator.Infrastructure;
using Xunit;

namespace RnnGen.Generator.Tests;

/// <summary>Which name was probably meant.</summary>
public class SuggestionTests
{
    [Theory]
    [InlineData("epocs", "did you mean 'epochs'?")]
    [InlineData("epoch", "did you mean 'epochs'?")]
    [InlineData("epohcs", "did you mean 'epochs'?")]
    [InlineData("EPOCHS", "did you mean 'epochs'?")]
    [InlineData("sede", "did you mean 'seed'?")]
    [InlineData("X", "did you mean 'x'?")]
    [InlineData("y", "expected 'epochs', 'seed' or 'x'")]
    [InlineData("xy", "did you mean 'x'?")]
    [InlineData("batch", "expected 'epochs', 'seed' or 'x'")]
    [InlineData("", "expected 'epochs', 'seed' or 'x'")]
    public void A_near_name_is_suggested_and_else_all_of_them(string name, string expected) =>
        Assert.Equal(expected, Suggestion.For(name, ["x", "seed", "epochs"]));

    [Fact]
    public void Of_two_names_as_near_the_first_in_the_alphabet_is_suggested() => Assert.Equal("did you mean 'bar'?", Suggestion.For("baa", ["baz", "bar"]));

    [Fact]
    public void Where_there_are_no_names_that_is_said()
    {
        Assert.Equal("nothing is expected here", Suggestion.For("a", []));
        Assert.Equal("no cell is there", Suggestion.For("a", [], "no cell is there"));
    }

    [Fact]
    public void One_name_needs_no_list() => Assert.Equal("expected 'normal'", Suggestion.For("zeros", ["normal"]));

    [Fact]
    public void Very_long_names_are_no_misspelled_ones() => Assert.Null(Suggestion.Nearest(new string('a', 50_000), [new string('a', 49_999)]));
}
