using RnnGen.Evaluation;
using Xunit;

namespace RnnGen.Tests.Evaluation;

public class ThreadsTests
{
    [Theory]
    [InlineData("1", 1)]
    [InlineData("16", 16)]
    public void A_number_can_be_asked_for(string value, int expected) => Assert.Equal(expected, Threads.Choose(value));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_a_wish_there_are_as_many_as_processors(string? value) => Assert.Equal(Environment.ProcessorCount, Threads.Choose(value));

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData(" 2")]
    [InlineData("1.5")]
    [InlineData("99999999999")]
    public void Any_other_wish_is_an_error_that_says_what_may_be_asked_for(string value)
    {
        var error = Assert.Throws<InvalidOperationException>(() => Threads.Choose(value));
        Assert.Equal($"RNNGEN_THREADS is '{value}'; expected a whole number from 1, or nothing for the number of processors.", error.Message);
    }

    [Fact]
    public void There_is_at_least_one() => Assert.Throws<ArgumentOutOfRangeException>(() => Threads.Most = 0);
}
