using RnnGen.Recording;
using Xunit;

namespace RnnGen.Tests;

public class ParameterBufferTests
{
    private static readonly ParameterLayout Layout = new(new ParameterInfo("layers.0.W", 2, 3), new ParameterInfo("layers.0.b", 3));

    private static ParameterBuffer Filled()
    {
        var buffer = new ParameterBuffer(Layout);
        for (var i = 0; i < Layout.Length; i++)
        {
            buffer.Values[i] = i;
        }

        return buffer;
    }

    [Fact]
    public void Parameters_are_views_of_one_buffer()
    {
        var buffer = Filled();
        buffer["layers.0.b"][1] = -1;

        Assert.Equal([0, 1, 2, 3, 4, 5, 6, -1, 8], buffer.Values);
        Assert.Equal((0, 6, 9), (Layout[0].Offset, Layout["layers.0.b"].Offset, Layout.Length));
        Assert.Same(Layout[1], Layout.At(7));
    }

    [Fact]
    public void Arrays_give_the_parameters_back() => Assert.Equal(Filled().Values, ParameterBuffer.FromArrays(Layout, Filled().ToArrays()).Values);

    [Fact]
    public void A_missing_array_is_named() => Assert.Contains(
        "'layers.0.b'", Assert.Throws<InvalidDataException>(() => ParameterBuffer.FromArrays(Layout, Filled().ToArrays().Take(1))).Message, StringComparison.Ordinal);

    [Fact]
    public void An_array_that_is_there_twice_is_named() => Assert.Equal(
        "There are two arrays 'layers.0.b'.", Assert.Throws<InvalidDataException>(() => ParameterBuffer.FromArrays(Layout, Filled().ToArrays().Append(Filled().ToArrays().Last()))).Message);

    [Fact]
    public void An_array_of_no_parameter_is_named() => Assert.Contains(
        "'other'",
        Assert.Throws<InvalidDataException>(() => ParameterBuffer.FromArrays(Layout, Filled().ToArrays().Append(new NamedArray("other", [1], new double[1])))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Another_shape_is_refused() => Assert.Contains(
        "expected [2, 3]",
        Assert.Throws<InvalidDataException>(() => ParameterBuffer.FromArrays(Layout, [new NamedArray("layers.0.W", [3, 2], new double[6])])).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_layout_leaves_the_parameters_of_another_alone()
    {
        var other = new ParameterLayout(new ParameterInfo("first", 5), Layout[0]);

        Assert.Equal(5, other[1].Offset);
        Assert.Equal(0, Layout[0].Offset);
    }

    [Fact]
    public void An_unknown_name_is_answered_with_the_known_ones() =>
        Assert.Contains("'layers.0.W', 'layers.0.b'", Assert.Throws<KeyNotFoundException>(() => Layout["W"]).Message, StringComparison.Ordinal);
}
