using System.Globalization;
using static System.FormattableString;

namespace RnnGen.CommandLine.Plotting;

/// <summary>
/// A number with few decimal digits, <c>Mantissa * 10^Exponent</c>: what the marks of an axis are.
/// </summary>
internal readonly record struct RoundNumber(long Mantissa, int Exponent)
{
    /// <summary>The nearest <see cref="double"/>. Reading digits, unlike <see cref="Math.Pow"/>, is exact on every machine.</summary>
    public double Value => double.Parse(Invariant($"{Mantissa}e{Exponent}"), CultureInfo.InvariantCulture);

    /// <summary>
    /// The smallest number of a series that is not below <paramref name="value"/>.
    /// </summary>
    /// <param name="value">A positive number.</param>
    /// <param name="series">The numbers from 1 to less than 10, ascending from 1, that the series repeats in every decade.</param>
    public static RoundNumber AtLeast(double value, ReadOnlySpan<RoundNumber> series)
    {
        var exponent = ExponentOf(value);
        foreach (var number in series)
        {
            var candidate = number.Shift(exponent);
            if (candidate.Value >= value)
            {
                return candidate;
            }
        }

        return series[0].Shift(exponent + 1);
    }

    /// <summary>
    /// The largest number of a series that is not above <paramref name="value"/>.
    /// </summary>
    /// <param name="value">A positive number.</param>
    /// <param name="series">The numbers from 1 to less than 10, ascending from 1, that the series repeats in every decade.</param>
    public static RoundNumber AtMost(double value, ReadOnlySpan<RoundNumber> series)
    {
        var exponent = ExponentOf(value);
        for (var i = series.Length - 1; i > 0; i--)
        {
            var candidate = series[i].Shift(exponent);
            if (candidate.Value <= value)
            {
                return candidate;
            }
        }

        return series[0].Shift(exponent);
    }

    /// <summary>
    /// The largest exponent of a power of ten that is not above <paramref name="value"/>.
    /// </summary>
    /// <param name="value">A positive number.</param>
    public static int ExponentOf(double value)
    {
        var scientific = value.ToString("E16", CultureInfo.InvariantCulture).Split('E');
        var exponent = int.Parse(scientific[1], CultureInfo.InvariantCulture);

        // The double nearest to 1e-7 is 9.9999999999999995e-8.
        return new RoundNumber(1, exponent + 1).Value <= value ? exponent + 1 : exponent;
    }

    /// <summary>
    /// The number times a power of ten.
    /// </summary>
    public RoundNumber Shift(int powerOfTen) => this with { Exponent = Exponent + powerOfTen };

    /// <summary>
    /// The number times an integer.
    /// </summary>
    public RoundNumber Times(long factor) => this with { Mantissa = Mantissa * factor };

    /// <summary>
    /// The number written out, without an exponent, with as many decimals as the exponent asks for.
    /// </summary>
    public string ToDigits()
    {
        var digits = Math.Abs(Mantissa).ToString(CultureInfo.InvariantCulture);
        if (Exponent < 0)
        {
            digits = digits.PadLeft(1 - Exponent, '0');
            digits = digits.Insert(digits.Length + Exponent, ".");
        }
        else if (Mantissa != 0)
        {
            digits += new string('0', Exponent);
        }

        return Mantissa < 0 ? PlotText.Minus + digits : digits;
    }
}
