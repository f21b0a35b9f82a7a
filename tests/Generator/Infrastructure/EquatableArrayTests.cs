using RnnGen.Generator.Infrastructure;
using Xunit;

namespace RnnGen.Generator.Tests;

/// <summary>Arrays that are equal by what they hold.</summary>
public class EquatableArrayTests
{
    [Fact]
    public void Equal_items_in_the_same_order_are_equal_arrays()
    {
        var (left, right) = (new[] { "a", "b" }.ToEquatableArray(), new[] { "a", "b" }.ToEquatableArray());

        Assert.True(left == right);
        Assert.True(left.Equals((object)right));
        Assert.Equal(left.GetHashCode(), right.GetHashCode());
    }

    [Theory]
    [InlineData("b", "a")]
    [InlineData("a")]
    [InlineData("a", "b", "c")]
    [InlineData]
    public void Other_items_are_other_arrays(params string[] items)
    {
        Assert.True(new[] { "a", "b" }.ToEquatableArray() != items.ToEquatableArray());
        Assert.NotEqual(new[] { "a", "b" }.ToEquatableArray().GetHashCode(), items.ToEquatableArray().GetHashCode());
    }

    [Fact]
    public void An_array_that_was_never_set_is_empty()
    {
        Assert.Equal(EquatableArray<string>.Empty, default);
        Assert.Equal(EquatableArray<string>.Empty.GetHashCode(), default(EquatableArray<string>).GetHashCode());
        Assert.Empty(default(EquatableArray<string>));
    }
}
