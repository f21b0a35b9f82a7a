namespace RnnGen.Training;

/// <summary>The cosine from IEEE operations alone, so that its bits are the same everywhere.</summary>
internal static class Cosine
{
    // pi is Math.PI and this.
    private const double PiRest = 1.2246467991473532e-16;

    /// <summary>
    /// <c>cos(pi * numerator / denominator)</c> within 1.3 ULP, and exactly 1, 0 and -1 where it is. (Measured against mpmath over all
    /// fractions up to 1 with a denominator up to 300, and 50,000 random ones.) The fraction is brought into [0, 1/4] in integers, without
    /// an error, by cos(2 pi - x) = cos(x), cos(pi - x) = -cos(x) and cos(x) = sin(pi/2 - x); there the Taylor series of cosine and sine
    /// are cut where the rest is below 3e-18.
    /// </summary>
    /// <param name="numerator">Not negative.</param>
    /// <param name="denominator">Greater than 0.</param>
    public static double OfPi(int numerator, int denominator)
    {
        var period = 2L * denominator;
        var n = numerator % period;
        n = Math.Min(n, period - n);
        var opposite = denominator - n;
        return n <= opposite ? UpToHalf(n, denominator) : -UpToHalf(opposite, denominator);
    }

    private static double UpToHalf(long numerator, long denominator) => 4 * numerator <= denominator
        ? CosineSeries(PiTimes(numerator, denominator))
        : SineSeries(PiTimes(denominator - (2 * numerator), 2 * denominator));

    // pi * numerator / denominator in twice the precision: the rounded value, and what it lacks.
    private static (double X, double Missing) PiTimes(double numerator, double denominator)
    {
        var quotient = numerator / denominator;
        var quotientRest = Math.FusedMultiplyAdd(-quotient, denominator, numerator) / denominator;
        var x = Math.PI * quotient;
        return (x, Math.FusedMultiplyAdd(Math.PI, quotient, -x) + ((Math.PI * quotientRest) + (PiRest * quotient)));
    }

    private static double CosineSeries((double X, double Missing) angle)
    {
        var s = angle.X * angle.X;
        var series = 1.0 / 20_922_789_888_000;
        series = (-1.0 / 87_178_291_200) + (s * series);
        series = (1.0 / 479_001_600) + (s * series);
        series = (-1.0 / 3_628_800) + (s * series);
        series = (1.0 / 40_320) + (s * series);
        series = (-1.0 / 720) + (s * series);
        series = (1.0 / 24) + (s * series);
        series = (-1.0 / 2) + (s * series);
        return 1 + ((s * series) - (angle.X * angle.Missing));
    }

    private static double SineSeries((double X, double Missing) angle)
    {
        var s = angle.X * angle.X;
        var series = -1.0 / 1_307_674_368_000;
        series = (1.0 / 6_227_020_800) + (s * series);
        series = (-1.0 / 39_916_800) + (s * series);
        series = (1.0 / 362_880) + (s * series);
        series = (-1.0 / 5_040) + (s * series);
        series = (1.0 / 120) + (s * series);
        series = (-1.0 / 6) + (s * series);
        return angle.X + ((angle.X * s * series) + angle.Missing);
    }
}
