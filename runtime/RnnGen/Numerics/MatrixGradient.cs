using System.Runtime.CompilerServices;

namespace RnnGen.Numerics;

/// <summary>
/// Gradients of matrices, <c>dW += a.T @ b</c>, lane by lane: the sum of each element is one chain of fused multiply-adds over steps, the last first, and at
/// each step over columns, whatever the tiles in which it is computed.
/// </summary>
public static unsafe class MatrixGradient
{
    private const int TileSize = 4;

    // The columns of all steps that are read before a tile's sums go back to memory: 4 units of 32 columns are 8 KiB, a quarter of a first-level cache.
    private const int ColumnsPerVisit = 64;

    /// <summary>Computes <c>dW += a.T @ b</c>, summed over steps and columns.</summary>
    /// <param name="a">The left operand at the last step, [rows] units; its <see cref="Units{TLane}.StepStride"/> leads to the step before.</param>
    /// <param name="b">The right operand at the last step, [units] units, likewise.</param>
    /// <param name="gradient">The sums, [rows, units] registers, row-major.</param>
    /// <param name="rows">The length of the left operand.</param>
    /// <param name="units">The length of the right operand.</param>
    /// <param name="steps">The count of steps.</param>
    /// <param name="columns">The count of columns.</param>
    /// <param name="part">Which part of the rows to compute, from 0: parts can be computed at the same time.</param>
    /// <param name="parts">The count of parts.</param>
    public static void Add<TLane>(Units<TLane> a, Units<TLane> b, TLane* gradient, int rows, int units, int steps, int columns, int part, int parts)
        where TLane : unmanaged, ILane<TLane>
    {
        var tiles = (rows + TileSize - 1) / TileSize;
        var (firstRow, endRow) = (tiles * part / parts * TileSize, Math.Min(rows, tiles * (part + 1) / parts * TileSize));
        var stepsPerVisit = Math.Max(1, ColumnsPerVisit / columns);
        for (var step = 0; step < steps; step += stepsPerVisit)
        {
            var range = new Range<TLane>(a, b, step, Math.Min(stepsPerVisit, steps - step), columns);
            var unit = 0;
            for (; unit + TileSize <= units; unit += TileSize)
            {
                var row = firstRow;
                for (; row + TileSize <= endRow; row += TileSize)
                {
                    Tile4By4(range, row, unit, gradient + (row * (nint)units) + unit, units);
                }

                for (; row < endRow; row++)
                {
                    Tile1By4(range, row, unit, gradient + (row * (nint)units) + unit);
                }
            }

            for (; unit < units; unit++)
            {
                var row = firstRow;
                for (; row + TileSize <= endRow; row += TileSize)
                {
                    Tile4By1(range, row, unit, gradient + (row * (nint)units) + unit, units);
                }

                for (; row < endRow; row++)
                {
                    Tile1By1(range, row, unit, gradient + (row * (nint)units) + unit);
                }
            }
        }
    }

    // Some steps of both operands.
    private readonly struct Range<TLane>(Units<TLane> a, Units<TLane> b, int step, int steps, int columns)
        where TLane : unmanaged, ILane<TLane>
    {
        public readonly TLane* A = a.First + (step * a.StepStride);
        public readonly TLane* B = b.First + (step * b.StepStride);
        public readonly int Steps = steps;
        public readonly int Columns = columns;
        public readonly nint AColumn = a.ColumnStride;
        public readonly nint BColumn = b.ColumnStride;
        public readonly nint AStep = a.StepStride;
        public readonly nint BStep = b.StepStride;
    }

