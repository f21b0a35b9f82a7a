using System.Runtime.CompilerServices;

namespace RnnGen.Numerics;

/// <summary>
/// The hyperbolic tangent and the logistic sigmoid, with the same bits at every register width and on every machine.
/// </summary>
/// <remarks>
/// <para>
/// With <c>h >= 0</c>, <c>e^2h = 2^k * P / M</c> (<see cref="ExponentialQuotient{TLane}"/>) and <c>e = 2^-k</c>:
/// </para>
/// <code>
/// tanh(h)      = (e^2h - 1) / (e^2h + 1) = (P - e * M) / (P + e * M)
/// sigmoid(-2h) = e^-2h / (1 + e^-2h)     =      e * M  / (P + e * M)
/// sigmoid(2h)  = 1 - sigmoid(-2h)
/// </code>
/// <para>
/// Numerator and denominator are carried as a high and a low part, so that a quotient is rounded once, by its last operation, and is hardly farther off than the
/// half unit in the last place (ULP) which that costs. No lane takes a branch: large numbers and NaN are selected at the end.
/// </para>
/// </remarks>
public static unsafe class Elementary
{
    private const double TwoTo64 = 18446744073709551616.0;

    /// <summary>The hyperbolic tangent of a block of numbers, <c>tanh(x) = (e^x - e^-x) / (e^x + e^-x)</c>.</summary>
    /// <remarks>
    /// The error is below 0.63 ULP: the tests hold it to that against exact arithmetic. It is exactly <c>x</c> where <c>|x| &lt; 1e-8</c>, <c>-0</c> and subnormal numbers included; exactly 1 or -1 from
    /// <c>|x| = 19.0615...</c> on; and <see cref="double.NaN"/> where <c>x</c> is NaN. It is odd. Where its slope is so small that neighbouring numbers have
    /// results less than 1/10 ULP apart, from 3 to 18.55, one in a few thousand is rounded to the unit below that of its predecessor.
    /// </remarks>
    /// <typeparam name="TLane">The register to compute with.</typeparam>
    /// <param name="source">The arguments.</param>
    /// <param name="destination">Receives the results. It may be <paramref name="source"/>, but not overlap it otherwise.</param>
    /// <param name="count">The length of both in registers, each of <see cref="ILane{TSelf}.Count"/> numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Tanh<TLane>(TLane* source, TLane* destination, int count)
        where TLane : unmanaged, ILane<TLane>
    {
        for (var i = 0; i < count; i++)
        {
            destination[i] = Tanh(source[i]);
        }
    }

    /// <summary>The logistic sigmoid of a block of numbers, <c>sigmoid(x) = 1 / (1 + e^-x)</c>.</summary>
    /// <remarks>
    /// The error is below 0.78 ULP: the tests hold it to that against exact arithmetic. It is exactly 1 from 37.43 on; subnormal from -708.4 down, where it is rounded once more; 0 from -745.134 down; and
    /// <see cref="double.NaN"/> where <c>x</c> is NaN. <c>sigmoid(x)</c> is <c>1 - sigmoid(-x)</c>, rounded, for <c>x >= 0</c>.
    /// </remarks>
    /// <inheritdoc cref="Tanh{TLane}(TLane*, TLane*, int)" path="/*[not(self::summary or self::remarks)]"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sigmoid<TLane>(TLane* source, TLane* destination, int count)
        where TLane : unmanaged, ILane<TLane>
    {
        for (var i = 0; i < count; i++)
        {
            destination[i] = Sigmoid(source[i]);
        }
    }

    /// <summary>The hyperbolic tangent of one number, with the bits that it has in a block.</summary>
    public static double Tanh(double x) => Tanh(ScalarLane.Create(x))[0];

    /// <summary>The logistic sigmoid of one number, with the bits that it has in a block.</summary>
    public static double Sigmoid(double x) => Sigmoid(ScalarLane.Create(x))[0];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Tanh<TLane>(TLane x)
        where TLane : unmanaged, ILane<TLane>
    {
        var one = TLane.Create(1.0);
        var h = TLane.Abs(x);
        var exponential = new ExponentialQuotient<TLane>(h, forLargeK: false);
        var e = TLane.ScaleByPowerOfTwo(one, exponential.ShiftedMinusK);
        var plus = one + e;
        var minus = one - e;
        var p = exponential.PHigh;
        var m = e * exponential.MHigh;

        var divisor = Sum(exponential, m, plus, minus);
        var difference = p - m;
        var differenceLow = ((p - difference) - m).PlusProduct(plus, exponential.SLow).PlusProduct(minus, exponential.U);
        var quotient = divisor.Divide(difference, differenceLow);

        var limit = TLane.SelectLess(one, h, TLane.CopySign(one, x), TLane.Create(double.NaN));
        return TLane.SelectLess(h, TLane.Create(20.0), TLane.CopySign(quotient, x), limit);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Sigmoid<TLane>(TLane x)
        where TLane : unmanaged, ILane<TLane>
    {
        var one = TLane.Create(1.0);
        var h = TLane.Create(0.5) * TLane.Abs(x);
        var exponential = new ExponentialQuotient<TLane>(h, forLargeK: true);

        // 2^64 * e is always a normal number. Where e is not, the sum is P.
        var scaledE = TLane.ScaleByPowerOfTwo(TLane.Create(TwoTo64), exponential.ShiftedMinusK);
        var e = scaledE * TLane.Create(1 / TwoTo64);

        var divisor = Sum(exponential, e * exponential.MHigh, one + e, one - e);
        var quotient = divisor.Divide(exponential.MHigh, exponential.U - exponential.SLow);
        var small = quotient * scaledE * TLane.Create(1 / TwoTo64);
        var result = TLane.SelectLess(x, TLane.Zero, small, one - small);

        var limit = TLane.SelectLess(x, TLane.Zero, TLane.Zero, one);
        limit = TLane.SelectLess(one, h, limit, TLane.Create(double.NaN));
        return TLane.SelectLess(h, TLane.Create(375.0), result, limit);
    }

    /// <summary><c>P + e * M</c>, where <c>m = e * MHigh</c>, <c>plus = 1 + e</c> and <c>minus = 1 - e</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LaneDivisor<TLane> Sum<TLane>(ExponentialQuotient<TLane> exponential, TLane m, TLane plus, TLane minus)
        where TLane : unmanaged, ILane<TLane>
    {
        // (p - sum) + m is what the rounding of the sum left out, because p >= m (T. J. Dekker's Fast2Sum, 1971); of the difference likewise.
        var p = exponential.PHigh;
        var sum = p + m;
        var sumLow = ((p - sum) + m).PlusProduct(minus, exponential.SLow).PlusProduct(plus, exponential.U);
        return new LaneDivisor<TLane>(sum, sumLow, sum.PlusProduct(plus, exponential.U));
    }
}
