using System.Numerics;

namespace RnnGen.Tests.Numerics;

/// <summary>The number <c>significand * 2^exponent</c>.</summary>
internal readonly record struct ExactNumber(BigInteger Significand, int Exponent)
{
    /// <summary>Any finite number.</summary>
    public static ExactNumber Of(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var biased = (int)(bits >> 52) & 0x7FF;
        var fraction = bits & 0x000F_FFFF_FFFF_FFFF;
        var significand = biased == 0 ? fraction : fraction | 0x0010_0000_0000_0000;
        return new ExactNumber(bits < 0 ? -significand : significand, Math.Max(biased, 1) - 1075);
    }

    /// <summary>How far a double is from this number, in units of the last place that a double of this number's size has.</summary>
    public double ErrorInUlps(double actual)
    {
        const int ExtraBits = 30;
        if (!double.IsFinite(actual))
        {
            return double.PositiveInfinity;
        }

        var (significand, exponent) = Of(actual);
        var common = Math.Min(Exponent, exponent);
        var difference = BigInteger.Abs((Significand << (Exponent - common)) - (significand << (exponent - common)));
        var ulp = Significand.IsZero ? -1074 : Math.Max((int)BigInteger.Abs(Significand).GetBitLength() + Exponent - 53, -1074);
        var shift = common + ExtraBits - ulp;
        return Math.ScaleB((double)(shift >= 0 ? difference << shift : difference >> -shift), -ExtraBits);
    }
}
