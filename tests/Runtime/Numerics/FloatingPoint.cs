using System.Numerics;

namespace RnnGen.Tests.Numerics;

/// <summary>The numbers of a precision and their bits.</summary>
internal static class FloatingPoint<TNumber>
    where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>, IMinMaxValue<TNumber>
{
    /// <summary><see cref="Numbers.Special"/>, each rounded, and the extremes of the precision.</summary>
    public static readonly TNumber[] Special =
    [
        .. Numbers.Special.Select(TNumber.CreateSaturating),
        TNumber.Epsilon,
        SmallestNormal,
        TNumber.BitDecrement(SmallestNormal),
        TNumber.BitIncrement(TNumber.One),
        TNumber.BitDecrement(TNumber.One),
        TNumber.MaxValue,
        TNumber.MinValue,
    ];

    /// <summary>The length of the fraction, below the exponent.</summary>
    public static int FractionLength => typeof(TNumber) == typeof(float) ? 23 : 52;

    /// <summary>The exponent of the largest number.</summary>
    public static int LargestExponent => typeof(TNumber) == typeof(float) ? 127 : 1023;

    /// <summary>The smallest number that is not subnormal.</summary>
    public static TNumber SmallestNormal => TNumber.ScaleB(TNumber.One, 1 - LargestExponent);

    public static long ToBits(TNumber number) => number is float single ? BitConverter.SingleToInt32Bits(single) : BitConverter.DoubleToInt64Bits((double)(object)number);

    /// <summary>The number that has the lowest 32 or 64 bits.</summary>
    public static TNumber FromBits(long bits) =>
        typeof(TNumber) == typeof(float) ? (TNumber)(object)BitConverter.Int32BitsToSingle((int)bits) : (TNumber)(object)BitConverter.Int64BitsToDouble(bits);
}
