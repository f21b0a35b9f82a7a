using System.Runtime.CompilerServices;

namespace RnnGen.Numerics;

/// <summary>A divisor of more bits than a number has: the unevaluated sum of a high part and a low part.</summary>
/// <remarks>
/// One correction by the remainder makes the quotient as good as its parts:
/// <code>
/// q = n * r                         r close to 1 / (d + dLow)
/// n / (d + dLow) = q + ((n - q * d) + (nLow - q * dLow)) / (d + dLow)
/// </code>
/// The low parts are small, and so is the remainder, so that its rounding and that of <c>r</c> hardly count: the last addition does.
/// </remarks>
/// <param name="high">The high part.</param>
/// <param name="low">The low part, at most a few hundredths of the high part.</param>
/// <param name="estimate">The sum of both parts to some 50 bits.</param>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal readonly struct LaneDivisor<TLane>(TLane high, TLane low, TLane estimate)
    where TLane : unmanaged, ILane<TLane>
{
    private readonly TLane _reciprocal = TLane.Create(1.0) / estimate;
    private readonly TLane _high = high;
    private readonly TLane _low = low;

    /// <summary><c>(high + low) / (this.high + this.low)</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Divide(TLane high, TLane low)
    {
        var quotient = high * _reciprocal;
        var remainder = high.MinusProduct(quotient, _high) + low.MinusProduct(_low, quotient);
        return quotient.PlusProduct(remainder, _reciprocal);
    }
}
