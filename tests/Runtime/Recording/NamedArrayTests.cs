using RnnGen.Recording;
using Xunit;

namespace RnnGen.Tests.Recording;

public class NamedArrayTests
{
    [Fact]
    public void Is_a_view_of_its_values()
    {
        double[] parameters = [1, 2, 3, 4, 5];
        var array = new NamedArray("Whh", [2, 2], parameters.AsMemory(1, 4));

        parameters[1] = 20;
        Assert.Equal([20, 3, 4, 5], array.Values.Span);
    }

    [Theory]
    [InlineData(new[] { 2, 3 })]
    [InlineData(new[] { 5 })]
    [InlineData(new int[0])]
    [InlineData(new[] { -2, -2 })]
    [InlineData(new[] { 1 << 31, 2, 2 })]
    [InlineData(new[] { 1 << 16, 1 << 16, 1 << 16, 1 << 16 })]
    public void The_shape_holds_as_many_numbers_as_there_are(int[] shape) =>
        Assert.Throws<ArgumentException>(() => new NamedArray("Whh", shape, new double[4]));

    [Fact]
    public void Has_a_name() => Assert.Throws<ArgumentException>(() => new NamedArray("", [1], new double[1]));
}
