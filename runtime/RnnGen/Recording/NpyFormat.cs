using System.Buffers.Binary;
using System.Text;

namespace RnnGen.Recording;

/// <summary>
/// NumPy's <c>.npy</c> format for one array of numbers: what <c>np.save</c> writes and <c>np.load</c> reads.
/// </summary>
/// <remarks>
/// <para>
/// The format (<see href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html"/>), version 1.0:
/// </para>
/// <code>
/// offset  bytes
///      0  6      \x93NUMPY
///      6  2      1 0, the version
///      8  2      n, the length of the header, little-endian
///     10  n      {'descr': '&lt;f8', 'fortran_order': False, 'shape': (3, 2), }, spaces, \n: 10 + n is a multiple of 64
/// 10 + n  8 * 6  the numbers
/// </code>
/// <para>
/// Written is always little-endian <see cref="double"/> in row-major order, which holds every <see cref="float"/> exactly. Read is
/// also <see cref="float"/>, integers, of which classes are, and <see cref="bool"/>, of which masks are; and Fortran order, in which
/// NumPy saves a transposed matrix.
/// </para>
/// </remarks>
public static class NpyFormat
{
    private const int PrefixLength = 10;
    private const int Alignment = 64;
    private const string Float64 = "<f8";
    private const string Float32 = "<f4";
    private const string Int64 = "<i8";
    private const string Int32 = "<i4";
    private const string Int16 = "<i2";
    private const string Int8 = "|i1";
    private const string UInt8 = "|u1";
    private const string Bool = "|b1";

    /// <summary><c>\x93NUMPY</c>, then 1.0.</summary>
    private static ReadOnlySpan<byte> MagicAndVersion => [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0];

    /// <summary>
    /// Writes an array as NumPy would: the same bytes as those of <c>np.save</c>.
    /// </summary>
    /// <param name="array">The array. Its name is no part of the format.</param>
    /// <returns>The content of the <c>.npy</c> file.</returns>
    /// <exception cref="OverflowException">The array takes 2 GiB or more.</exception>
    public static byte[] Encode(NamedArray array)
    {
        ArgumentNullException.ThrowIfNull(array);

        var header = new NpyHeader(Float64, IsFortranOrder: false, [.. array.Shape]).ToString();
        var dataOffset = (PrefixLength + header.Length + 1 + Alignment - 1) / Alignment * Alignment;
        header = header.PadRight(dataOffset - PrefixLength - 1) + "\n";

        var npy = new byte[checked(dataOffset + (sizeof(double) * array.Values.Length))];
        MagicAndVersion.CopyTo(npy);
        BinaryPrimitives.WriteUInt16LittleEndian(npy.AsSpan(MagicAndVersion.Length), checked((ushort)header.Length));
        Encoding.ASCII.GetBytes(header, npy.AsSpan(PrefixLength));

        var data = npy.AsSpan(dataOffset);
        foreach (var value in array.Values.Span)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(data, value);
            data = data[sizeof(double)..];
        }

        return npy;
    }

    /// <summary>
    /// Reads an array of <see cref="double"/>, <see cref="float"/>, <see cref="long"/>, <see cref="int"/>, <see cref="short"/>, <see cref="sbyte"/>,
    /// <see cref="byte"/> or <see cref="bool"/>, in C or in Fortran order.
    /// </summary>
    /// <param name="name">The name that the array is to have.</param>
    /// <param name="npy">The content of a <c>.npy</c> file.</param>
    /// <returns>The array, in row-major order.</returns>
    /// <exception cref="InvalidDataException">The content is something else; the message says what was expected and found.</exception>
    public static NamedArray Decode(string name, ReadOnlySpan<byte> npy)
    {
        if (npy.Length < PrefixLength || !npy.StartsWith(MagicAndVersion))
        {
            var start = Convert.ToHexStringLower(npy[..Math.Min(npy.Length, MagicAndVersion.Length)]);
            throw new InvalidDataException(
                $"expected NumPy's .npy format 1.0, which starts with {Convert.ToHexStringLower(MagicAndVersion)}, but found {start}.");
        }

        var dataOffset = PrefixLength + BinaryPrimitives.ReadUInt16LittleEndian(npy[MagicAndVersion.Length..]);
        if (npy.Length < dataOffset)
        {
            throw new InvalidDataException($"expected a header of {dataOffset} bytes, but the content ends after {npy.Length}.");
        }

        var header = NpyHeader.Parse(npy[PrefixLength..dataOffset]);
        var values = DecodeValues(header, npy[dataOffset..]);
        return new NamedArray(name, header.Shape, header.IsFortranOrder ? ToRowMajor(values, header.Shape) : values);
    }

    private static double[] DecodeValues(NpyHeader header, ReadOnlySpan<byte> data)
    {
        var size = header.Type switch
        {
            Float64 or Int64 => sizeof(double),
            Float32 or Int32 => sizeof(float),
            Int16 => sizeof(short),
            Int8 or UInt8 or Bool => sizeof(byte),
            _ => throw new InvalidDataException(
                "expected the element type float64, float32, int64, int32, int16, int8, uint8 or bool, little-endian, "
                + $"'{Float64}' for instance, but found '{header.Type}'. "
                + "In NumPy, a.astype('<f8') converts."),
        };

        var count = NamedArray.CountOf(header.Shape);
        if (count < 0 || data.Length != (long)count * size)
        {
            throw new InvalidDataException(
                $"expected {size} bytes for each number of the shape ({string.Join(", ", header.Shape)}), but found {data.Length} bytes.");
        }

        var values = new double[count];
        for (var i = 0; i < count; i++)
        {
            var element = data.Slice(i * size, size);
            values[i] = header.Type switch
            {
                Float64 => BinaryPrimitives.ReadDoubleLittleEndian(element),
                Float32 => BinaryPrimitives.ReadSingleLittleEndian(element),
                Int64 => Exact(BinaryPrimitives.ReadInt64LittleEndian(element)),
                Int32 => BinaryPrimitives.ReadInt32LittleEndian(element),
                Int16 => BinaryPrimitives.ReadInt16LittleEndian(element),
                Int8 => (sbyte)element[0],
                _ => element[0],
            };
        }

        return values;
    }

    private static double Exact(long value) => value is >= -(1L << 53) and <= 1L << 53
        ? value
        : throw new InvalidDataException($"expected integers of at most 2^53, which a double holds, but found {value}.");

    private static double[] ToRowMajor(double[] columnMajor, int[] shape)
    {
        var rowMajor = new double[columnMajor.Length];
        var index = new int[shape.Length];
        for (var i = 0; i < rowMajor.Length; i++)
        {
            var source = 0;
            for (var d = shape.Length - 1; d >= 0; d--)
            {
                source = (source * shape[d]) + index[d];
            }

            rowMajor[i] = columnMajor[source];

            // The next index, the last dimension running fastest.
            for (var d = shape.Length - 1; d >= 0 && ++index[d] == shape[d]; d--)
            {
                index[d] = 0;
            }
        }

        return rowMajor;
    }
}
