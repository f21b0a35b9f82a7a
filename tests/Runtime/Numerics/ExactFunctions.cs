using System.Numerics;

namespace RnnGen.Tests.Numerics;

/// <summary>tanh and sigmoid again, slowly, to some 200 bits: in integers that count units of <c>2^-256</c>.</summary>
internal static class ExactFunctions
{
    private const int Precision = 256;
    private const int Halvings = 8;

    /// <summary>From here on both functions are closer to their limits than the smallest double is to zero.</summary>
    private const double Far = 4096.0;

    private static readonly BigInteger One = BigInteger.One << Precision;

    /// <summary><c>ln(2) = 2 * atanh(1 / 3)</c>.</summary>
    private static readonly BigInteger Ln2 = TwiceAtanhOfThird();

    public static ExactNumber Tanh(double x)
    {
        var (significand, exponent) = ExactNumber.Of(Math.Min(Math.Abs(x), Far));
        ExactNumber magnitude;
        if (Math.Abs(x) < Math.ScaleB(1.0, -30))
        {
            // x * (1 - x^2 / 3 + 2 * x^4 / 15), and the next term is less than 2^-180.
            var square = Fixed(significand * significand, 2 * exponent);
            var factor = One - (square / 3) + (2 * Product(square, square) / 15);
            magnitude = new ExactNumber(significand * factor, exponent - Precision);
        }
        else
        {
            var (decay, k) = Decay(Fixed(significand, exponent + 1));
            var e = decay >> k;
            magnitude = new ExactNumber(((One - e) << Precision) / (One + e), -Precision);
        }

        return double.IsNegative(x) ? new ExactNumber(-magnitude.Significand, magnitude.Exponent) : magnitude;
    }

    public static ExactNumber Sigmoid(double x)
    {
        var (significand, exponent) = ExactNumber.Of(Math.Min(Math.Abs(x), Far));
        var (decay, k) = Decay(Fixed(significand, exponent));
        var denominator = One + (decay >> k);
        return x < 0
            ? new ExactNumber((decay << Precision) / denominator, -Precision - k)
            : new ExactNumber((One << Precision) / denominator, -Precision);
    }

    /// <summary><c>e^-y = decay * 2^-k</c>, with the decay between 1/2 and 1.</summary>
    private static (BigInteger Decay, int K) Decay(BigInteger y)
    {
        var k = (int)(y / Ln2);
        var r = (y - (k * Ln2)) >> Halvings;
        var sum = One;
        var term = One;
        for (var n = 1; !term.IsZero; n++)
        {
            term = -Product(term, r) / n;
            sum += term;
        }

        for (var i = 0; i < Halvings; i++)
        {
            sum = Product(sum, sum);
        }

        return (sum, k);
    }

    private static BigInteger TwiceAtanhOfThird()
    {
        var power = 2 * One / 3;
        var sum = power;
        for (var n = 3; !power.IsZero; n += 2)
        {
            power /= 9;
            sum += power / n;
        }

        return sum;
    }

    private static BigInteger Product(BigInteger left, BigInteger right) => (left * right) >> Precision;

    private static BigInteger Fixed(BigInteger significand, int exponent) =>
        exponent + Precision >= 0 ? significand << (exponent + Precision) : significand >> -(exponent + Precision);
}
