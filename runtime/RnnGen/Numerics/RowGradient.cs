using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnGen.Numerics;

/// <summary>
/// Gradients of matrices of one sequence, the units side by side in registers: what <see cref="MatrixGradient"/> does for columns of one sequence.
/// Each element's sum is the same chain, and has the same bits.
/// </summary>
internal static unsafe class RowGradient
{
    private const int TileRows = 4;

    // With four rows as many sums as hide the latency of a multiply-add: four cycles, two a cycle.
    private const int TileRegisters = 2;

    /// <summary>Computes <c>dW += a.T @ b</c> for the units that fill registers.</summary>
    /// <param name="a">The left operand at the last step.</param>
    /// <param name="b">The right operand at the last step.</param>
    /// <param name="gradient">The sums, [rows, units], row-major.</param>
    /// <param name="firstRow">The first row to compute.</param>
    /// <param name="endRow">The row behind the last one.</param>
    /// <param name="units">The length of the right operand.</param>
    /// <param name="steps">The count of steps.</param>
    /// <typeparam name="TLane">A register of one number.</typeparam>
    /// <returns>How many units were computed.</returns>
    public static int Run<TLane>(Units<TLane> a, Units<TLane> b, TLane* gradient, int firstRow, int endRow, int units, int steps)
        where TLane : unmanaged, ILane<TLane>
    {
        if (TLane.IsSingle)
        {
            return Vector256.IsHardwareAccelerated
                ? Tiles<TLane, Lane256Single>(a, b, gradient, firstRow, endRow, units, steps)
                : Tiles<TLane, Lane128Single>(a, b, gradient, firstRow, endRow, units, steps);
        }

        return Vector256.IsHardwareAccelerated
            ? Tiles<TLane, Lane256>(a, b, gradient, firstRow, endRow, units, steps)
            : Tiles<TLane, Lane128>(a, b, gradient, firstRow, endRow, units, steps);
    }

    private static int Tiles<TLane, TRow>(Units<TLane> a, Units<TLane> b, TLane* gradient, int firstRow, int endRow, int units, int steps)
        where TLane : unmanaged, ILane<TLane>
        where TRow : unmanaged, ILane<TRow>
    {
        var end = units - (units % TRow.Count);
        for (var unit = 0; unit < end; unit += TileRegisters * TRow.Count)
        {
            // The second register of the last tile may be the first one once more.
            var second = Math.Min(TRow.Count, end - unit - TRow.Count);
            for (var row = firstRow; row < endRow; row += TileRows)
            {
                var (left, right, sums) = (
                    new Numbers<TRow>(a.First + row),
                    new Numbers<TRow>(b.First + unit),
                    new Numbers<TRow>(gradient + (row * (nint)units) + unit));
                Tile(left, a.StepStride, right, b.StepStride, sums, units, Math.Min(TileRows, endRow - row) - 1, second, steps);
            }
        }

        return end;
    }

    // Rows behind the last one are that once more.
    [MethodImpl(JitOptions.Kernel)]
    private static void Tile<TRow>(
        Numbers<TRow> a, nint aStride, Numbers<TRow> b, nint bStride, Numbers<TRow> g, nint stride, int lastRow, int second, int steps)
        where TRow : unmanaged, ILane<TRow>
    {
        var (row1, row2, row3) = (Math.Min(1, lastRow), Math.Min(2, lastRow), lastRow);
        var (h, i, j) = (g + (row1 * stride), g + (row2 * stride), g + (row3 * stride));
        var (g0, h0, i0, j0) = (g.Load(0), h.Load(0), i.Load(0), j.Load(0));
        var (g1, h1, i1, j1) = (g.Load(second), h.Load(second), i.Load(second), j.Load(second));
        for (; steps > 0; steps--, a += aStride, b += bStride)
        {
            var (b0, b1) = (b.Load(0), b.Load(second));
            var (a0, a1, a2, a3) = (a[0], a[row1], a[row2], a[row3]);
            TRow.AddProduct(ref g0, a0, b0);
            TRow.AddProduct(ref g1, a0, b1);
            TRow.AddProduct(ref h0, a1, b0);
            TRow.AddProduct(ref h1, a1, b1);
            TRow.AddProduct(ref i0, a2, b0);
            TRow.AddProduct(ref i1, a2, b1);
            TRow.AddProduct(ref j0, a3, b0);
            TRow.AddProduct(ref j1, a3, b1);
        }

        g.Store(0, g0);
        g.Store(second, g1);
        h.Store(0, h0);
        h.Store(second, h1);
        i.Store(0, i0);
        i.Store(second, i1);
        j.Store(0, j0);
        j.Store(second, j1);
    }
}