    [MethodImpl(JitOptions.Kernel)]
    private static void Tile4By4<TLane>(in Range<TLane> range, int row, int unit, TLane* g, nint stride)
        where TLane : unmanaged, ILane<TLane>
    {
        var h = g + stride;
        var i = g + (2 * stride);
        var j = g + (3 * stride);
        var (g0, g1, g2, g3) = (g[0], g[1], g[2], g[3]);
        var (h0, h1, h2, h3) = (h[0], h[1], h[2], h[3]);
        var (i0, i1, i2, i3) = (i[0], i[1], i[2], i[3]);
        var (j0, j1, j2, j3) = (j[0], j[1], j[2], j[3]);
        var a = range.A + row;
        var b = range.B + unit;
        for (var step = range.Steps; step > 0; step--)
        {
            var p = a;
            var q = b;
            for (var column = range.Columns; column > 0; column--)
            {
                var (q0, q1, q2, q3) = (q[0], q[1], q[2], q[3]);
                var p0 = p[0];
                g0 = g0.PlusProduct(p0, q0);
                g1 = g1.PlusProduct(p0, q1);
                g2 = g2.PlusProduct(p0, q2);
                g3 = g3.PlusProduct(p0, q3);
                var p1 = p[1];
                h0 = h0.PlusProduct(p1, q0);
                h1 = h1.PlusProduct(p1, q1);
                h2 = h2.PlusProduct(p1, q2);
                h3 = h3.PlusProduct(p1, q3);
                var p2 = p[2];
                i0 = i0.PlusProduct(p2, q0);
                i1 = i1.PlusProduct(p2, q1);
                i2 = i2.PlusProduct(p2, q2);
                i3 = i3.PlusProduct(p2, q3);
                var p3 = p[3];
                j0 = j0.PlusProduct(p3, q0);
                j1 = j1.PlusProduct(p3, q1);
                j2 = j2.PlusProduct(p3, q2);
                j3 = j3.PlusProduct(p3, q3);
                p += range.AColumn;
                q += range.BColumn;
            }

            a += range.AStep;
            b += range.BStep;
        }

        g[0] = g0;
        g[1] = g1;
        g[2] = g2;
        g[3] = g3;
        h[0] = h0;
        h[1] = h1;
        h[2] = h2;
        h[3] = h3;
        i[0] = i0;
        i[1] = i1;
        i[2] = i2;
        i[3] = i3;
        j[0] = j0;
        j[1] = j1;
        j[2] = j2;
        j[3] = j3;
    }

    [MethodImpl(JitOptions.Kernel)]
    private static void Tile1By4<TLane>(in Range<TLane> range, int row, int unit, TLane* g)
        where TLane : unmanaged, ILane<TLane>
    {
        var (g0, g1, g2, g3) = (g[0], g[1], g[2], g[3]);
        var a = range.A + row;
        var b = range.B + unit;
        for (var step = range.Steps; step > 0; step--)
        {
            var p = a;
            var q = b;
            for (var column = range.Columns; column > 0; column--)
            {
                var (q0, q1, q2, q3) = (q[0], q[1], q[2], q[3]);
                var p0 = p[0];
                g0 = g0.PlusProduct(p0, q0);
                g1 = g1.PlusProduct(p0, q1);
                g2 = g2.PlusProduct(p0, q2);
                g3 = g3.PlusProduct(p0, q3);
                p += range.AColumn;
                q += range.BColumn;
            }

            a += range.AStep;
            b += range.BStep;
        }

        g[0] = g0;
        g[1] = g1;
        g[2] = g2;
        g[3] = g3;
    }

    [MethodImpl(JitOptions.Kernel)]
    private static void Tile4By1<TLane>(in Range<TLane> range, int row, int unit, TLane* g, nint stride)
        where TLane : unmanaged, ILane<TLane>
    {
        var h = g + stride;
        var i = g + (2 * stride);
        var j = g + (3 * stride);
        var g0 = *g;
        var h0 = *h;
        var i0 = *i;
        var j0 = *j;
        var a = range.A + row;
        var b = range.B + unit;
        for (var step = range.Steps; step > 0; step--)
        {
            var p = a;
            var q = b;
            for (var column = range.Columns; column > 0; column--)
            {
                var q0 = *q;
                var p0 = p[0];
                g0 = g0.PlusProduct(p0, q0);
                var p1 = p[1];
                h0 = h0.PlusProduct(p1, q0);
                var p2 = p[2];
                i0 = i0.PlusProduct(p2, q0);
                var p3 = p[3];
                j0 = j0.PlusProduct(p3, q0);
                p += range.AColumn;
                q += range.BColumn;
            }

            a += range.AStep;
            b += range.BStep;
        }

        *g = g0;
        *h = h0;
        *i = i0;
        *j = j0;
    }

    [MethodImpl(JitOptions.Kernel)]
    private static void Tile1By1<TLane>(in Range<TLane> range, int row, int unit, TLane* g)
        where TLane : unmanaged, ILane<TLane>
    {
        var g0 = *g;
        var a = range.A + row;
        var b = range.B + unit;
        for (var step = range.Steps; step > 0; step--)
        {
            var p = a;
            var q = b;
            for (var column = range.Columns; column > 0; column--)
            {
                var q0 = *q;
                var p0 = p[0];
                g0 = g0.PlusProduct(p0, q0);
                p += range.AColumn;
                q += range.BColumn;
            }

            a += range.AStep;
            b += range.BStep;
        }

        *g = g0;
    }
}
