namespace RnnGen.Numerics;

/// <summary>The bits of a few numbers that lanes of single precision calculate with as integers.</summary>
internal static class SingleLaneBits
{
    /// <summary>The length of the fraction, below the exponent.</summary>
    public const int FractionLength = 23;

    /// <summary><c>sqrt(1/2)</c>.</summary>
    public const int SqrtHalf = 0x3F35_04F3;

    /// <summary><c>1.5 * 2^23</c>, to which an integer may be added in its bits as in its value.</summary>
    public const int Shift = 0x4B40_0000;

    /// <summary><c>1.5 * 2^23</c>.</summary>
    public const float ShiftValue = 12582912.0f;
}
