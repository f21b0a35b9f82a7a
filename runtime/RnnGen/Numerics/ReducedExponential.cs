using System.Runtime.CompilerServices;

namespace RnnGen.Numerics;

/// <summary>
/// The exponential function as <c>e^x = 2^k * (1 + e)</c>: <c>x = k * ln(2) + r</c> with an integer k and
/// <c>|r| &lt;= ln(2) / 2</c>, and <c>e = e^r - 1</c>.
/// </summary>
/// <remarks>
/// The reduction is W. J. Cody and W. Waite's, 1980, with fused multiply-adds: r is kept as a high and a low part, of which the low one is added last. e is the
/// Taylor polynomial of degree 13, of single precision 7; what it leaves out is below <c>2^-57</c> of <c>1 + e</c>, or <c>2^-27</c>.
/// </remarks>
internal readonly struct ReducedExponential<TLane>
    where TLane : unmanaged, ILane<TLane>
{
    private const double InverseLn2 = 1.4426950408889634;
    /// <summary>Reduces x, which may be anything from -1100 to 1100, of single precision from -150 to 150; elsewhere the parts may be anything.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReducedExponential(TLane x)
    {
        K = TLane.Shift.PlusProduct(x, TLane.Create(InverseLn2)) - TLane.Shift;

        // x - k * ln2 is exact, since x and ln2 are multiples of 2^-54, of single precision 2^-25, or k is zero.
        var ln2 = TLane.Create(0.6931471805599453, 0.6931472f);
        var ln2Low = TLane.Create(2.3190468138462996e-17, -1.9046542e-09f);
        var high = x.MinusProduct(K, ln2);
        var r = high.MinusProduct(K, ln2Low);
        var low = (high - r).MinusProduct(K, ln2Low);
        var sum = TLane.Create(1.0 / 5040.0);
        if (!TLane.IsSingle)
        {
            sum = TLane.Create(1.0 / 6227020800.0);
            sum = TLane.Create(1.0 / 479001600.0).PlusProduct(sum, r);
            sum = TLane.Create(1.0 / 39916800.0).PlusProduct(sum, r);
            sum = TLane.Create(1.0 / 3628800.0).PlusProduct(sum, r);
            sum = TLane.Create(1.0 / 362880.0).PlusProduct(sum, r);
            sum = TLane.Create(1.0 / 40320.0).PlusProduct(sum, r);
            sum = TLane.Create(1.0 / 5040.0).PlusProduct(sum, r);
        }

        sum = TLane.Create(1.0 / 720.0).PlusProduct(sum, r);
        sum = TLane.Create(1.0 / 120.0).PlusProduct(sum, r);
        sum = TLane.Create(1.0 / 24.0).PlusProduct(sum, r);
        sum = TLane.Create(1.0 / 6.0).PlusProduct(sum, r);
        sum = TLane.Create(1.0 / 2.0).PlusProduct(sum, r);
        var square = r * r;

        // d(e^r) = e^r dr, and e^r is 1 + r closely enough for the low part.
        E = r + low.PlusProduct(low, r).PlusProduct(sum, square);
    }

    /// <summary>k.</summary>
    public TLane K { get; }

    /// <summary>e.</summary>
    public TLane E { get; }

    /// <summary><c>2^k</c> for k from -1021 to 1023, of single precision from -125 to 127.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane PowerOfTwo(TLane k) => TLane.ScaleByPowerOfTwo(TLane.Create(1.0), k + TLane.Shift);

    /// <summary><c>e^x</c>, rounded once more where it is subnormal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Value()
    {
        // In two factors, since 2^k alone may be too large or too small.
        var half = TLane.Shift.PlusProduct(K, TLane.Create(0.5)) - TLane.Shift;
        return ((TLane.Create(1.0) + E) * PowerOfTwo(half)) * PowerOfTwo(K - half);
    }
}
