namespace RnnGen.Numerics;

/// <summary>The bits of a few numbers that lanes calculate with as integers.</summary>
internal static class LaneBits
{
    /// <summary>The length of the fraction, below the exponent.</summary>
    public const int FractionLength = 52;

    /// <summary><c>sqrt(1/2)</c>.</summary>
    public const long SqrtHalf = 0x3FE6_A09E_667F_3BCD;

    /// <summary><c>1.5 * 2^52</c>, to which an integer may be added in its bits as in its value.</summary>
    public const long Shift = 0x4338_0000_0000_0000;

    /// <summary><c>1.5 * 2^52</c>.</summary>
    public const double ShiftValue = 6755399441055744.0;
}
