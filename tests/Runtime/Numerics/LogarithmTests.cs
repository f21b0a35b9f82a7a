using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using RnnGen.Numerics;
using RnnGen.Randomness;
using Xunit;

namespace RnnGen.Tests.Numerics;

public class LogarithmTests
{
    /// <summary>A little above the largest error ever found, which is in the doc comment of <see cref="Logarithm.Log"/>.</summary>
    private const double Bound = 0.525;

    private const int Points = 10_000;

    private static readonly double SmallestM = Math.Sqrt(0.5);

    public static TheoryData<string> Regions => ["normal", "subnormal", "unit interval", "reduced", "near one", "exponent -1, 0, 1"];

    [Theory]
    [MemberData(nameof(Regions))]
    public void Error_is_within_the_bound(string region)
    {
        var random = new Random(1);

        for (int i = 0; i < Points; i++)
        {
            AssertWithinBound(Draw(region, random));
        }
    }

    [Fact]
    public void Error_is_within_the_bound_beside_one()
    {
        for (int i = 1; i <= 1000; i++)
        {
            AssertWithinBound(1.0 + Math.ScaleB(i, -52));
            AssertWithinBound(1.0 - Math.ScaleB(i, -53));
        }
    }

    [Fact]
    public void Error_is_within_the_bound_where_the_exponent_changes()
    {
        for (int k = -1022; k <= 1023; k++)
        {
            double boundary = Math.ScaleB(SmallestM, k);
            AssertWithinBound(Math.BitDecrement(boundary));
            AssertWithinBound(boundary);
            AssertWithinBound(Math.BitIncrement(boundary));
        }
    }

    [Fact]
    public void Powers_of_two_are_rounded_correctly()
    {
        for (int k = -1074; k <= 1023; k++)
        {
            double x = Math.ScaleB(1.0, k);
            double error = FixedPoint.ErrorInUlps(Logarithm.Log(x), x);
            Assert.True(error <= 0.5, $"Log(2^{k}) is {error} ULP off.");
        }
    }

    [Fact]
    public void Powers_of_two_have_neighbours_in_order()
    {
        for (int k = -1073; k <= 1023; k++)
        {
            double x = Math.ScaleB(1.0, k);
            Assert.True(Logarithm.Log(Math.BitDecrement(x)) <= Logarithm.Log(x));
            Assert.True(Logarithm.Log(x) <= Logarithm.Log(Math.BitIncrement(x)));
        }
    }

    [Fact]
    public void Special_values()
    {
        AssertSameBits(0.0, Logarithm.Log(1.0));
        AssertSameBits(double.PositiveInfinity, Logarithm.Log(double.PositiveInfinity));
        AssertSameBits(double.NegativeInfinity, Logarithm.Log(0.0));
        AssertSameBits(double.NegativeInfinity, Logarithm.Log(-0.0));
    }

    [Theory]
    [InlineData(-double.Epsilon)]
    [InlineData(-1.0)]
    [InlineData(double.MinValue)]
    [InlineData(double.NegativeInfinity)]
    public void Negative_numbers_have_none(double x)
    {
        AssertSameBits(double.NaN, Logarithm.Log(x));
    }

    [Theory]
    [InlineData(0x7FF8000000000000)]
    [InlineData(0x7FF8000000000001)]
    [InlineData(0x7FF0000000000001)]
    [InlineData(0x7FFFFFFFFFFFFFFF)]
    [InlineData(-1)]
    public void Every_nan_becomes_the_one_nan(long bits)
    {
        AssertSameBits(double.NaN, Logarithm.Log(BitConverter.Int64BitsToDouble(bits)));
    }

    [Theory]
    [InlineData(2.0, 0.6931471805599453)]
    [InlineData(10.0, 2.302585092994046)]
    [InlineData(Math.E, 1.0)]
    [InlineData(double.MaxValue, 709.782712893384)]
    [InlineData(double.Epsilon, -744.4400719213812)]
    public void Known_logarithms(double x, double expected)
    {
        Assert.Equal(expected, Logarithm.Log(x));
    }

