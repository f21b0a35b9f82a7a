using System.Runtime.CompilerServices;

namespace RnnGen.Numerics;

/// <summary>Elementary functions over blocks of lanes, from IEEE operations alone.</summary>
public static unsafe class Elementary
{
    /// <summary>tanh(x) = expm1(2x) / (expm1(2x) + 2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Tanh<TLane>(TLane* source, TLane* destination, int count)
        where TLane : unmanaged, ILane<TLane>
    {
        for (; count > 0; count--, source++, destination++)
        {
            var x = *source;
            var a = x.Abs();
            a = TLane.SelectLess(a, TLane.Create(20.0), a, TLane.Create(20.0));
            var e = Expm1(a + a);
            var d = e + TLane.Create(2.0);
            var y = TLane.SelectLess(a, TLane.Create(0.55), e / d, TLane.Create(1.0) - (TLane.Create(2.0) / d));
            *destination = y.CopySign(x);
        }
    }

    /// <summary>1 / (1 + exp(-x)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sigmoid<TLane>(TLane* source, TLane* destination, int count)
        where TLane : unmanaged, ILane<TLane>
    {
        for (; count > 0; count--, source++, destination++)
        {
            *destination = TLane.Create(1.0) / (Expm1(-*source) + TLane.Create(2.0));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Expm1<TLane>(TLane y)
        where TLane : unmanaged, ILane<TLane>
    {
        var t = TLane.Create(6755399441055744.0).PlusProduct(y, TLane.Create(1.4426950408889634));
        var k = t - TLane.Create(6755399441055744.0);
        var r = y.PlusProduct(k, TLane.Create(-0.6931471803691238)).PlusProduct(k, TLane.Create(-1.9082149292705877e-10));
        var q = TLane.Create(1.0 / 39916800);
        q = TLane.Create(1.0 / 3628800).PlusProduct(q, r);
        q = TLane.Create(1.0 / 362880).PlusProduct(q, r);
        q = TLane.Create(1.0 / 40320).PlusProduct(q, r);
        q = TLane.Create(1.0 / 5040).PlusProduct(q, r);
        q = TLane.Create(1.0 / 720).PlusProduct(q, r);
        q = TLane.Create(1.0 / 120).PlusProduct(q, r);
        q = TLane.Create(1.0 / 24).PlusProduct(q, r);
        q = TLane.Create(1.0 / 6).PlusProduct(q, r);
        q = TLane.Create(0.5).PlusProduct(q, r);
        var m = r.PlusProduct(q, r * r);
        var s = t.PowerOfTwo();
        return (s - TLane.Create(1.0)).PlusProduct(m, s);
    }
}
