namespace RnnGen.Numerics;

/// <summary>
/// The natural logarithm of a <see cref="double"/>, the same to the last bit on every machine.
/// </summary>
/// <remarks>
/// <para>
/// It uses only operations whose result IEEE 754 defines: <c>+ - * /</c>, explicit fused multiply-add, and bits.
/// </para>
/// <para>
/// With <c>x = 2^k * m</c>, <c>m</c> in <c>[sqrt(1/2), sqrt(2))</c>, <c>f = m - 1</c> and <c>s = f / (2 + f)</c>:
/// </para>
/// <code>
/// log(x) = k * ln(2) + 2 * atanh(s)
///        = k * ln(2) + 2 * s + s * s^2 * (2/3 + 2/5 * s^2 + 2/7 * s^4 + ...)
/// </code>
/// <para>
/// This is the reduction of fdlibm's <c>e_log.c</c> (Sun Microsystems, 1993, <see href="https://www.netlib.org/fdlibm/e_log.c"/>).
/// It differs from it in two ways. <c>s</c> is kept as an unevaluated sum of two doubles, so that only the small terms, less than
/// 1/100 of the result, are rounded before the last addition. And the polynomial is the series itself rather than a minimax fit:
/// <c>s^2</c> is at most 0.0295, so that what is left out after <c>2/21</c> is below <c>2^-60</c> of the result.
/// </para>
/// </remarks>
public static class Logarithm
{
    /// <summary>The bits of the smallest normal number, <c>2^-1022</c>.</summary>
    private const long SmallestNormalBits = 0x0010_0000_0000_0000;

    /// <summary>The bits of positive infinity.</summary>
    private const long InfinityBits = 0x7FF0_0000_0000_0000;

    /// <summary><c>ln(2)</c> to 32 bits, <c>0x1.62E42FEEp-1</c>: its product with any <c>k</c> is exact.</summary>
    internal const double Ln2High = 0.6931471803691238;

    /// <summary><c>ln(2) - Ln2High</c>, <c>0x1.A39EF35793C76p-33</c>.</summary>
    internal const double Ln2Low = 1.9082149292705877e-10;

    /// <summary>
    /// The natural logarithm of <paramref name="x"/>.
    /// </summary>
    /// <remarks>
    /// The largest error found is 0.524 ULP, at 0.7071957135962571, among 2.4e9 random points of all exponents, most of them around 1,
    /// compared with a logarithm of 113 bits. One result in 500 around 1, and one in 100,000 elsewhere, is not the nearest double.
    /// </remarks>
    /// <param name="x">Any number.</param>
    /// <returns>
    /// <c>ln(x)</c>: exactly <c>+0</c> at 1, negative infinity at <c>+0</c> and <c>-0</c>, positive infinity at positive infinity, and
    /// <see cref="double.NaN"/>, always with the same bits, where <paramref name="x"/> is negative or NaN.
    /// </returns>
    public static double Log(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        long k = 0;

        // One comparison finds everything that is not a positive normal number.
        if ((ulong)(bits - SmallestNormalBits) >= InfinityBits - SmallestNormalBits)
        {
            if (x == 0)
            {
                return double.NegativeInfinity;
            }

            if (double.IsPositiveInfinity(x))
            {
                return x;
            }

            if (!(x > 0))
            {
                return double.NaN;
            }

            // Subnormal: 2^54 * x is normal, and exact.
            bits = BitConverter.DoubleToInt64Bits(x * (1L << 54));
            k = -54;
        }

        // x = 2^k * m, sqrt(1/2) <= m < sqrt(2).
        var exponent = (bits - LaneBits.SqrtHalf) >> LaneBits.FractionLength;
        k += exponent;
        var m = BitConverter.Int64BitsToDouble(bits - (exponent << LaneBits.FractionLength));

        // f is exact; denominatorHigh + denominatorLow = 2 + f, exactly.
        var f = m - 1.0;
        var denominatorHigh = 2.0 + f;
        var denominatorLow = f - (denominatorHigh - 2.0);

        // s + sLow = f / (2 + f) to some 100 bits: a quotient, and what it leaves over divided once more.
        var reciprocal = 1.0 / denominatorHigh;
        var s = f * reciprocal;
        var remainder = Math.FusedMultiplyAdd(-s, denominatorLow, Math.FusedMultiplyAdd(-s, denominatorHigh, f));
        var sLow = remainder * reciprocal;

        // series = 2/3 + 2/5 * z + ... + 2/21 * z^9, z = s^2.
        var z = s * s;
        var series = 2.0 / 21.0;
        series = Math.FusedMultiplyAdd(series, z, 2.0 / 19.0);
        series = Math.FusedMultiplyAdd(series, z, 2.0 / 17.0);
        series = Math.FusedMultiplyAdd(series, z, 2.0 / 15.0);
        series = Math.FusedMultiplyAdd(series, z, 2.0 / 13.0);
        series = Math.FusedMultiplyAdd(series, z, 2.0 / 11.0);
        series = Math.FusedMultiplyAdd(series, z, 2.0 / 9.0);
        series = Math.FusedMultiplyAdd(series, z, 2.0 / 7.0);
        series = Math.FusedMultiplyAdd(series, z, 2.0 / 5.0);
        series = Math.FusedMultiplyAdd(series, z, 2.0 / 3.0);

        // 2 * atanh(s + sLow) = 2 * s + low, where d(2 * atanh(s)) = 2 / (1 - z) ds, and 1 / (1 - z) is 1 + z closely enough.
        var twoSLow = 2.0 * sLow;
        var low = Math.FusedMultiplyAdd(s * z, series, Math.FusedMultiplyAdd(z, twoSLow, twoSLow));

        // k * Ln2High + 2 * s, exactly, as high + highError: the first term is zero or the larger one (Dekker's Fast2Sum).
        var twoS = 2.0 * s;
        var high = (k * Ln2High) + twoS;
        var highError = twoS - (high - (k * Ln2High));

        return high + (highError + (low + (k * Ln2Low)));
    }
}
