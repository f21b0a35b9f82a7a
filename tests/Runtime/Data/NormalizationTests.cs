using RnnGen.Data;
using RnnGen.Recording;
using Xunit;

namespace RnnGen.Tests.Data;

/// <summary>From the units of a file to those of a network and back.</summary>
public class NormalizationTests
{
    private static readonly Normalization Some = new(20, 4);

    private static readonly ParameterLayout Layout = new(new ParameterInfo("layers.0.b", 3));

    [Fact]
    public void A_value_goes_there_and_back()
    {
        Assert.Equal(-0.5, Some.Normalize(18));
        Assert.Equal(18, Some.Restore(-0.5));
        Assert.Equal(2, Some.RestoreDistance(0.5));
    }

    [Fact]
    public void It_stands_beside_the_parameters()
    {
        var odd = new Normalization(1 / 3.0, Math.PI);
        var arrays = new ParameterBuffer(Layout).ToArrays().Concat(odd.ToArrays()).ToArray();
        using var file = new MemoryStream();
        NpzFile.Write(file, arrays);
        var read = NpzFile.Read(file, "weights.npz");

        Assert.Equal(["layers.0.b", "data.mean", "data.deviation"], read.Select(array => array.Name));
        Assert.Equal(odd, Normalization.FromArrays(read));
        Assert.Equal([0, 0, 0], ParameterBuffer.FromArrays(Layout, read).Values);
    }

    [Fact]
    public void Without_its_arrays_there_is_none() => Assert.Null(Normalization.FromArrays(new ParameterBuffer(Layout).ToArrays()));

    [Fact]
    public void Arrays_that_are_none()
    {
        Assert.Equal("There is no array 'data.deviation' beside 'data.mean': a normalization has both.", Message(Of("data.mean", [], 1)));
        Assert.Equal("There is no array 'data.mean' beside 'data.deviation': a normalization has both.", Message(Of("data.deviation", [], 1)));
        Assert.Equal("The array 'data.mean' has the shape [1]; expected a single number, [].", Message(Of("data.mean", [1], 1), Of("data.deviation", [], 1)));
        Assert.Equal("The array 'data.mean' is NaN; expected a finite number.", Message(Of("data.mean", [], double.NaN), Of("data.deviation", [], 1)));
        Assert.Equal("The array 'data.deviation' is 0; expected a positive number.", Message(Of("data.mean", [], 1), Of("data.deviation", [], 0)));
        Assert.Equal("The array 'data.deviation' is Infinity; expected a positive number.", Message(Of("data.mean", [], 1), Of("data.deviation", [], double.PositiveInfinity)));
    }

    private static string Message(params NamedArray[] arrays) => Assert.Throws<InvalidDataException>(() => Normalization.FromArrays(arrays)).Message;

    private static NamedArray Of(string name, int[] shape, double value) => new(name, shape, new[] { value });
}
