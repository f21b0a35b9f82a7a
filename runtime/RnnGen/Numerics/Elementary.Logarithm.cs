using System.Runtime.CompilerServices;

namespace RnnGen.Numerics;

/// <content>The natural logarithm: the steps of <see cref="Logarithm.Log"/>, in lanes, with its bits.</content>
public static unsafe partial class Elementary
{
    /// <summary>The natural logarithm of a block of numbers.</summary>
    /// <remarks>
    /// The bits are those of <see cref="Logarithm.Log"/>, which has the algorithm, its error and the special values; of single precision the error is
    /// 0.534 ULP at most, at 0.7068269.
    /// </remarks>
    /// <inheritdoc cref="Tanh{TLane}(TLane*, TLane*, int, int, int)" path="/*[not(self::summary or self::remarks)]"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Log<TLane>(TLane* source, TLane* destination, int count, int columns = 1, int columnSize = 0)
        where TLane : unmanaged, ILane<TLane> => Compute<TLane, LogFunction>(source, destination, count, columns, columnSize);

    /// <summary>The natural logarithm of one number, with the bits that it has in a block.</summary>
    public static double Log(double x) => Log(ScalarLane.Create(x))[0];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Log<TLane>(TLane x)
        where TLane : unmanaged, ILane<TLane>
    {
        var one = TLane.Create(1.0);
        var smallestNormal = TLane.Create(2.2250738585072014e-308, 1.1754944e-38f);

        // Subnormal numbers times 2^54 are normal, and exact.
        var isSubnormal = TLane.SelectLess(x, smallestNormal, one, TLane.Zero);
        var scaled = TLane.SelectLess(x, smallestNormal, x * TLane.Create(18014398509481984.0), x);
        var m = TLane.Decompose(scaled, out var k);
        k = k.MinusProduct(isSubnormal, TLane.Create(54.0));

        var f = m - one;
        var denominatorHigh = TLane.Create(2.0) + f;
        var denominatorLow = f - (denominatorHigh - TLane.Create(2.0));
        var reciprocal = one / denominatorHigh;
        var s = f * reciprocal;
        var sLow = f.MinusProduct(s, denominatorHigh).MinusProduct(s, denominatorLow) * reciprocal;
        var z = s * s;
        var series = TLane.Create(2.0 / 9.0);
        if (!TLane.IsSingle)
        {
            series = TLane.Create(2.0 / 21.0);
            series = TLane.Create(2.0 / 19.0).PlusProduct(series, z);
            series = TLane.Create(2.0 / 17.0).PlusProduct(series, z);
            series = TLane.Create(2.0 / 15.0).PlusProduct(series, z);
            series = TLane.Create(2.0 / 13.0).PlusProduct(series, z);
            series = TLane.Create(2.0 / 11.0).PlusProduct(series, z);
            series = TLane.Create(2.0 / 9.0).PlusProduct(series, z);
        }

        series = TLane.Create(2.0 / 7.0).PlusProduct(series, z);
        series = TLane.Create(2.0 / 5.0).PlusProduct(series, z);
        series = TLane.Create(2.0 / 3.0).PlusProduct(series, z);

        var twoSLow = TLane.Create(2.0) * sLow;
        var low = twoSLow.PlusProduct(z, twoSLow).PlusProduct(s * z, series);
        var twoS = TLane.Create(2.0) * s;
        var kLn2 = k * TLane.Create(Logarithm.Ln2High, 0.69314575f);
        var high = kLn2 + twoS;
        var highError = twoS - (high - kLn2);
        var result = high + (highError + (low + (k * TLane.Create(Logarithm.Ln2Low, 1.4286068e-06f))));

        // Not a number for negative ones and NaN, minus infinity for zeros, infinity for infinity.
        var infinity = TLane.Create(double.PositiveInfinity);
        var limit = TLane.SelectLess(x, infinity, TLane.SelectLess(x, TLane.Zero, TLane.Create(double.NaN), -infinity), infinity);
        limit = TLane.SelectLess(TLane.Zero, x, infinity, TLane.SelectLess(x, TLane.Zero, TLane.Create(double.NaN), limit));
        result = TLane.SelectLess(TLane.Zero, x, TLane.SelectLess(x, infinity, result, limit), limit);
        return TLane.SelectLess(x, TLane.Zero, result, TLane.SelectLess(-one, x, result, TLane.Create(double.NaN)));
    }
}
