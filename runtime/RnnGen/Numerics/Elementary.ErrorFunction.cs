using System.Runtime.CompilerServices;

namespace RnnGen.Numerics;

/// <content>The error function.</content>
public static unsafe partial class Elementary
{
    /// <summary>The error function of a block of numbers, <c>2 / sqrt(pi)</c> times the integral of <c>e^-t^2</c> from 0 to x.</summary>
    /// <remarks>
    /// Up to 1, <c>x</c> and <c>x</c> times a polynomial in <c>x^2</c>; beyond, <c>1 - e^-x^2 * q(t) / (x + 3)</c> with <c>t = (x - 3) / (x + 3)</c>
    /// (the substitution of M. M. Shepherd and J. G. Laframboise, 1981). Both polynomials are Chebyshev interpolants in 90 digits, off by at most
    /// 8e-18. The largest error found is 1.260 ULP, at -1.0011953947847503 (of single precision 1.264, at 1.0068038). It is odd, to the bit, exactly
    /// 1 from 6 on, and <see cref="double.NaN"/> where <c>x</c> is NaN.
    /// </remarks>
    /// <inheritdoc cref="Tanh{TLane}(TLane*, TLane*, int, int, int)" path="/*[not(self::summary or self::remarks)]"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Erf<TLane>(TLane* source, TLane* destination, int count, int columns = 1, int columnSize = 0)
        where TLane : unmanaged, ILane<TLane> => Compute<TLane, ErfFunction>(source, destination, count, columns, columnSize);

    /// <summary>The error function of one number, with the bits that it has in a block.</summary>
    public static double Erf(double x) => Erf(ScalarLane.Create(x))[0];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Erf<TLane>(TLane x)
        where TLane : unmanaged, ILane<TLane>
    {
        var one = TLane.Create(1.0);
        var h = TLane.Abs(x);
        var z = h * h;
        var near = TLane.Create(-7.795898827002142e-10);
        near = TLane.Create(1.3720064546777686e-08).PlusProduct(near, z);
        near = TLane.Create(-1.6208483801871705e-07).PlusProduct(near, z);
        near = TLane.Create(1.6447424703317362e-06).PlusProduct(near, z);
        near = TLane.Create(-1.492473690741966e-05).PlusProduct(near, z);
        near = TLane.Create(0.00012055294904839707).PlusProduct(near, z);
        near = TLane.Create(-0.0008548325975389692).PlusProduct(near, z);
        near = TLane.Create(0.0052239776071164225).PlusProduct(near, z);
        near = TLane.Create(-0.02686617064323777).PlusProduct(near, z);
        near = TLane.Create(0.11283791670945006).PlusProduct(near, z);
        near = TLane.Create(-0.37612638903183543).PlusProduct(near, z);
        near = TLane.Create(0.12837916709551256).PlusProduct(near, z);

        var t = (h - TLane.Create(3.0)) / (h + TLane.Create(3.0));
        var far = TLane.Create(1.1509446618286097e-06);
        far = TLane.Create(2.6652494134144984e-06).PlusProduct(far, t);
        far = TLane.Create(-4.828388531106216e-06).PlusProduct(far, t);
        far = TLane.Create(-1.746894237536358e-05).PlusProduct(far, t);
        far = TLane.Create(3.0411157010566973e-05).PlusProduct(far, t);
        far = TLane.Create(0.00010756316443953365).PlusProduct(far, t);
        far = TLane.Create(-0.00027677886189937895).PlusProduct(far, t);
        far = TLane.Create(-0.0005483098944013238).PlusProduct(far, t);
        far = TLane.Create(0.003034062042182937).PlusProduct(far, t);
        far = TLane.Create(-0.0012124166174802505).PlusProduct(far, t);
        far = TLane.Create(-0.02682723462533429).PlusProduct(far, t);
        far = TLane.Create(0.11952776128708652).PlusProduct(far, t);
        far = TLane.Create(-0.31046726190055846).PlusProduct(far, t);
        far = TLane.Create(0.5902283571041034).PlusProduct(far, t);
        far = TLane.Create(-0.8833944531698836).PlusProduct(far, t);
        far = TLane.Create(1.0740069070883398).PlusProduct(far, t);

        // e^-h^2 of the square to all bits: z + zLow.
        var zLow = (-z).PlusProduct(h, h);
        var decay = Exp(-z);
        decay = decay.MinusProduct(decay, zLow);
        var complement = decay * (far / (h + TLane.Create(3.0)));

        var value = TLane.SelectLess(h, one, h.PlusProduct(h, near), TLane.SelectLess(h, TLane.Create(6.0), one - complement, one));
        value = TLane.CopySign(value, x);
        return TLane.SelectLess(h, one, value, TLane.SelectLess(TLane.Create(0.5), h, value, TLane.Create(double.NaN)));
    }
}
