using System.Runtime.CompilerServices;

namespace RnnGen.Numerics;

/// <summary>Elementary functions of lanes, with the same bits at every register width and on every machine.</summary>
public static unsafe class Elementary
{
    /// <summary>Above half of it, tanh rounds to 1.</summary>
    private const double TanhSaturation = 40.0;

    /// <summary>Below its opposite, sigmoid rounds to 0.</summary>
    private const double SigmoidSaturation = 750.0;

    private const double TwoTo64 = 18446744073709551616.0;

    /// <summary>tanh(x) = (e^2x - 1) / (e^2x + 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Tanh<TLane>(TLane* source, TLane* destination, int count)
        where TLane : unmanaged, ILane<TLane>
    {
        for (var i = 0; i < count; i++)
        {
            destination[i] = Tanh(source[i]);
        }
    }

    /// <summary>1 / (1 + exp(-x)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sigmoid<TLane>(TLane* source, TLane* destination, int count)
        where TLane : unmanaged, ILane<TLane>
    {
        for (var i = 0; i < count; i++)
        {
            destination[i] = Sigmoid(source[i]);
        }
    }

    /// <summary>tanh.</summary>
    public static double Tanh(double x) => Tanh(ScalarLane.Create(x))[0];

    /// <summary>sigmoid.</summary>
    public static double Sigmoid(double x) => Sigmoid(ScalarLane.Create(x))[0];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Tanh<TLane>(TLane x)
        where TLane : unmanaged, ILane<TLane>
    {
        var magnitude = TLane.Abs(x);
        var y = magnitude + magnitude;
        var limit = TLane.Create(TanhSaturation);
        y = TLane.ConditionalSelect(TLane.LessThan(y, limit), y, limit);
        Exponential.Expand(y, out var shifted, out var p, out var pLow, out var m, out var mLow);
        var scale = TLane.ScaleByPowerOfTwo(TLane.Create(1.0), shifted);

        // n = p - scale * m
        var n = p.MinusProduct(scale, m);
        var nLow = (p - n).MinusProduct(scale, m) + pLow.MinusProduct(scale, mLow);
        var d = p.PlusProduct(scale, m);
        var dLow = (p - d).PlusProduct(scale, m) + pLow.PlusProduct(scale, mLow);
        var result = TLane.CopySign(Quotient(n, nLow, d, dLow), x);
        return TLane.ConditionalSelect(TLane.IsNaN(x), TLane.Create(double.NaN), result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Sigmoid<TLane>(TLane x)
        where TLane : unmanaged, ILane<TLane>
    {
        var y = TLane.Abs(x);
        var limit = TLane.Create(SigmoidSaturation);
        y = TLane.ConditionalSelect(TLane.LessThan(y, limit), y, limit);
        Exponential.Expand(y, out var shifted, out var p, out var pLow, out var m, out var mLow);
        var scale = TLane.ScaleByPowerOfTwo(TLane.Create(TwoTo64), shifted);
        m *= TLane.Create(1 / TwoTo64);
        mLow *= TLane.Create(1 / TwoTo64);

        var d = p.PlusProduct(scale, m);
        var dLow = (p - d).PlusProduct(scale, m) + pLow.PlusProduct(scale, mLow);
        var negative = TLane.LessThan(x, TLane.Zero);
        var n = TLane.ConditionalSelect(negative, m, p);
        var nLow = TLane.ConditionalSelect(negative, mLow, pLow);
        scale = TLane.ConditionalSelect(negative, scale, TLane.Create(1.0));
        var result = Quotient(n, nLow, d, dLow) * scale;
        return TLane.ConditionalSelect(TLane.IsNaN(x), TLane.Create(double.NaN), result);
    }

    /// <summary>(n + nLow) / (d + dLow).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Quotient<TLane>(TLane n, TLane nLow, TLane d, TLane dLow)
        where TLane : unmanaged, ILane<TLane>
    {
        var reciprocal = TLane.Create(1.0) / (d + dLow);
        var q = n * reciprocal;
        var remainder = n.MinusProduct(q, d) + nLow.MinusProduct(q, dLow);
        return q.PlusProduct(remainder, reciprocal);
    }
}