    /// <summary>Other bits than these are another version of the numerics contract.</summary>
    [Fact]
    public void Bits_are_the_same_everywhere()
    {
        var random = new RandomState(0);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[sizeof(double)];

        for (int i = 0; i < 100_000; i++)
        {
            double any = BitConverter.Int64BitsToDouble(random.Randint(0, long.MaxValue));
            BinaryPrimitives.WriteDoubleLittleEndian(bytes, Logarithm.Log(any));
            hash.AppendData(bytes);
            BinaryPrimitives.WriteDoubleLittleEndian(bytes, Logarithm.Log(random.RandomSample()));
            hash.AppendData(bytes);
        }

        Assert.Equal("74570aa26fe2407086515c87400648aa2335e8ae3e414bf7d3f4c17f3b905d2a", Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>The first 50 decimals, as in OEIS A002162 and A002392.</summary>
    [Theory]
    [InlineData(2.0, "0.69314718055994530941723212145817656807550013436025")]
    [InlineData(10.0, "2.30258509299404568401799145468436420760110148862877")]
    public void Reference_has_the_published_digits(double x, string expected)
    {
        BigInteger scaled = (FixedPoint.Log(x) * BigInteger.Pow(10, 50)) >> FixedPoint.Precision;
        Assert.Equal(expected.Replace(".", "", StringComparison.Ordinal).TrimStart('0'), scaled.ToString(CultureInfo.InvariantCulture));
    }

    private static void AssertWithinBound(double x)
    {
        double error = FixedPoint.ErrorInUlps(Logarithm.Log(x), x);
        Assert.True(error <= Bound, $"Log({x:R}) is {error} ULP off.");
    }

    private static void AssertSameBits(double expected, double actual) =>
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(actual));

    private static double Draw(string region, Random random) => region switch
    {
        "normal" => BitConverter.Int64BitsToDouble(random.NextInt64(0x0010000000000000, 0x7FF0000000000000)),
        "subnormal" => BitConverter.Int64BitsToDouble(random.NextInt64(1, 1L << random.Next(1, 53))),
        "unit interval" => 1.0 - random.NextDouble(),
        "reduced" => SmallestM * (1.0 + random.NextDouble()),
        "near one" => 1.0 + Math.ScaleB(random.NextDouble() - 0.5, -random.Next(50)),
        "exponent -1, 0, 1" => Math.ScaleB(SmallestM * (1.0 + random.NextDouble()), random.Next(-1, 2)),
        _ => throw new ArgumentException($"No region {region}.", nameof(region)),
    };
}

/// <summary>
/// The logarithm again, slowly: in integers that count units of <c>2^-256</c>, from <c>ln(m) = 2 * atanh((m - 1) / (m + 1))</c>.
/// </summary>
file static class FixedPoint
{
    public const int Precision = 256;

    private static readonly BigInteger One = BigInteger.One << Precision;

    private static readonly BigInteger Ln2 = TwiceAtanh(One / 3);

    public static BigInteger Log(double x)
    {
        (BigInteger significand, int exponent) = Decompose(x);
        int k = (int)significand.GetBitLength() - 1;
        BigInteger m = significand << (Precision - k);
        return ((exponent + k) * Ln2) + TwiceAtanh(((m - One) << Precision) / (m + One));
    }

    /// <summary>How far <paramref name="actual"/> is from <c>log(x)</c>, in units of the last place of <c>log(x)</c>.</summary>
    public static double ErrorInUlps(double actual, double x)
    {
        const int ExtraBits = 30;
        BigInteger expected = Log(x);

        if (expected.IsZero)
        {
            return actual == 0 ? 0 : double.PositiveInfinity;
        }

        (BigInteger significand, int exponent) = Decompose(actual);
        BigInteger difference = BigInteger.Abs((significand << (Precision + exponent)) - expected);
        int ulp = (int)BigInteger.Abs(expected).GetBitLength() - 53;
        return Math.ScaleB((double)((difference << ExtraBits) >> ulp), -ExtraBits);
    }

    private static BigInteger TwiceAtanh(BigInteger s)
    {
        BigInteger square = (s * s) >> Precision;
        BigInteger power = 2 * s;
        BigInteger sum = power;

        for (int n = 3; !power.IsZero; n += 2)
        {
            power = (power * square) >> Precision;
            sum += power / n;
        }

        return sum;
    }

    /// <summary>Any finite <c>x</c> as <c>significand * 2^exponent</c>.</summary>
    private static (BigInteger Significand, int Exponent) Decompose(double x)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        int biased = (int)(bits >> 52) & 0x7FF;
        long fraction = bits & 0x000FFFFFFFFFFFFF;
        long significand = biased == 0 ? fraction : fraction | 0x0010000000000000;
        return (x < 0 ? -significand : significand, Math.Max(biased, 1) - 1075);
    }
}
