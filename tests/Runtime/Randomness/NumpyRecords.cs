using System.Globalization;
using RnnGen.Randomness;
using Xunit;

namespace RnnGen.Tests.Randomness;

/// <summary>Reads what record_numpy.py wrote, and compares doubles with it.</summary>
internal static class NumpyRecords
{
    /// <summary>The fields of the first line of a file.</summary>
    public static string[] Header(string file) => Lines(file)[0];

    /// <summary>The fields of every line but the first.</summary>
    public static string[][] Rows(string file) => Lines(file)[1..];

    /// <summary>What stands below a header.</summary>
    public static string[] Column(string file, string header)
    {
        int column = Array.IndexOf(Header(file), header);
        return [.. Rows(file).Select(row => row[column])];
    }

    /// <summary>A seed as it is recorded, a number or a list with blanks, as a generator.</summary>
    public static RandomState Seeded(string seed)
    {
        uint[] words = [.. seed.Split(' ').Select(word => uint.Parse(word, CultureInfo.InvariantCulture))];
        return words.Length == 1 ? new RandomState(words[0]) : new RandomState(words);
    }

    public static double Double(string hex) =>
        BitConverter.Int64BitsToDouble(long.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture));

    public static long Integer(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    public static int[] Integers(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => int.Parse(word, CultureInfo.InvariantCulture))];

    /// <summary>Asserts that the two are not more than some doubles apart.</summary>
    public static void AssertWithinUlps(int ulps, double expected, double actual) =>
        Assert.True(Math.Abs(Ordinal(expected) - Ordinal(actual)) <= ulps, $"Expected {expected:R} within {ulps} ULP, found {actual:R}.");

    /// <summary>The place of a finite double in the order of all doubles; both zeros have place 0.</summary>
    private static long Ordinal(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        return bits >= 0 ? bits : long.MinValue - bits;
    }

    private static string[][] Lines(string file)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Randomness", file);
        return [.. File.ReadLines(path).Select(line => line.Split(','))];
    }
}
