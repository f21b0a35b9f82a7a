using System.Runtime.CompilerServices;

namespace RnnGen.Numerics;

/// <summary>
/// The functions of the equation language, with the same bits at every register width and on every machine. This part: the hyperbolic tangent and the
/// logistic sigmoid.
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
/// Numerator and denominator are carried as a high and a low part, so that a quotient is rounded once, by its last operation, and is hardly
/// farther off than the half unit in the last place (ULP) which that costs. No lane takes a branch: of large numbers the function of a smaller one is
/// taken that has the same result, and NaN is selected at the end. Lanes of single precision take the same steps with shorter polynomials. The program in
/// <c>tests/Accuracy</c> measures the errors.
/// </para>
/// </remarks>
public static unsafe partial class Elementary
{
    private const double TwoTo64 = 18446744073709551616.0;

    /// <summary>The hyperbolic tangent of a block of numbers, <c>tanh(x) = (e^x - e^-x) / (e^x + e^-x)</c>.</summary>
    /// <remarks>
    /// <para>
    /// The largest error found is 0.613 ULP, at 15.774167633510274, among 8e6 random points from 2 to 20, and 0.560 ULP among 2e7 from 0 to 2,
    /// compared with a result of 113 bits; of single precision 0.550 ULP, at 0.17602196, among all numbers.
    /// </para>
    /// <para>
    /// It is odd, to the bit; exactly <c>x</c> where <c>|x| &lt; 1e-8</c>, zeros and subnormal numbers included; exactly 1 or -1 from
    /// <c>|x| = 19.061547465398498</c> on; and <see cref="double.NaN"/> where <c>x</c> is NaN. It rises, but for this: between 3 and 18.55,
    /// where most neighbours have the same result, one in a few thousand is rounded to the number below its predecessor's.
    /// </para>
    /// </remarks>
    /// <typeparam name="TLane">The register to compute with.</typeparam>
    /// <param name="source">The arguments.</param>
    /// <param name="destination">Receives the results. It may be <paramref name="source"/>; otherwise no block overlaps another.</param>
    /// <param name="count">The length of both in registers, each of <see cref="ILane{TSelf}.Count"/> numbers.</param>
    /// <param name="columns">How many such blocks there are.</param>
    /// <param name="columnSize">The bytes from a block to the next one, of arguments as of results; unused with one block.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Tanh<TLane>(TLane* source, TLane* destination, int count, int columns = 1, int columnSize = 0)
        where TLane : unmanaged, ILane<TLane> => Compute<TLane, TanhFunction>(source, destination, count, columns, columnSize);

    /// <summary>The logistic sigmoid of a block of numbers, <c>sigmoid(x) = 1 / (1 + e^-x)</c>.</summary>
    /// <remarks>
    /// <para>
    /// The largest error found is 0.764 ULP, at 0.35567671822182684, among 4e6 random points from 0 to 4, 0.533 ULP among 9e6 from 0 to -708.4,
    /// and 0.759 ULP among 3e6 below, where the result is subnormal and rounded once more, compared with a result of 113 bits; of single
    /// precision 0.760 ULP, at 0.3624137, among all numbers.
    /// </para>
    /// <para>
    /// For <c>x >= 0</c> it is <c>1 - sigmoid(-x)</c>, to the bit. It is exactly 1 from 37.429947750237048 on, <c>+0</c> from
    /// -745.1332191019412 down, and <see cref="double.NaN"/> where <c>x</c> is NaN. No two neighbours in the wrong order were found.
    /// </para>
    /// </remarks>
    /// <inheritdoc cref="Tanh{TLane}(TLane*, TLane*, int, int, int)" path="/*[not(self::summary or self::remarks)]"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Sigmoid<TLane>(TLane* source, TLane* destination, int count, int columns = 1, int columnSize = 0)
        where TLane : unmanaged, ILane<TLane> => Compute<TLane, SigmoidFunction>(source, destination, count, columns, columnSize);

    /// <summary>The hyperbolic tangent of one number, with the bits that it has in a block.</summary>
    public static double Tanh(double x) => Tanh(ScalarLane.Create(x))[0];

    /// <summary>The logistic sigmoid of one number, with the bits that it has in a block.</summary>
    public static double Sigmoid(double x) => Sigmoid(ScalarLane.Create(x))[0];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Tanh<TLane>(TLane x)
        where TLane : unmanaged, ILane<TLane>
    {
        var one = TLane.Create(1.0);
        var h = TLane.AtMost(TLane.Abs(x), TLane.Create(20.0));
        var exponential = new ExponentialQuotient<TLane>(h, forLargeK: false);
        var e = TLane.ScaleByPowerOfTwo(one, exponential.ShiftedMinusK);
        var plus = one + e;
        var minus = one - e;
        var p = exponential.PHigh;
        var m = e * exponential.MHigh;

        var divisor = Sum(exponential, m, plus, minus);
        var difference = p - m;
        var differenceLow = ((p - difference) - m).PlusProduct(plus, exponential.SLow).PlusProduct(minus, exponential.U);
        return OrNaN(h, TLane.CopySign(divisor.Divide(difference, differenceLow), x));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Sigmoid<TLane>(TLane x)
        where TLane : unmanaged, ILane<TLane>
    {
        var one = TLane.Create(1.0);
        var h = TLane.AtMost(TLane.Create(0.5) * TLane.Abs(x), TLane.Create(375.0, 60.0f));
        var exponential = new ExponentialQuotient<TLane>(h, forLargeK: true);

        // 2^64 * e is always a normal number. Where e is not, the sum is P.
        var scaledE = TLane.ScaleByPowerOfTwo(TLane.Create(TwoTo64), exponential.ShiftedMinusK);
        var e = scaledE * TLane.Create(1 / TwoTo64);

        var divisor = Sum(exponential, e * exponential.MHigh, one + e, one - e);
        var quotient = divisor.Divide(exponential.MHigh, exponential.U - exponential.SLow);
        var small = quotient * scaledE * TLane.Create(1 / TwoTo64);
        return OrNaN(h, TLane.SelectLess(x, TLane.Zero, small, one - small));
    }

    // The one NaN where h is a NaN, of which the bits depend on where it comes from; other h are at most 20 or 375, and less than 1000.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane OrNaN<TLane>(TLane h, TLane result)
        where TLane : unmanaged, ILane<TLane> => TLane.SelectLess(h, TLane.Create(1000.0), result, TLane.Create(double.NaN));

    /// <summary><c>P + e * M</c>, where <c>m = e * MHigh</c>, <c>plus = 1 + e</c> and <c>minus = 1 - e</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LaneDivisor<TLane> Sum<TLane>(ExponentialQuotient<TLane> exponential, TLane m, TLane plus, TLane minus)
        where TLane : unmanaged, ILane<TLane>
    {
        // (p - sum) + m is what the rounding of the sum left out, because p >= m (T. J. Dekker's Fast2Sum, 1971).
        var p = exponential.PHigh;
        var sum = p + m;
        var sumLow = ((p - sum) + m).PlusProduct(minus, exponential.SLow).PlusProduct(plus, exponential.U);
        return new LaneDivisor<TLane>(sum, sumLow, sum.PlusProduct(plus, exponential.U));
    }
}
