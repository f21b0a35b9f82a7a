using System.Buffers.Binary;
using System.Security.Cryptography;

namespace RnnGen.Recording;

/// <summary>
/// A fingerprint of numbers that tells them apart to the last bit.
/// </summary>
/// <remarks>
/// It is the SHA-256 of the little-endian IEEE 754 bits, one number after the other, so that <c>0.0</c> and <c>-0.0</c> differ. Only the
/// bits of a NaN are not the same on every machine: each is hashed as <c>0x7FF8000000000000</c>. For numbers without NaN it is, in Python,
/// <c>hashlib.sha256(a.astype("&lt;f8").tobytes()).hexdigest()</c>.
/// </remarks>
public static class BitHash
{
    private const long CanonicalNaN = 0x7FF8_0000_0000_0000;
    private const int NumbersAtOnce = 256;

    /// <summary>
    /// The hash of <paramref name="values"/>.
    /// </summary>
    /// <param name="values">The numbers, in the order that counts: that of the epochs, or of the layout of the parameters.</param>
    /// <returns>64 lowercase hexadecimal digits.</returns>
    public static string Of(ReadOnlySpan<double> values)
    {
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> buffer = stackalloc byte[NumbersAtOnce * sizeof(double)];
        while (!values.IsEmpty)
        {
            var count = Math.Min(values.Length, NumbersAtOnce);
            for (var i = 0; i < count; i++)
            {
                BinaryPrimitives.WriteInt64LittleEndian(buffer[(i * sizeof(double))..], CanonicalBits(values[i]));
            }

            sha256.AppendData(buffer[..(count * sizeof(double))]);
            values = values[count..];
        }

        return Convert.ToHexStringLower(sha256.GetHashAndReset());
    }

    /// <summary>
    /// The first digits of the hash of <paramref name="values"/>: enough for a person to compare.
    /// </summary>
    /// <param name="values">The numbers, in the order that counts.</param>
    /// <param name="digits">How many digits, from 1 to 64.</param>
    /// <returns>The first <paramref name="digits"/> digits of <see cref="Of"/>.</returns>
    public static string Prefix(ReadOnlySpan<double> values, int digits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(digits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(digits, 2 * SHA256.HashSizeInBytes);
        return Of(values)[..digits];
    }

    private static long CanonicalBits(double value) => double.IsNaN(value) ? CanonicalNaN : BitConverter.DoubleToInt64Bits(value);
}
