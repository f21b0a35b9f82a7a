using System.Runtime.CompilerServices;

namespace RnnGen.Numerics;

/// <summary>
/// The exponential function as a quotient <c>e^2h = 2^k * P / M</c>, from which tanh and sigmoid are one division away.
/// </summary>
/// <remarks>
/// <para>
/// With an integer <c>k</c> and <c>h = k * ln(2) / 2 + s</c>, <c>|s| &lt;= ln(2) / 4</c>:
/// </para>
/// <code>
/// e^2h = 2^k * e^2s = 2^k * (C + s) / (C - s),   C = s * coth(s) = 1 + s^2 / 3 - s^4 / 45 + ...
/// </code>
/// <para>
/// <c>C</c> is even and close to 1, so that a polynomial of five terms in <c>s^2</c> is enough, where <c>e^2s</c> takes eleven. The idea is
/// that of fdlibm's <c>e_exp.c</c> (Sun Microsystems, 1993, <see href="https://www.netlib.org/fdlibm/e_exp.c"/>).
/// </para>
/// <para>
/// <c>s = sHigh + sLow</c> is split where the last bit of 1 to 2 is, and <c>u = C - 1</c>, so that both sides are unevaluated sums of an
/// exact high part near 1 and a low part below 1/100:
/// </para>
/// <code>
/// P = C + s = (1 + sHigh) + (u + sLow)
/// M = C - s = (1 - sHigh) + (u - sLow)
/// </code>
/// </remarks>
internal readonly struct ExponentialQuotient<TLane>
    where TLane : unmanaged, ILane<TLane>
{
    private const double MinusTwoOverLn2 = -2.8853900817779268;

    /// <summary>Finds the quotient for <c>h</c> from 0 to 375, of single precision to 60; for other <c>h</c> every part may be anything.</summary>
    /// <param name="h">Half the exponent.</param>
    /// <param name="forLargeK">
    /// Whether <c>P / M</c> is wanted to the last bit where <c>k</c> is large; otherwise it may be off by <c>k * 2^-61</c>, of
    /// single precision <c>k * 2^-32</c>.
    /// </param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ExponentialQuotient(TLane h, bool forLargeK)
    {
        ShiftedMinusK = TLane.Shift.PlusProduct(h, TLane.Create(MinusTwoOverLn2));
        var minusK = ShiftedMinusK - TLane.Shift;

        // ln(2) / 2 is 0x1.62E42FEFA39EFp-2 + 0x1.ABC9E3B39803Fp-57, of single precision 0x1.62E43p-2 - 0x1.05C610p-30. h - k * halfLn2 is exact:
        // where k is not 0, both are multiples of 2^-55, of single precision 2^-26, and the difference is less than 2^-2.
        var halfLn2 = TLane.Create(0.34657359027997264, 0.3465736f);
        var halfLn2Low = TLane.Create(1.1595234069231498e-17, -9.523271e-10f);
        var exact = h.PlusProduct(minusK, halfLn2);
        var s = forLargeK ? exact.PlusProduct(minusK, halfLn2Low) : exact;
        U = CothMinusOne(s);

        // 1.5 + s is rounded to a multiple of 2^-52, of single precision 2^-23, so that 1 + sHigh and 1 - sHigh are exact.
        var sHigh = (s + TLane.Create(1.5)) - TLane.Create(1.5);
        SLow = (exact - sHigh).PlusProduct(minusK, halfLn2Low);
        PHigh = TLane.Create(1.0) + sHigh;
        MHigh = TLane.Create(1.0) - sHigh;
    }

    /// <summary><c>Shift - k</c>, as <see cref="ILane{TSelf}.ScaleByPowerOfTwo"/> takes it.</summary>
    public TLane ShiftedMinusK { get; }

    /// <summary><c>1 + sHigh</c>.</summary>
    public TLane PHigh { get; }

    /// <summary><c>1 - sHigh</c>.</summary>
    public TLane MHigh { get; }

    /// <summary><c>u</c>.</summary>
    public TLane U { get; }

    /// <summary><c>sLow</c>.</summary>
    public TLane SLow { get; }

    /// <summary>
    /// <c>s * coth(s) - 1</c>. The polynomial is the minimax one, by Remez exchange in 50 digits, its coefficients rounded: it is off by at most
    /// <c>2^-59.6 * s * coth(s)</c> for <c>|s| &lt;= ln(2) / 4</c>, and without its last two terms, of single precision, by <c>2^-31.9</c>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane CothMinusOne(TLane s)
    {
        var z = s * s;
        var sum = TLane.Create(0.002116402023044183);
        if (!TLane.IsSingle)
        {
            sum = TLane.Create(2.1187372803808578e-05);
            sum = TLane.Create(-0.00021163395607100546).PlusProduct(sum, z);
            sum = TLane.Create(0.002116402023044183).PlusProduct(sum, z);
        }

        sum = TLane.Create(-0.022222222221614078).PlusProduct(sum, z);
        sum = TLane.Create(0.33333333333333204).PlusProduct(sum, z);
        return sum * z;
    }
}
