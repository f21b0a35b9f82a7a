using System.Runtime.CompilerServices;

namespace RnnGen.Numerics;

/// <summary>e^y as a quotient.</summary>
internal static class Exponential
{
    private const double Shift = 6755399441055744.0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Expand<TLane>(TLane y, out TLane shifted, out TLane p, out TLane pLow, out TLane m, out TLane mLow)
        where TLane : unmanaged, ILane<TLane>
    {
        // -k
        shifted = TLane.Create(Shift).PlusProduct(y, TLane.Create(-1.4426950408889634));
        var k = shifted - TLane.Create(Shift);
        var r = y.PlusProduct(k, TLane.Create(0.6931471805599453));

        var z = r * r;
        var u = TLane.Create(-1.65339022054652515390e-06).PlusProduct(z, TLane.Create(4.13813679705723846039e-08));
        u = TLane.Create(6.61375632143793436117e-05).PlusProduct(z, u);
        u = TLane.Create(-2.77777777770155933842e-03).PlusProduct(z, u);
        u = TLane.Create(1.66666666666666019037e-01).PlusProduct(z, u);
        u *= z;

        var rHigh = (r + TLane.Create(3.0)) - TLane.Create(3.0);
        var rLow = (r - rHigh).PlusProduct(k, TLane.Create(2.3190468138462996e-17));
        p = TLane.Create(2.0) + rHigh;
        m = TLane.Create(2.0) - rHigh;
        pLow = u + rLow;
        mLow = u - rLow;
    }
}
