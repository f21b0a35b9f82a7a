using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace RnnGen.Numerics;

/// <summary>
/// Gradients of matrices, <c>dW += a.T @ b</c>, lane by lane: the sum of each element is one chain of fused multiply-adds over steps, the last first, and at
/// each step over columns, whatever the tiles in which it is computed.
/// </summary>
/// <remarks>
/// A tile of four rows by four units is sixteen sums in registers, which add up 64 columns of some steps before they go back to memory. An operand that many tiles read is
/// copied before, so that what a tile reads lies one behind the other (K. Goto and R. A. van de Geijn, Anatomy of High-Performance Matrix Multiplication, 2008).
/// </remarks>
public static unsafe class MatrixGradient
{
    private const int TileSize = 4;

    // Of four units 16 KiB, half of a first-level cache.
    private const int ColumnsPerVisit = 64;

    // 512 and 128 KiB, which a second-level cache holds.
    private const int RowsPerVisit = 128;
    private const int UnitsPerVisit = 32;

    // From here on a copy is worth its while. Measured, 8 columns, 32 steps, 512 bits: [256, 1024] 26 GFLOP/s without copies, 40 with; [32, 64] 50 and 47; networks of
    // 128 units take the same time.
    private const int FewestReaders = 256;

    private const int CacheLine = 64;

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
        var firstUnit = TLane.Count == 1 && columns == 1 ? RowGradient.Run(a, b, gradient, firstRow, endRow, units, steps) : 0;
        if (firstUnit < units)
        {
            AddRows(a, b, gradient, firstRow, endRow, rows, firstUnit, units, steps, columns);
        }
    }

    private static void AddRows<TLane>(Units<TLane> a, Units<TLane> b, TLane* gradient, int firstRow, int endRow, int rows, int firstUnit, int units, int steps, int columns)
        where TLane : unmanaged, ILane<TLane>
    {
        var stepsPerVisit = Math.Min(steps, Math.Max(1, ColumnsPerVisit / columns));
        var (packedRows, packedUnits) = (Whole(Math.Min(endRow - firstRow, RowsPerVisit)), Whole(Math.Min(units, UnitsPerVisit)));
        var room = ArrayPool<byte>.Shared.Rent((stepsPerVisit * columns * (packedRows + packedUnits) * sizeof(TLane)) + CacheLine);
        fixed (byte* start = room)
        {
            var roomForA = (TLane*)((nint)(start + CacheLine - 1) & -CacheLine);
            var roomForB = roomForA + (stepsPerVisit * columns * (nint)packedRows);
            for (var row = firstRow; row < endRow; row += RowsPerVisit)
            {
                var visitRows = Math.Min(RowsPerVisit, endRow - row);
                for (var step = 0; step < steps; step += stepsPerVisit)
                {
                    var visitSteps = Math.Min(stepsPerVisit, steps - step);
                    var visitA = new Operand<TLane>(a, step, row, visitRows, visitSteps, columns, roomForA, units);
                    for (var unit = firstUnit; unit < units; unit += UnitsPerVisit)
                    {
                        var visitUnits = Math.Min(UnitsPerVisit, units - unit);
                        var visitB = new Operand<TLane>(b, step, unit, visitUnits, visitSteps, columns, roomForB, rows);
                        AddTiles(visitA, visitB, visitSteps, columns, visitRows, visitUnits, gradient + (row * (nint)units) + unit, units);
                    }
                }
            }
        }

        ArrayPool<byte>.Shared.Return(room);
    }

    // The length in whole tiles.
    private static int Whole(int length) => (length + TileSize - 1) / TileSize * TileSize;

    // Some units of all columns of some steps, where they are or in a copy, tile by tile.
    private readonly struct Operand<TLane>
        where TLane : unmanaged, ILane<TLane>
    {
        public readonly TLane* First;
        public readonly nint TileStride;
        public readonly nint ColumnStride;
        public readonly nint StepStride;

        public Operand(Units<TLane> source, int step, int first, int units, int steps, int columns, TLane* room, int readers)
        {
            First = source.First + (step * source.StepStride) + first;
            (TileStride, ColumnStride, StepStride) = (TileSize, source.ColumnStride, source.StepStride);
            if (readers >= FewestReaders || units % TileSize != 0)
            {
                Pack(First, source, steps, columns, units, room);
                First = room;
                (TileStride, ColumnStride, StepStride) = (TileSize * (nint)steps * columns, TileSize, TileSize * (nint)columns);
            }
        }
    }

    // What is behind the last unit is that once more.
    [MethodImpl(JitOptions.Kernel)]
    private static void Pack<TLane>(TLane* first, Units<TLane> source, int steps, int columns, int units, TLane* target)
        where TLane : unmanaged, ILane<TLane>
    {
        var (wholeUnits, tileStride, last) = (units - (units % TileSize), (nint)TileSize * steps * columns, units - 1);
        for (var step = 0; step < steps; step++, first += source.StepStride)
        {
            var from = first;
            for (var column = 0; column < columns; column++, from += source.ColumnStride, target += TileSize)
            {
                var to = target;
                for (var unit = 0; unit < wholeUnits; unit += TileSize, to += tileStride)
                {
                    to[0] = from[unit];
                    to[1] = from[unit + 1];
                    to[2] = from[unit + 2];
                    to[3] = from[unit + 3];
                }

                if (wholeUnits < units)
                {
                    to[0] = from[wholeUnits];
                    to[1] = from[Math.Min(wholeUnits + 1, last)];
                    to[2] = from[Math.Min(wholeUnits + 2, last)];
                    to[3] = from[last];
                }
            }
        }
    }

    private static void AddTiles<TLane>(in Operand<TLane> a, in Operand<TLane> b, int steps, int columns, int rows, int units, TLane* gradient, nint stride)
        where TLane : unmanaged, ILane<TLane>
    {
        for (var unit = 0; unit < units; unit += TileSize)
        {
            var tileB = b.First + (unit / TileSize * b.TileStride);
            for (var row = 0; row < rows; row += TileSize)
            {
                var tileA = a.First + (row / TileSize * a.TileStride);
                var g = gradient + (row * stride) + unit;
                if (row + TileSize <= rows && unit + TileSize <= units)
                {
                    Tile(a, tileA, b, tileB, steps, columns, g, stride);
                }
                else
                {
                    EdgeTile(a, tileA, b, tileB, steps, columns, g, stride, Math.Min(TileSize, rows - row), Math.Min(TileSize, units - unit));
                }
            }
        }
    }

    // A tile of which only a part is there is computed whole, elsewhere.
    private static void EdgeTile<TLane>(
        in Operand<TLane> a, TLane* tileA, in Operand<TLane> b, TLane* tileB, int steps, int columns, TLane* g, nint stride, int rows, int units)
        where TLane : unmanaged, ILane<TLane>
    {
        var whole = stackalloc TLane[TileSize * TileSize];
        Copy(g, stride, whole, TileSize, rows, units);
        Tile(a, tileA, b, tileB, steps, columns, whole, TileSize);
        Copy(whole, TileSize, g, stride, rows, units);
    }

    private static void Copy<TLane>(TLane* source, nint sourceStride, TLane* target, nint targetStride, int rows, int units)
        where TLane : unmanaged, ILane<TLane>
    {
        for (var row = 0; row < rows; row++, source += sourceStride, target += targetStride)
        {
            for (var unit = 0; unit < units; unit++)
            {
                target[unit] = source[unit];
            }
        }
    }

    [MethodImpl(JitOptions.Kernel)]
    private static void Tile<TLane>(in Operand<TLane> left, TLane* a, in Operand<TLane> right, TLane* b, int steps, int columns, TLane* g, nint stride)
        where TLane : unmanaged, ILane<TLane>
    {
        var h = g + stride;
        var i = g + (2 * stride);
        var j = g + (3 * stride);
        var (g0, g1, g2, g3) = (g[0], g[1], g[2], g[3]);
        var (h0, h1, h2, h3) = (h[0], h[1], h[2], h[3]);
        var (i0, i1, i2, i3) = (i[0], i[1], i[2], i[3]);
        var (j0, j1, j2, j3) = (j[0], j[1], j[2], j[3]);
        PrefetchBelow(g, stride);
        for (; steps > 0; steps--)
        {
            var p = a;
            var q = b;
            for (var column = columns; column > 0; column--)
            {
                var (b0, b1, b2, b3) = (q[0], q[1], q[2], q[3]);
                var a0 = p[0];
                g0 = g0.PlusProduct(a0, b0);
                g1 = g1.PlusProduct(a0, b1);
                g2 = g2.PlusProduct(a0, b2);
                g3 = g3.PlusProduct(a0, b3);
                var a1 = p[1];
                h0 = h0.PlusProduct(a1, b0);
                h1 = h1.PlusProduct(a1, b1);
                h2 = h2.PlusProduct(a1, b2);
                h3 = h3.PlusProduct(a1, b3);
                var a2 = p[2];
                i0 = i0.PlusProduct(a2, b0);
                i1 = i1.PlusProduct(a2, b1);
                i2 = i2.PlusProduct(a2, b2);
                i3 = i3.PlusProduct(a2, b3);
                var a3 = p[3];
                j0 = j0.PlusProduct(a3, b0);
                j1 = j1.PlusProduct(a3, b1);
                j2 = j2.PlusProduct(a3, b2);
                j3 = j3.PlusProduct(a3, b3);
                p += left.ColumnStride;
                q += right.ColumnStride;
            }

            a += left.StepStride;
            b += right.StepStride;
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

    // The sums of the tile below are the next to be read: four lines of a matrix that no cache holds.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PrefetchBelow<TLane>(TLane* g, nint stride)
        where TLane : unmanaged, ILane<TLane>
    {
        if (!Sse.IsSupported)
        {
            return;
        }

        var below = g + (TileSize * stride);
        for (var row = 0; row < TileSize; row++, below += stride)
        {
            for (var offset = 0; offset < TileSize * sizeof(TLane); offset += CacheLine)
            {
                Sse.Prefetch0((byte*)below + offset);
            }
        }
    }
}
