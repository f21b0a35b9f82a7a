using System.Runtime.CompilerServices;

namespace RnnGen.Numerics;

/// <summary>
/// The hyperbolic tangent and the logistic sigmoid, with the same bits at every register width and on every machine.
/// </summary>
/// <remarks>
/// <para>
/// With <c>e^2h = 2^k * P / M</c> (<see cref="ExponentialQuotient{TLane}"/>), <c>h >= 0</c> and <c>e = 2^-k</c>:
/// </para>
/// <code>
/// tanh(h)      = (e^2h - 1) / (e^2h + 1) = (P - e * M) / (P + e * M)
/// sigmoid(2h)  = 1 / (1 + e^-2h)         =  P          / (P + e * M)
/// sigmoid(-2h) = e^-2h / (1 + e^-2h)     =      e * M  / (P + e * M)
/// </code>
/// <para>
/// All terms are carried as a high and a low part, so that a result is rounded once, in the last operation, and is hardly farther off than the half unit in the
/// last place (ULP) which that costs. No lane takes a branch: saturation and NaN are selected.
/// </para>
/// </remarks>
public static unsafe class Elementary
{
    private const double TwoTo64 = 18446744073709551616.0;

    /// <summary>
    /// The hyperbolic tangent of a block of numbers, <c>tanh(x) = (e^x - e^-x) / (e^x + e^-x)</c>.
    /// </summary>
    /// <remarks>
    /// The largest error found is {TANHERR}. It is <c>x</c> itself
    /// where <c>|x| &lt; 1e-8</c>, subnormal numbers and <c>-0</c> included; exactly 1 or -1 from {TANHSAT} on; and <see cref="double.NaN"/> where
    /// <c>x</c> is NaN.
    /// </remarks>
    /// <typeparam name="TLane">The register to compute with.</typeparam>
    /// <param name="source">The arguments.</param>
    /// <param name="destination">Receives the results. It may be <paramref name="source"/>, but not overlap it otherwise.</param>
    /// <param name="count">The number of registers, each of <see cref="ILane{TSelf}.Count"/> numbers, at either end.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Tanh<TLane>(TLane* source, TLane* destination, int count)
        where TLane : unmanaged, ILane<TLane>
    {
        for (var i = 0; i < count; i++)
        {
            destination[i] = Tanh(source[i]);
        }
    }

    /// <summary>
    /// The logistic sigmoid of a block of numbers, <c>sigmoid(x) = 1 / (1 + e^-x)</c>.
    /// </summary>
    /// <remarks>
    /// The largest error found is {SIGERR}. Below {SIGSUB} the result is subnormal. It is exactly
    /// 1 from {SIGSAT} on, <c>+0</c> from {SIGZERO} down, and <see cref="double.NaN"/> where <c>x</c> is NaN.
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

    /// <summary>The hyperbolic tangent of one number, with the same bits as that of a block.</summary>
    public static double Tanh(double x) => Tanh(ScalarLane.Create(x))[0];

    /// <summary>The logistic sigmoid of one number, with the same bits as that of a block.</summary>
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

        // (P - e * M) / (P + e * M)
        var divisor = Sum(exponential, m, plus, minus);
        var difference = p - m;
        var differenceLow = ((p - difference) - m).PlusProduct(plus, exponential.SLow).PlusProduct(minus, exponential.U);
        var quotient = divisor.Divide(difference, differenceLow);

        var limit = TLane.SelectLess(TLane.Create(10.0), h, TLane.CopySign(one, x), TLane.Create(double.NaN));
        return TLane.SelectLess(h, TLane.Create(20.0), TLane.CopySign(quotient, x), limit);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Sigmoid<TLane>(TLane x)
        where TLane : unmanaged, ILane<TLane>
    {
        var one = TLane.Create(1.0);
        var h = TLane.Create(0.5) * TLane.Abs(x);
        var exponential = new ExponentialQuotient<TLane>(h, forLargeK: true);

        // 2^64 * e is always normal. Where e is not, e adds nothing to P.
        var scaledE = TLane.ScaleByPowerOfTwo(TLane.Create(TwoTo64), exponential.ShiftedMinusK);
        var e = scaledE * TLane.Create(1 / TwoTo64);

        var divisor = Sum(exponential, e * exponential.MHigh, one + e, one - e);

        // x < 0: M, to be multiplied by e; otherwise P. Only the last product may be rounded, where it is subnormal.
        var zero = TLane.Zero;
        var numerator = TLane.SelectLess(x, zero, exponential.MHigh, exponential.PHigh);
        var numeratorLow = exponential.U + TLane.SelectLess(x, zero, -exponential.SLow, exponential.SLow);
        var scale = TLane.SelectLess(x, zero, scaledE, TLane.Create(TwoTo64));
        var quotient = divisor.Divide(numerator, numeratorLow) * scale * TLane.Create(1 / TwoTo64);

        var limit = TLane.SelectLess(x, zero, zero, one);
        limit = TLane.SelectLess(one, h, limit, TLane.Create(double.NaN));
        return TLane.SelectLess(h, TLane.Create(375.0), quotient, limit);
    }

    /// <summary><c>P + e * M</c>, where <c>m = e * MHigh</c>, <c>plus = 1 + e</c>, <c>minus = 1 - e</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LaneDivisor<TLane> Sum<TLane>(ExponentialQuotient<TLane> exponential, TLane m, TLane plus, TLane minus)
        where TLane : unmanaged, ILane<TLane>
    {
        var p = exponential.PHigh;
        var sum = p + m;
        var sumLow = ((p - sum) + m).PlusProduct(minus, exponential.SLow).PlusProduct(plus, exponential.U);
        return new LaneDivisor<TLane>(sum, sumLow, sum.PlusProduct(plus, exponential.U));
    }
}
