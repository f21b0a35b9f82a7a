using RnnGen.Data;
using RnnGen.Data.Sources;
using RnnGen.Recording;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>Sequences from NumPy's arrays: the same from an archive of two as from two files of one.</summary>
public sealed class ArraySourceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rnngen-arrays-").FullName;

    // 22 steps of one input, one output.
    private static readonly Experiment Sunspots = SpecCases.Get("sunspots");

    // 8 steps of 8 inputs, 10 classes.
    private static readonly Experiment Digits = SpecCases.Get("digits");

    // 4 steps of 2 inputs, 2 outputs at every step.
    private static readonly Experiment EveryStep = SpecCases.Get("every-step");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("npz")]
    [InlineData("npy")]
    public void Numbers(string format)
    {
        var sequences = Load(format, Sunspots, Array(2, 22, 1), Array(2, 1));

        Assert.Equal(2, sequences.Count);
        Assert.Equal(Enumerable.Range(22, 22).Select(i => (double)i), sequences[1].Steps);
        Assert.Equal([1], sequences[1].Target);
        Assert.Null(sequences[1].Weights);
    }

    [Theory]
    [InlineData("npz")]
    [InlineData("npy")]
    public void Targets_at_every_step(string format) =>
        Assert.Equal([8, 9, 10, 11, 12, 13, 14, 15], Load(format, EveryStep, Array(3, 4, 2), Array(3, 4, 2))[1].Target);

    [Theory]
    [InlineData("npz")]
    [InlineData("npy")]
    public void Classes(string format)
    {
        Assert.Equal(
            [[0, 0, 0, 0, 0, 0, 0, 0, 0, 1], [1, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
            Load(format, Digits, Array(2, 8, 8), Of([2], 9, 0)).Select(sequence => sequence.Target));
        Assert.Equal([0, 1, 1, 0, 1, 0, 0, 1], Assert.Single(Load(format, EveryStep, Array(1, 4, 2), Of([1, 4], 1, 0, 0, 1))).Target);
    }

    [Theory]
    [InlineData("npz", "The array 'y' of")]
    [InlineData("npy", "The array of")]
    public void A_class_that_is_none(string format, string title)
    {
        Fails(format, "y", title, ", sequence 1: expected a class from 0 to 9, found 10.", Digits, Array(2, 8, 8), Of([2], 1, 10));
        Fails(format, "y", title, ", sequence 0: expected a class from 0 to 9, found 0.5.", Digits, Array(2, 8, 8), Of([2], 0.5, 1));
        Fails(format, "y", title, ", sequence 1: expected a class from 0 to 9, found NaN.", Digits, Array(2, 8, 8), Of([2], 0, double.NaN));
        Fails(format, "y", title, ", sequence 1: expected a class from 0 to 1, found -1.", EveryStep, Array(2, 4, 2), Of([2, 4], 0, 1, 0, 1, 0, 1, -1, 0));
    }

    [Theory]
    [InlineData("npz", "The array 'x' of", "The array 'y' of")]
    [InlineData("npy", "The array of", "The array of")]
    public void A_shape_that_is_not_the_networks(string format, string ofInputs, string ofTargets)
    {
        Fails(format, "x", ofInputs, " has the shape [2, 22]; expected [sequences, 22, 1].", Sunspots, Array(2, 22), Array(2, 1));
        Fails(format, "x", ofInputs, " has the shape [2, 1, 22]; expected [sequences, 22, 1].", Sunspots, Array(2, 1, 22), Array(2, 1));
        Fails(format, "x", ofInputs, " has the shape []; expected [sequences, 22, 1].", Sunspots, Of([], 1), Array(2, 1));
        Fails(format, "x", ofInputs, " has the shape [0, 22, 1]; expected at least one sequence.", Sunspots, Array(0, 22, 1), Array(0, 1));
        Fails(format, "y", ofTargets, " has the shape [2, 2]; expected [sequences, 1].", Sunspots, Array(2, 22, 1), Array(2, 2));
        Fails(format, "y", ofTargets, " has the shape [2, 2]; expected [sequences, 4, 2].", EveryStep, Array(2, 4, 2), Array(2, 2));

        // A single number is not the classes of some sequences.
        Fails(format, "y", ofTargets, " has the shape []; expected [sequences, 10].", Digits, Array(2, 8, 8), Of([], 1));
    }

    [Theory]
    [InlineData("npz", "The array 'y' of", "the array 'x' of")]
    [InlineData("npy", "The array of", "the array of")]
    public void Targets_that_are_fewer_than_the_sequences(string format, string ofTargets, string ofInputs)
    {
        var message = Fails(format, "y", ofTargets, " has 3 targets; expected 2, one for each sequence of ", Sunspots, Array(2, 22, 1), Array(3, 1));

        Assert.EndsWith($" {ofInputs} {PathOf(format, "x")}.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_array_that_the_archive_has_not()
    {
        var path = Write("npz", Array(2, 22, 1), Array(2, 1));

        Assert.Equal($"{path} has no array 'w'; there are 'x', 'y'.", Assert.Throws<InvalidDataException>(() => new NpzSource(path, "x", "w").Load(Sunspots)).Message);
    }

    [Fact]
    public void A_file_that_is_no_array()
    {
        var path = PathOf("npy", "x");
        File.WriteAllText(path, "1,2,3");

        Assert.Equal(
            $"{path}: cannot be read as an array of NumPy: expected NumPy's .npy format 1.0, which starts with 934e554d50590100, but found 312c322c33.",
            Assert.Throws<InvalidDataException>(() => new NpySource(path, path).Load(Sunspots)).Message);
    }

    [Fact]
    public void A_file_that_there_is_not()
    {
        Write("npy", Array(2, 22, 1), Array(2, 1));
        var missing = PathOf("npy", "z");

        Assert.Equal($"There is no data file '{missing}'.", Assert.Throws<InvalidDataException>(() => new NpySource(PathOf("npy", "x"), missing).Load(Sunspots)).Message);
        Assert.Equal($"There is no data file '{missing}'.", Assert.Throws<InvalidDataException>(() => new NpzSource(missing, "x", "y").Load(Sunspots)).Message);
    }

    // The numbers 0, 1, 2, ...
    private static NamedArray Array(params int[] shape) => Of(shape, [.. Enumerable.Range(0, shape.Aggregate(1, (product, length) => product * length)).Select(i => (double)i)]);

    private static NamedArray Of(int[] shape, params double[] values) => new("some", shape, values);

    private string Fails(string format, string array, string title, string message, Experiment experiment, NamedArray inputs, NamedArray targets)
    {
        var error = Assert.Throws<InvalidDataException>(() => Load(format, experiment, inputs, targets)).Message;
        Assert.StartsWith($"{title} {PathOf(format, array)}{message}", error, StringComparison.Ordinal);
        return error;
    }

    private IReadOnlyList<Sequence> Load(string format, Experiment experiment, NamedArray inputs, NamedArray targets)
    {
        var path = Write(format, inputs, targets);
        return format == "npz" ? new NpzSource(path, "x", "y").Load(experiment) : new NpySource(path, PathOf(format, "y")).Load(experiment);
    }

    // Writes x and y, and returns the path of x.
    private string Write(string format, NamedArray inputs, NamedArray targets)
    {
        if (format == "npz")
        {
            NpzFile.Write(PathOf(format, "x"), [new NamedArray("x", [.. inputs.Shape], inputs.Values), new NamedArray("y", [.. targets.Shape], targets.Values)]);
        }
        else
        {
            File.WriteAllBytes(PathOf(format, "x"), NpyFormat.Encode(inputs));
            File.WriteAllBytes(PathOf(format, "y"), NpyFormat.Encode(targets));
        }

        return PathOf(format, "x");
    }

    private string PathOf(string format, string array) => Path.Combine(_folder, format == "npz" ? "data.npz" : $"{array}.npy");
}
