using RnnGen.Initialization;
using RnnGen.Randomness;
using RnnGen.Recording;
using RnnGen.Tests.Recording;
using Xunit;

namespace RnnGen.Tests.Initialization;

/// <summary>Initial weights from a file, and what is said where it does not have them.</summary>
public sealed class FromNpzTests : IDisposable
{
    private static readonly ParameterInfo Matrix = new("matrix", 2, 3);

    private readonly string _folder = Directory.CreateTempSubdirectory("rnngen-").FullName;

    private string File => Path.Combine(_folder, "weights.npz");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_numbers_are_those_that_numpy_saved()
    {
        Assert.Equal([0, 0.1, 0.2, 0.3, 0.4, 0.5], Fill(Fixture.PathOf("numpy.npz"), Matrix));
        Assert.Equal([0, 0.3, 0.1, 0.4, 0.2, 0.5], Fill(Fixture.PathOf("numpy.npz"), new ParameterInfo("transposed", 3, 2)));
        Assert.False(new FromNpz("").Draws(Matrix));
    }

    [Fact]
    public void Other_arrays_of_the_file_may_be_of_any_type()
    {
        using (var archive = new System.IO.Compression.ZipArchive(System.IO.File.Create(File), System.IO.Compression.ZipArchiveMode.Create))
        {
            foreach (var (name, content) in new[] { ("epoch", "no array at all"u8.ToArray()), ("matrix", NpyFormat.Encode(new NamedArray("matrix", [2, 3], new double[] { 1, 2, 3, 4, 5, 6 }))) })
            {
                using var entry = archive.CreateEntry(name + ".npy").Open();
                entry.Write(content);
            }
        }

        Assert.Equal([1, 2, 3, 4, 5, 6], Fill(File, Matrix));
    }

    [Fact]
    public void A_missing_file_is_named() =>
        AssertError(File, Matrix, $"There is no file '{File}'.");

    [Fact]
    public void A_file_that_is_no_archive_is_named()
    {
        System.IO.File.WriteAllText(File, "weights");
        AssertError(File, Matrix, $"{File}: cannot be read as an .npz archive of NumPy arrays: ");
    }

    [Fact]
    public void A_missing_array_is_named_with_those_that_are_there()
    {
        NpzFile.Write(File, [new NamedArray("layers.0.Wxh", [1], new double[1]), new NamedArray("b", [1], new double[1])]);
        AssertError(File, Matrix, $"{File}: cannot be read as an .npz archive of NumPy arrays: expected the array matrix, but found layers.0.Wxh, b.");
    }

    [Fact]
    public void A_wrong_shape_is_named()
    {
        NpzFile.Write(File, [new NamedArray("matrix", [3, 2], new double[6])]);
        AssertError(File, Matrix, $"{File}: the array matrix has the shape [3, 2].");
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void A_number_that_is_not_finite_is_named(double number, string text)
    {
        NpzFile.Write(File, [new NamedArray("matrix", [2, 3], new[] { 0, double.MaxValue, double.MinValue, 0, number, 0 })]);
        AssertError(File, Matrix, $"{File}: the array matrix has the number {text} at place 4, counted from 0 row by row; expected finite numbers.");
    }

    [Fact]
    public void A_wrong_type_is_named() => AssertError(
        Fixture.PathOf("numpy-complex.npz"),
        new ParameterInfo("waves", 3),
        "entry waves.npy: expected the element type float64, float32, int64, int32, int16, int8, uint8 or bool, little-endian, '<f8' for instance, but found '<c16'.");

    private static void AssertError(string path, ParameterInfo parameter, string expected)
    {
        var message = Assert.Throws<InvalidDataException>(() => Fill(path, parameter)).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.Contains(path, message, StringComparison.Ordinal);
        Assert.EndsWith($" The parameter {parameter.Name}, [{string.Join(", ", parameter.Shape)}], is to start from the array of its name.", message, StringComparison.Ordinal);
    }

    private static double[] Fill(string path, ParameterInfo parameter)
    {
        var values = new double[parameter.Length];
        new FromNpz(path).Fill(values, parameter, new RandomState(0));
        return values;
    }
}
