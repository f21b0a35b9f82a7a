using System.Text;
using RnnGen.Recording;
using Xunit;

namespace RnnGen.Tests.Recording;

public class NpyFormatTests
{
    [Theory]
    [InlineData(new[] { 3, 2 }, "(3, 2)")]
    [InlineData(new[] { 6 }, "(6,)")]
    [InlineData(new[] { 1, 2, 3 }, "(1, 2, 3)")]
    public void The_header_is_what_NumPy_writes(int[] shape, string expectedShape)
    {
        var npy = NpyFormat.Encode(new NamedArray("a", shape, new double[6]));

        // 118 = 128 - 10 is 0x76.
        var dictionary = $"{{'descr': '<f8', 'fortran_order': False, 'shape': {expectedShape}, }}";
        byte[] expected = [0x93, .. "NUMPY"u8, 1, 0, 0x76, 0, .. Encoding.ASCII.GetBytes(dictionary.PadRight(117)), (byte)'\n'];
        Assert.Equal(expected, npy[..128]);
        Assert.Equal(128 + (6 * sizeof(double)), npy.Length);
    }

    [Fact]
    public void Numbers_are_little_endian()
    {
        var npy = NpyFormat.Encode(new NamedArray("a", [2], new[] { 1.0, -2.0 }));
        Assert.Equal("000000000000f03f00000000000000c0", Convert.ToHexStringLower(npy[^16..]));
    }

    [Fact]
    public void The_culture_changes_nothing()
    {
        var array = new NamedArray("a", [1234], new double[1234]);
        var expected = NpyFormat.Encode(array);

        using var culture = new ForeignCulture();
        Assert.Equal(expected, NpyFormat.Encode(array));
        Assert.Equal([1234], NpyFormat.Decode("a", expected).Shape);
    }

    [Fact]
    public void The_keys_of_a_header_may_stand_in_any_order()
    {
        var array = NpyFormat.Decode("a", Npy("{ 'shape':(2,), 'fortran_order' : False,'descr':'<f8' }", new byte[16]));
        Assert.Equal([2], array.Shape);
        Assert.Equal([0, 0], array.Values.Span);
    }

    [Theory]
    [InlineData("<f4", "000000c0", -2)]
    [InlineData("<i8", "feffffffffffffff", -2)]
    [InlineData("<i4", "feffffff", -2)]
    [InlineData("<i2", "feff", -2)]
    [InlineData("|i1", "fe", -2)]
    [InlineData("|u1", "fe", 254)]
    [InlineData("|b1", "01", 1)]
    public void Floats_integers_and_booleans_are_read(string type, string bytes, double value) =>
        Assert.Equal([value], NpyFormat.Decode("a", Npy($"{{'descr': '{type}', 'fortran_order': False, 'shape': (1,), }}", Convert.FromHexString(bytes))).Values.ToArray());

    [Fact]
    public void An_integer_that_no_double_holds_is_refused() => Assert.Contains(
        "expected integers of at most 2^53, which a double holds, but found 9007199254740993",
        MessageOf(Npy("{'descr': '<i8', 'fortran_order': False, 'shape': (1,), }", Convert.FromHexString("0100000000002000"))),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("'>f8'", "expected the element type float64, float32, int64, int32, int16, int8, uint8 or bool, little-endian, '<f8' for instance, but found '>f8'")]
    [InlineData("'<u8'", "found '<u8'. In NumPy, a.astype('<f8') converts.")]
    [InlineData("'|O'", "found '|O'")]
    [InlineData("[('x', '<f8')]", "with one type for all elements, but found {'descr': [('x', '<f8')]")]
    public void Other_element_types_are_refused(string type, string expected)
    {
        var npy = Npy($"{{'descr': {type}, 'fortran_order': False, 'shape': (2,), }}", new byte[16]);
        Assert.Contains(expected, MessageOf(npy), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(3,)", "expected 8 bytes for each number of the shape (3), but found 16 bytes")]
    [InlineData("(1,)", "expected 8 bytes for each number of the shape (1), but found 16 bytes")]
    [InlineData("(65536, 65536, 65536, 65536)", "expected 8 bytes for each number")]
    [InlineData("(99999999999,)", "expected a dimension of at most 2147483647, but found 99999999999")]
    [InlineData("(-2,)", "expected a header such as")]
    public void A_shape_that_does_not_fit_is_refused(string shape, string expected)
    {
        var npy = Npy($"{{'descr': '<f8', 'fortran_order': False, 'shape': {shape}, }}", new byte[16]);
        Assert.Contains(expected, MessageOf(npy), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "starts with 934e554d50590100, but found .")]
    [InlineData("93", "starts with 934e554d50590100, but found 93.")]
    [InlineData("934e554d505902007600000000", "starts with 934e554d50590100, but found 934e554d50590200.")]
    [InlineData("504b0304140000000000", "starts with 934e554d50590100, but found 504b030414000000.")]
    [InlineData("934e554d5059010076007b", "expected a header of 128 bytes, but the content ends after 11.")]
    public void What_is_no_npy_is_refused(string hex, string expected) =>
        Assert.Contains(expected, MessageOf(Convert.FromHexString(hex)), StringComparison.Ordinal);

    [Fact]
    public void No_prefix_of_an_array_is_an_array()
    {
        var npy = NpyFormat.Encode(new NamedArray("a", [2, 2], new double[4]));
        for (var length = 0; length < npy.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => NpyFormat.Decode("a", npy.AsSpan(0, length)));
        }
    }

    private static string MessageOf(byte[] npy) => Assert.Throws<InvalidDataException>(() => NpyFormat.Decode("a", npy)).Message;

    private static byte[] Npy(string header, byte[] data) =>
        [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), .. data];
}
