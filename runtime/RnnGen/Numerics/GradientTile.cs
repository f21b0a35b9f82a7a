using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace RnnGen.Numerics;

/// <summary>The sums of a tile of a matrix's gradient.</summary>
internal static unsafe class GradientTile
{
    private const int CacheLine = 64;

    /// <summary>Adds the products of two strips, column by column and step by step, to the tile of which <paramref name="g"/> is the first element.</summary>
    [MethodImpl(JitOptions.Kernel)]
    public static void Add<TLane, TTile>(in GradientStrip<TLane> left, in GradientStrip<TLane> right, int steps, int columns, TLane* g, nint stride)
        where TLane : unmanaged, ILane<TLane>
        where TTile : struct, IGradientTile
    {
        var h = g + stride;
        var i = h + stride;
        var j = TTile.Rows > 3 ? i + stride : i;
        TLane g4 = default, g5 = default, h4 = default, h5 = default, i4 = default, i5 = default;
        TLane j0 = default, j1 = default, j2 = default, j3 = default, j4 = default, j5 = default;
        var (g0, g1, g2, g3) = (g[0], g[1], g[2], g[3]);
        var (h0, h1, h2, h3) = (h[0], h[1], h[2], h[3]);
        var (i0, i1, i2, i3) = (i[0], i[1], i[2], i[3]);
        if (TTile.Rows > 3)
        {
            (j0, j1, j2, j3) = (j[0], j[1], j[2], j[3]);
        }

        if (TTile.Units > 4)
        {
            (g4, g5, h4, h5) = (g[4], g[5], h[4], h[5]);
            (i4, i5, j4, j5) = (i[4], i[5], j[4], j[5]);
        }

        PrefetchBelow<TLane, TTile>(g, stride);
        var a = left.First;
        var b = right.First;
        var (fetchesNextA, fetchesNextB) = (left.FetchesNext, right.FetchesNext);
        var copyOfA = left.Copy;
        var copyOfB = right.Copy;
        for (; steps > 0; steps--)
        {
            var p = a;
            var q = b;
            for (var column = columns; column > 0; column--)
            {
                var (a0, a1, a2) = (p[0], p[1], p[2]);
                var a3 = TTile.Rows > 3 ? p[3] : default;
                var b0 = q[0];
                TLane.AddProduct(ref g0, a0, b0);
                TLane.AddProduct(ref h0, a1, b0);
                TLane.AddProduct(ref i0, a2, b0);
                var b1 = q[1];
                TLane.AddProduct(ref g1, a0, b1);
                TLane.AddProduct(ref h1, a1, b1);
                TLane.AddProduct(ref i1, a2, b1);
                var b2 = q[2];
                TLane.AddProduct(ref g2, a0, b2);
                TLane.AddProduct(ref h2, a1, b2);
                TLane.AddProduct(ref i2, a2, b2);
                var b3 = q[3];
                TLane.AddProduct(ref g3, a0, b3);
                TLane.AddProduct(ref h3, a1, b3);
                TLane.AddProduct(ref i3, a2, b3);
                if (TTile.Rows > 3)
                {
                    TLane.AddProduct(ref j0, a3, b0);
                    TLane.AddProduct(ref j1, a3, b1);
                    TLane.AddProduct(ref j2, a3, b2);
                    TLane.AddProduct(ref j3, a3, b3);
                }

                if (TTile.Units > 4)
                {
                    var b4 = q[4];
                    TLane.AddProduct(ref g4, a0, b4);
                    TLane.AddProduct(ref h4, a1, b4);
                    TLane.AddProduct(ref i4, a2, b4);
                    TLane.AddProduct(ref j4, a3, b4);
                    var b5 = q[5];
                    TLane.AddProduct(ref g5, a0, b5);
                    TLane.AddProduct(ref h5, a1, b5);
                    TLane.AddProduct(ref i5, a2, b5);
                    TLane.AddProduct(ref j5, a3, b5);
                }

                if (fetchesNextA)
                {
                    Prefetch(p + TTile.Rows, TTile.Rows, isNext: true);
                }

                if (fetchesNextB)
                {
                    Prefetch(q + TTile.Units, TTile.Units, isNext: false);
                }

                if (copyOfA is not null)
                {
                    Copy(p, copyOfA, TTile.Rows);
                    copyOfA += TTile.Rows;
                }

                if (copyOfB is not null)
                {
                    Copy(q, copyOfB, TTile.Units);
                    copyOfB += TTile.Units;
                }

                p += left.ColumnStride;
                q += right.ColumnStride;
            }

            a += left.StepStride;
            b += right.StepStride;
        }

        (g[0], g[1], g[2], g[3]) = (g0, g1, g2, g3);
        (h[0], h[1], h[2], h[3]) = (h0, h1, h2, h3);
        (i[0], i[1], i[2], i[3]) = (i0, i1, i2, i3);
        if (TTile.Rows > 3)
        {
            (j[0], j[1], j[2], j[3]) = (j0, j1, j2, j3);
        }

        if (TTile.Units > 4)
        {
            (g[4], g[5], h[4], h[5]) = (g4, g5, h4, h5);
            (i[4], i[5], j[4], j[5]) = (i4, i5, j4, j5);
        }
    }

    // The sums of the tile below are the next to be read: lines of a matrix that the caches near by may not hold.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PrefetchBelow<TLane, TTile>(TLane* g, nint stride)
        where TLane : unmanaged, ILane<TLane>
        where TTile : struct, IGradientTile
    {
        var below = g + (TTile.Rows * stride);
        for (var row = 0; row < TTile.Rows; row++, below += stride)
        {
            Prefetch(below, TTile.Units, isNext: true);
        }
    }

    // What the next tile reads goes to the first-level cache; what a later one does, no farther than the second: the tiles until then
    // need the first for themselves.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch<TLane>(TLane* units, int count, bool isNext)
        where TLane : unmanaged
    {
        for (var offset = 0; Sse.IsSupported && offset < count * sizeof(TLane); offset += CacheLine)
        {
            if (isNext)
            {
                Sse.Prefetch0((byte*)units + offset);
            }
            else
            {
                Sse.Prefetch1((byte*)units + offset);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy<TLane>(TLane* source, TLane* target, int units)
        where TLane : unmanaged
    {
        target[0] = source[0];
        target[1] = source[1];
        target[2] = source[2];
        if (units > 3)
        {
            target[3] = source[3];
        }

        if (units > 4)
        {
            target[4] = source[4];
            target[5] = source[5];
        }
    }
}
