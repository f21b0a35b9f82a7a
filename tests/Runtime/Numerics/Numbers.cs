using RnnGen.Randomness;

namespace RnnGen.Tests.Numerics;

/// <summary>Arguments for tests.</summary>
internal static class Numbers
{
    /// <summary>Numbers at which something changes, both signs of each, and NaN of several payloads.</summary>
    public static readonly double[] Special =
    [
        .. new[]
        {
            0.0, double.Epsilon, 4e-320, Math.BitDecrement(2.2250738585072014e-308), 2.2250738585072014e-308, 1e-200, 1e-30, 1e-8, 1e-3,
            0.1, 0.25, 0.17328679513998632, 0.34657359027997264, 0.5, 0.6931471805599453, Math.BitDecrement(1.0), 1.0,
            Math.BitIncrement(1.0), 1.5, 2.0, 3.0, 18.5, 19.061547465398498, 20.0, 36.7, 40.0, 708.3964185322641, 709.782712893384,
            745.1332191019411, 750.0, 1e3, 1e10, 4503599627370496.0, 6755399441055744.0, 1e100, 1e308, double.MaxValue,
            double.PositiveInfinity, double.NaN,
            BitConverter.Int64BitsToDouble(0x7FF8000000000001), BitConverter.Int64BitsToDouble(0x7FFFFFFFFFFFFFFF),
        }.SelectMany(number => new[] { number, -number }),
    ];

    /// <summary>Numbers of all exponents and signs, never NaN.</summary>
    public static double[] Random(RandomState random, int count)
    {
        var numbers = new double[count];
        for (var i = 0; i < count; i++)
        {
            numbers[i] = BitConverter.Int64BitsToDouble(random.Randint(0, 0x7FF0000000000000) | (random.Randint(0, 2) << 63));
        }

        return numbers;
    }

    /// <summary>Numbers between two others.</summary>
    public static double[] Uniform(RandomState random, double low, double high, int count)
    {
        var numbers = new double[count];
        for (var i = 0; i < count; i++)
        {
            numbers[i] = low + ((high - low) * random.RandomSample());
        }

        return numbers;
    }
}
