using System.IO.Compression;
using RnnGen.Recording;
using Xunit;

namespace RnnGen.Tests.Recording;

public sealed class NpzFileTests : IDisposable
{
    private static readonly NamedArray[] Weights =
    [
        new("Wxh", [3, 2], new[] { 1.5, -0.0, double.NaN, 5e-324, 0.1, -1e300 }),
        new("Whh", [2, 2], new double[] { 1, 2, 3, 4 }),
        new("bias", [2], new double[] { 5, 6 }),
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("rnngen-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_written_is_read_to_the_bit()
    {
        var path = Path.Combine(_folder, "weights.npz");
        NpzFile.Write(path, Weights);
        AssertEqual(Weights, NpzFile.Read(path));
    }

    [Fact]
    public void An_archive_may_be_empty()
    {
        var path = Path.Combine(_folder, "empty.npz");
        NpzFile.Write(path, []);
        Assert.Empty(NpzFile.Read(path));
    }

    [Fact]
    public void The_same_arrays_give_the_same_bytes() => Assert.Equal(Bytes(Weights), Bytes(Weights));

    [Fact]
    public void The_bytes_are_those_of_every_machine()
    {
        // Fixed here, because the framework's own archives differ between Windows and Linux.
        var array = Vector("a", 1.0);
        const string common = "1400" + "0000" + "0000" + "0000" + "2100" + "bbd7dbd7" + "88000000" + "88000000" + "0500" + "0000";
        var expected =
            "504b0304" + common + "612e6e7079" +
            Convert.ToHexStringLower(NpyFormat.Encode(array)) +
            "504b0102" + "1400" + common + "0000" + "0000" + "0000" + "00000000" + "00000000" + "612e6e7079" +
            "504b0506" + "0000" + "0000" + "0100" + "0100" + "33000000" + "ab000000" + "0000";
        Assert.Equal(expected, Convert.ToHexStringLower(Bytes(array)));
    }

    [Fact]
    public void Other_readers_see_stored_entries_of_1980_in_the_order_given()
    {
        using var archive = new ZipArchive(new MemoryStream(Bytes(Weights)));

        Assert.Equal("Wxh.npy Whh.npy bias.npy", string.Join(' ', archive.Entries.Select(entry => entry.FullName)));
        Assert.All(archive.Entries, entry => Assert.Equal(new DateTime(1980, 1, 1), entry.LastWriteTime.DateTime));
        Assert.All(archive.Entries, entry => Assert.Equal(entry.Length, entry.CompressedLength));
    }

    [Fact]
    public void A_name_may_have_any_letters()
    {
        var read = Read(Bytes(Vector("größe/Ω.1", 1.0)));
        Assert.Equal("größe/Ω.1", Assert.Single(read).Name);
    }

    [Fact]
    public void Two_arrays_of_one_name_are_refused_and_the_file_is_left_alone()
    {
        var path = Path.Combine(_folder, "weights.npz");
        Assert.Throws<ArgumentException>(() => NpzFile.Write(path, [Weights[0], Weights[0]]));
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void What_NumPy_writes_is_read()
    {
        double[] scalar = [0.1];
        NamedArray[] expected =
        [
            new("matrix", [2, 3], new[] { 0, 0.1, 0.2, 3.0 / 10, 0.4, 0.5 }),
            new("transposed", [3, 2], new[] { 0, 3.0 / 10, 0.1, 0.4, 0.2, 0.5 }),
            new("cube", [2, 3, 4], Enumerable.Range(0, 24).Select(i => (double)i).ToArray()),
            Vector("vector", 1.5, -2, 0.1),
            new("singles", [2, 2], new double[] { 0.1f, 1e-45f, float.PositiveInfinity, -0f }),
            Vector("special", double.NaN, double.PositiveInfinity, double.NegativeInfinity, -0.0, 5e-324, double.MaxValue),
            new("scalar", [], scalar),
            new("empty", [0, 2], Array.Empty<double>()),
        ];
        AssertEqual(expected, NpzFile.Read(Fixture.PathOf("numpy.npz")));
    }

    [Theory]
    [InlineData("matrix")]
    [InlineData("vector")]
    [InlineData("scalar")]
    [InlineData("empty")]
    public void An_entry_has_the_bytes_that_NumPy_gives_it(string name)
    {
        using var archive = ZipFile.OpenRead(Fixture.PathOf("numpy.npz"));
        using var entry = archive.GetEntry(name + ".npy")!.Open();
        using var expected = new MemoryStream();
        entry.CopyTo(expected);

        NamedArray array = NpzFile.Read(Fixture.PathOf("numpy.npz")).Single(array => array.Name == name);
        Assert.Equal(expected.ToArray(), NpyFormat.Encode(array));
    }

    [Fact]
    public void What_NumPy_compresses_is_read()
    {
        var matrix = Assert.Single(NpzFile.Read(Fixture.PathOf("numpy-compressed.npz")));
        Assert.Equal([20, 30], matrix.Shape);
        Assert.All(matrix.Values.ToArray(), value => Assert.Equal(1, value));
    }

    [Fact]
    public void Integers_of_NumPy_are_read() => Assert.Equal([1, 2, 3], NpzFile.Read(Fixture.PathOf("numpy-integers.npz"), "counts").Values.ToArray());

    [Fact]
    public void Booleans_of_NumPy_are_0_and_1() => Assert.Equal([1, 0, 1], NpzFile.Read(Fixture.PathOf("numpy-booleans.npz"), "flags").Values.ToArray());

    [Fact]
    public void An_error_names_the_file_the_entry_and_what_was_expected()
    {
        var path = Fixture.PathOf("numpy-complex.npz");
        var message = Assert.Throws<InvalidDataException>(() => NpzFile.Read(path)).Message;
        Assert.Equal(
            $"{path}: cannot be read as an .npz archive of NumPy arrays: entry waves.npy: " +
            "expected the element type float64, float32, int64, int32, int16, int8, uint8 or bool, little-endian, '<f8' for instance, but found '<c16'. In NumPy, a.astype('<f8') converts.",
            message);
    }

    [Fact]
    public void A_flipped_bit_is_noticed()
    {
        var npz = Bytes(Weights);
        npz[200] ^= 1;
        Assert.Contains("entry Wxh.npy: expected the checksum", MessageOf(npz), StringComparison.Ordinal);
    }

    [Fact]
    public void No_prefix_of_an_archive_is_an_archive()
    {
        var npz = Bytes(Weights);
        for (var length = 0; length < npz.Length; length++)
        {
            MessageOf(npz[..length]);
        }
    }

    [Fact]
    public void What_is_no_archive_is_refused() =>
        Assert.StartsWith(
            "test.npz: cannot be read as an .npz archive of NumPy arrays: ", MessageOf("layers: 3"u8.ToArray()), StringComparison.Ordinal);

    [Theory]
    [InlineData("readme.txt")]
    [InlineData(".npy")]
    [InlineData("folder/")]
    public void An_entry_that_is_no_array_is_refused(string name)
    {
        using var npz = new MemoryStream();
        using (var archive = new ZipArchive(npz, ZipArchiveMode.Create, leaveOpen: true))
        {
            archive.CreateEntry(name);
        }

        Assert.Contains($"entry {name}: expected a name that ends in .npy", MessageOf(npz.ToArray()), StringComparison.Ordinal);
    }

    private static NamedArray Vector(string name, params double[] values) => new(name, [values.Length], values);

    private static byte[] Bytes(params NamedArray[] arrays)
    {
        using var output = new MemoryStream();
        NpzFile.Write(output, arrays);
        return output.ToArray();
    }

    private static IReadOnlyList<NamedArray> Read(byte[] npz)
    {
        using var input = new MemoryStream(npz);
        return NpzFile.Read(input, "test.npz");
    }

    private static string MessageOf(byte[] npz) => Assert.Throws<InvalidDataException>(() => Read(npz)).Message;

    private static void AssertEqual(IReadOnlyList<NamedArray> expected, IReadOnlyList<NamedArray> actual)
    {
        Assert.Equal(expected.Select(array => array.Name), actual.Select(array => array.Name));
        foreach ((var first, var second) in expected.Zip(actual))
        {
            Assert.Equal(first.Shape, second.Shape);
            Assert.Equal(Bits(first), Bits(second));
        }
    }

    /// <summary>The bits, those of a NaN made canonical: .NET's and NumPy's differ in their sign.</summary>
    private static long[] Bits(NamedArray array) =>
        Array.ConvertAll(array.Values.ToArray(), value => BitConverter.DoubleToInt64Bits(double.IsNaN(value) ? double.NaN : value));
}
