namespace RnnGen.Numerics;

/// <summary>The inverse of the error function, the same to the last bit on every machine.</summary>
/// <remarks>
/// With <c>w = -log(1 - x^2)</c> (the substitution of M. Giles, "Approximating the erfinv function", GPU Computing Gems 2, 2011), <c>x</c> times a
/// polynomial in <c>w</c> up to 5, and two polynomials in <c>sqrt(w)</c> beyond. All are Chebyshev interpolants in 90 digits, off by at most 3e-17.
/// </remarks>
public static class InverseErrorFunction
{
    private const double MiddleCentre = 2.875;
    private const double FarCentre = 4.75;

    // Of w, from 0 to 5; from the constant up.
    private static ReadOnlySpan<double> Near =>
    [
        0.886226925452758, 0.23201366653465072, 0.011549342038391792, -0.0023351016431539234, -0.00012804328383146413, 4.661139727165089e-05,
        2.0201079084323593e-06, -1.0127864937705417e-06, -3.696314839908195e-08, 2.243548568035313e-08, 1.0505903309458064e-09, -7.142978556657569e-10,
        7.87470611019618e-11, -2.461865708877179e-11, 1.1363765048554992e-11, -2.743958959962668e-12, 3.7622024923259316e-13, -2.8766806444225544e-14,
        7.591865313668958e-16, 6.239476950097626e-17, -6.099820601275317e-18, 1.64533799430872e-19,
    ];

    // Of sqrt(w) - 2.875, for sqrt(w) from sqrt(5) to 3.5.
    private static ReadOnlySpan<double> Middle =>
    [
        2.7075831336654654, 1.0007807875810635, 0.008246826630908043, -0.004048865601548295, 0.0012678880161479675, -0.00017277362667725868,
        -9.621446684895653e-05, 8.047268320747688e-05, -2.4059618982433104e-05, -3.232728661544189e-06, 6.1580113655919725e-06, -2.2261703792417625e-06,
        -1.8076323086299073e-07, 5.08009130265446e-07, -1.867186467085232e-07, -1.628541494007034e-08, 3.7741998531129046e-08, -1.0211179690223515e-08,
    ];

    // Of sqrt(w) - 4.75, for sqrt(w) from 3.5 to that of the largest number below 1, 6.004.
    private static ReadOnlySpan<double> Far =>
    [
        4.597326291961746, 1.010324347312988, 5.4398720420241024e-05, -0.0003048456388992, 0.00010535956048315284, -2.7855745568676916e-05,
        6.5697287944102215e-06, -1.4453788579042481e-06, 3.0029099925964405e-07, -5.7850219118847867e-08, 9.264027585578194e-09, -4.747070404352168e-10,
        -5.73730140806509e-10, 3.7014221248718104e-10, -1.7165058604238035e-10, 7.564010288558619e-11, -1.8266743693510845e-11, -3.1516155232056418e-12,
        1.9459345039507472e-12,
    ];

    /// <summary>The number whose error function is <paramref name="x"/>.</summary>
    /// <remarks>The largest error found is 2.118 ULP, at 0.9999977480537254, among 300,000 points compared with 120 bits.</remarks>
    /// <param name="x">Any number.</param>
    /// <returns>Infinity with the sign of <paramref name="x"/> at -1 and 1, and <see cref="double.NaN"/> beyond. It is odd, to the bit.</returns>
    public static double ErfInv(double x)
    {
        var h = Math.Abs(x);
        if (!(h < 1))
        {
            return h == 1 ? Math.CopySign(double.PositiveInfinity, x) : double.NaN;
        }

        // 1 - h^2, rounded once.
        var w = -Logarithm.Log(Math.FusedMultiplyAdd(-h, h, 1));
        if (w <= 5)
        {
            return x * Polynomial(w, Near);
        }

        var root = Math.Sqrt(w);
        return Math.CopySign(root <= 3.5 ? Polynomial(root - MiddleCentre, Middle) : Polynomial(root - FarCentre, Far), x);
    }

    /// <summary>A polynomial by Horner's rule, the coefficients from the constant up.</summary>
    private static double Polynomial(double x, ReadOnlySpan<double> coefficients)
    {
        var sum = coefficients[^1];
        for (var i = coefficients.Length - 2; i >= 0; i--)
        {
            sum = Math.FusedMultiplyAdd(sum, x, coefficients[i]);
        }

        return sum;
    }
}
