using System.Runtime.CompilerServices;

namespace RnnGen.Numerics;

/// <summary>What generated code does to a register, by the members of <see cref="ILane{TSelf}"/>.</summary>
public static class LaneExtensions
{
    // 2^-960 and 2^-100: their products with what is not below 2^-62, of single precision 2^-26, are normal numbers still.
    private const double Negligible = 1.0261342003245941E-289;
    private const float NegligibleSingle = 7.888609052210118E-31f;

    /// <summary>
    /// Zero where the magnitude is below <c>2^-960</c>, of single precision below <c>2^-100</c>, and the number itself elsewhere. Gradients that
    /// vanish over many steps would become subnormal, and there are machines that take a hundred times as long over such numbers.
    /// </summary>
    /// <param name="value">The numbers.</param>
    /// <returns>The same numbers, NaN with its bits, or <c>+0</c>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane FlushToZero<TLane>(this TLane value)
        where TLane : unmanaged, ILane<TLane> =>
        TLane.SelectLess(TLane.Abs(value), TLane.Create(Negligible, NegligibleSingle), TLane.Zero, value);
}
