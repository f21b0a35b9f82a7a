using RnnGen.Data;
using RnnGen.Data.Sources;
using RnnGen.Recording;
using RnnGen.Training;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>Sequences from NumPy's arrays: the same from an archive of several as from files of one each.</summary>
public sealed class ArraySourceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rnngen-arrays-").FullName;

    // 22 steps of one input, one output.
    private static readonly Experiment Sunspots = SpecCases.Get("sunspots");

    // 8 steps of 8 inputs, 10 classes.
    private static readonly Experiment Digits = SpecCases.Get("digits");

    // 4 steps of 2 inputs, 2 outputs at every step.
    private static readonly Experiment EveryStep = SpecCases.Get("every-step");

    // At most 5 steps of 2 inputs, 2 outputs at every step.
    private static readonly Experiment Lengths = SpecCases.Get("lengths-every");

    // At most 24 steps of 3 inputs, one output.
    private static readonly Experiment LengthsLast = SpecCases.Get("lengths-last");

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
        Fails(format, "y", title, ", sequence 1: expected a class from 0 to 1 in step 2, found -1.", EveryStep, Array(2, 4, 2), Of([2, 4], 0, 1, 0, 1, 0, 1, -1, 0));
    }

    [Theory]
    [InlineData("npz", "The array 'x' of", "The array 'y' of")]
    [InlineData("npy", "The array of", "The array of")]
    public void A_number_that_is_not_finite(string format, string ofInputs, string ofTargets)
    {
        var inputs = Array(2, 4, 2).Values.ToArray();
        inputs[^3] = double.NaN;
        Fails(format, "x", ofInputs, ", sequence 1: expected a finite number in step 2, place 1, found NaN.", EveryStep, Of([2, 4, 2], inputs), Array(2, 4, 2));
        Fails(format, "y", ofTargets, ", sequence 0: expected a finite number in step 1, place 0, found Infinity.", EveryStep, Array(1, 4, 2), Of([1, 4, 2], 0, 1, double.PositiveInfinity, 0, 0, 0, 0, 0));
        Fails(format, "y", ofTargets, ", sequence 1: expected a finite number in place 0, found NaN.", Sunspots, Array(2, 22, 1), Of([2, 1], 1, double.NaN));
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

    [Theory]
    [InlineData("npz")]
    [InlineData("npy")]
    public void What_stands_behind_a_sequences_length_is_not_looked_at(string format)
    {
        var (padding, none) = (double.NaN, -1);
        var everyStep = Load(format, Lengths, Of([2, 3, 2], 1, 2, padding, padding, padding, padding, 3, 4, 5, 6, 7, 8), Of([2, 3], 1, none, padding, 0, 1, 0), Of([2], 1, 3), Of([2, 3], 2, none, padding, 1, 1, 1));

        Assert.Equal([[1, 2], [3, 4, 5, 6, 7, 8]], everyStep.Select(sequence => sequence.Steps));
        Assert.Equal([[0, 1], [1, 0, 0, 1, 1, 0]], everyStep.Select(sequence => sequence.Target));
        Assert.Equal([[2], [1, 1, 1]], everyStep.Select(sequence => sequence.Weights));

        var last = Load(format, LengthsLast, Array(2, 24, 3), Of([2, 1], 0.5, 1), Of([2], 24, 2));

        Assert.Equal([[.. Enumerable.Range(0, 72)], [.. Enumerable.Range(72, 6)]], last.Select(sequence => sequence.Steps));
        Assert.Equal([[0.5], [1]], last.Select(sequence => sequence.Target));
    }

    [Theory]
    [InlineData("npz")]
    [InlineData("npy")]
    public void Without_lengths_sequences_are_as_long_as_the_array(string format)
    {
        Assert.Equal([10, 10], Load(format, Lengths, Array(2, 5, 2), Array(2, 5, 2)).Select(sequence => sequence.Steps.Count));
        Assert.Equal([6, 6], Load(format, Lengths, Array(2, 3, 2), Array(2, 3, 2)).Select(sequence => sequence.Target.Count));
    }

    [Theory]
    [InlineData("npz")]
    [InlineData("npy")]
    public void The_target_of_a_step_without_a_loss_is_not_looked_at(string format)
    {
        var sequences = Load(format, EveryStep, Array(2, 4, 2), Of([2, 4], 1, -100, 0, double.NaN, 0, 0, 0, 1), weights: Of([2, 4], 1, 0, 0.5, 0, 1, 1, 1, 1));

        Assert.Equal([[0, 1, 0, 0, 1, 0, 0, 0], [1, 0, 1, 0, 1, 0, 0, 1]], sequences.Select(sequence => sequence.Target));
        Assert.Equal([[1, 0, 0.5, 0], [1, 1, 1, 1]], sequences.Select(sequence => sequence.Weights));
        Assert.Equal([0, 0, 2, 3, 4, 5, 0, 0], Assert.Single(Load(format, EveryStep, Array(1, 4, 2), Array(1, 4, 2), weights: Of([1, 4], 0, 1, 1, 0))).Target);
    }

    [Theory]
    [InlineData("npz")]
    [InlineData("npy")]
    public void Padded_arrays_train_as_the_rows_of_a_spec_do(string format)
    {
        var rows = Lengths.Train;
        var sequences = Load(
            format,
            Lengths,
            Of([rows.Count, 5, 2], [.. rows.SelectMany(row => Padded(row.Steps, 10))]),
            Of([rows.Count, 5, 2], [.. rows.SelectMany(row => Padded(row.Target, 10))]),
            Of([rows.Count], [.. rows.Select(row => row.Weights!.Count)]),
            Of([rows.Count, 5], [.. rows.SelectMany(row => Padded(row.Weights!, 5))]));

        Assert.Equal(Trainer.Train(Lengths).Final.Values, Trainer.Train(new VariantOf(Lengths, sequences)).Final.Values);

        static IEnumerable<double> Padded(IReadOnlyList<double> numbers, int count) => numbers.Concat(Enumerable.Repeat(7.5, count - numbers.Count));
    }

    [Theory]
    [InlineData("npz", "The array 'n' of")]
    [InlineData("npy", "The array of")]
    public void A_length_that_no_sequence_has(string format, string title)
    {
        foreach (var (length, found) in new[] { (0, "0"), (6, "6"), (-1, "-1"), (2.5, "2.5"), (double.NaN, "NaN") })
        {
            Fails(format, "n", title, $", sequence 1: expected a length from 1 to 5, found {found}.", Lengths, Array(2, 5, 2), Array(2, 5, 2), Of([2], 5, length));
        }

        // No longer than the arrays, whatever the network has.
        Fails(format, "n", title, ", sequence 0: expected a length from 1 to 3, found 4.", Lengths, Array(2, 3, 2), Array(2, 3, 2), Of([2], 4, 1));
        Fails(format, "n", title, " has 3 lengths; expected 2, one for each sequence of ", Lengths, Array(2, 5, 2), Array(2, 5, 2), Of([3], 1, 1, 1));
        Fails(format, "n", title, " has the shape [2, 1]; expected [sequences].", Lengths, Array(2, 5, 2), Array(2, 5, 2), Of([2, 1], 1, 1));
    }

    [Theory]
    [InlineData("npz", "The array 'w' of")]
    [InlineData("npy", "The array of")]
    public void A_weight_that_no_step_has(string format, string title)
    {
        foreach (var (weight, found) in new[] { (-1, "-1"), (double.NaN, "NaN"), (double.PositiveInfinity, "Infinity") })
        {
            Fails(format, "w", title, $", sequence 1: expected a finite weight of at least 0 in step 2, found {found}.", EveryStep, Array(2, 4, 2), Array(2, 4, 2), weights: Of([2, 4], 1, 1, 1, 1, 1, 1, weight, 1));
        }

        Fails(format, "w", title, " has 3 rows of weights; expected 2, one for each sequence of ", EveryStep, Array(2, 4, 2), Array(2, 4, 2), weights: Array(3, 4));
        Fails(format, "w", title, " has the shape [2, 3]; expected [sequences, 4].", EveryStep, Array(2, 4, 2), Array(2, 4, 2), weights: Array(2, 3));
    }

    [Theory]
    [InlineData("npz", "The array 'x' of", "The array 'y' of")]
    [InlineData("npy", "The array of", "The array of")]
    public void A_shape_that_is_no_variable_length(string format, string ofInputs, string ofTargets)
    {
        foreach (var (inputs, shape) in new[] { (Array(2, 6, 2), "[2, 6, 2]"), (Array(2, 3, 3), "[2, 3, 3]"), (Array(2, 0, 2), "[2, 0, 2]"), (Array(2, 2), "[2, 2]"), (Array(2), "[2]") })
        {
            Fails(format, "x", ofInputs, $" has the shape {shape}; expected [sequences, steps, 2] with 1 to 5 steps.", Lengths, inputs, Array(2, 5, 2));
        }

        Fails(format, "y", ofTargets, " has the shape [2, 5, 2]; expected [sequences, 3, 2].", Lengths, Array(2, 3, 2), Array(2, 5, 2));
    }

    [Fact]
    public void An_array_that_the_archive_has_not()
    {
        var path = Write("npz", Array(2, 22, 1), Array(2, 1));

        foreach (var source in new[] { new NpzSource(path, "x", "w"), new NpzSource(path, "x", "y", lengths: "w"), new NpzSource(path, "x", "y", weights: "w") })
        {
            Assert.Equal($"{path} has no array 'w'; there are 'x', 'y'.", Assert.Throws<InvalidDataException>(() => source.Load(Sunspots)).Message);
        }
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

    private string Fails(string format, string array, string title, string message, Experiment experiment, NamedArray inputs, NamedArray targets, NamedArray? lengths = null, NamedArray? weights = null)
    {
        var error = Assert.Throws<InvalidDataException>(() => Load(format, experiment, inputs, targets, lengths, weights)).Message;
        Assert.StartsWith($"{title} {PathOf(format, array)}{message}", error, StringComparison.Ordinal);
        return error;
    }

    private IReadOnlyList<Sequence> Load(string format, Experiment experiment, NamedArray inputs, NamedArray targets, NamedArray? lengths = null, NamedArray? weights = null)
    {
        var path = Write(format, inputs, targets, lengths, weights);
        var (ofLengths, ofWeights) = (lengths is null ? null : NameOf("n"), weights is null ? null : NameOf("w"));
        return format == "npz" ? new NpzSource(path, "x", "y", ofLengths, ofWeights).Load(experiment) : new NpySource(path, NameOf("y"), ofLengths, ofWeights).Load(experiment);

        string NameOf(string array) => format == "npz" ? array : PathOf(format, array);
    }

    // Writes x, y, n and w, and returns the path of x.
    private string Write(string format, NamedArray inputs, NamedArray targets, NamedArray? lengths = null, NamedArray? weights = null)
    {
        NamedArray[] arrays = [.. new[] { ("x", inputs), ("y", targets), ("n", lengths), ("w", weights) }
            .Where(array => array.Item2 is not null)
            .Select(array => new NamedArray(array.Item1, [.. array.Item2!.Shape], array.Item2.Values))];
        if (format == "npz")
        {
            NpzFile.Write(PathOf(format, "x"), arrays);
        }
        else
        {
            foreach (var array in arrays)
            {
                File.WriteAllBytes(PathOf(format, array.Name), NpyFormat.Encode(array));
            }
        }

        return PathOf(format, "x");
    }

    private string PathOf(string format, string array) => Path.Combine(_folder, format == "npz" ? "data.npz" : $"{array}.npy");
}
