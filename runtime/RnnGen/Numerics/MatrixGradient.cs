using System.Buffers;
using System.Runtime.CompilerServices;

namespace RnnGen.Numerics;

/// <summary>
/// Gradients of matrices, <c>dW += a.T @ b</c>, lane by lane: the sum of each element is one chain of fused multiply-adds over steps, the last first, and at
/// each step over columns, whatever the tiles in which it is computed.
/// </summary>
/// <remarks>
/// A tile is twelve or twenty-four sums in registers, which add up some steps before they go back to memory. What many tiles read is
/// copied by the first of them, so that for the others it lies one behind the other (K. Goto and R. A. van de Geijn, Anatomy of
/// High-Performance Matrix Multiplication, 2008): in place, the columns of a step are multiples of a page apart where a network has
/// 64 units, and share a few sets of a cache.
/// </remarks>
public static unsafe class MatrixGradient
{
    // Of one unit, 64 columns of the widest register: the six units that stay in the first-level cache are 24 KiB, and the four rows that come and go 16.
    private const int BytesPerUnit = 4096;

    // Whole tiles of either height: 528 KiB, which a second-level cache holds.
    private const int RowsPerVisit = 132;

    private const int CacheLine = 64;

    // From here on also the left operand is worth a copy. Measured, 4 columns, 32 steps, 512 bits: [128, 512] 56 GFLOP/s without it, 60 with;
    // [64, 256] the same; [64, 64] 67 and 62. With 256 bits and a second-level cache of 512 KiB, times with it by those without: elman 64 0.85 to
    // 1.04, lstm 64 0.97 to 0.99, elman 128 0.92, lstm 128 0.85.
    private static int FewestUnitsForCopies => VectorRegisters.Are32 ? 256 : 128;

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
        if (VectorRegisters.Are32)
        {
            Add<TLane, GradientTile4x6, GradientTile4x4>(a, b, gradient, rows, units, steps, columns, part, parts);
        }
        else
        {
            Add<TLane, GradientTile3x4, GradientTile3x4>(a, b, gradient, rows, units, steps, columns, part, parts);
        }
    }

    /// <summary>The same with given tiles.</summary>
    /// <typeparam name="TLane">The register.</typeparam>
    /// <typeparam name="TTile">The tile.</typeparam>
    /// <typeparam name="TLastTile">That of the last units, of as many rows.</typeparam>
    internal static void Add<TLane, TTile, TLastTile>(
        Units<TLane> a, Units<TLane> b, TLane* gradient, int rows, int units, int steps, int columns, int part, int parts)
        where TLane : unmanaged, ILane<TLane>
        where TTile : struct, IGradientTile
        where TLastTile : struct, IGradientTile
    {
        var tiles = (rows + TTile.Rows - 1) / TTile.Rows;
        var (firstRow, endRow) = (tiles * part / parts * TTile.Rows, Math.Min(rows, tiles * (part + 1) / parts * TTile.Rows));
        var firstUnit = TLane.Count == 1 && columns == 1 ? RowGradient.Run(a, b, gradient, firstRow, endRow, units, steps) : 0;
        if (firstUnit < units)
        {
            AddRows<TLane, TTile, TLastTile>(a, b, gradient, firstRow, endRow, firstUnit, units, steps, columns);
        }
    }

    private static void AddRows<TLane, TTile, TLastTile>(
        Units<TLane> a, Units<TLane> b, TLane* gradient, int firstRow, int endRow, int firstUnit, int units, int steps, int columns)
        where TLane : unmanaged, ILane<TLane>
        where TTile : struct, IGradientTile
        where TLastTile : struct, IGradientTile
    {
        var stepsPerVisit = Math.Min(steps, Math.Max(1, BytesPerUnit / sizeof(TLane) / columns));
        var (roomForRows, roomForUnits) = (Math.Min(endRow - firstRow, RowsPerVisit) + TTile.Rows, TTile.Units);
        var room = ArrayPool<byte>.Shared.Rent((stepsPerVisit * columns * (roomForRows + roomForUnits) * sizeof(TLane)) + CacheLine);
        fixed (byte* start = room)
        {
            var roomForB = (TLane*)((nint)(start + CacheLine - 1) & -CacheLine);
            var roomForA = roomForB + (stepsPerVisit * columns * roomForUnits);
            for (var row = firstRow; row < endRow; row += RowsPerVisit)
            {
                for (var step = 0; step < steps; step += stepsPerVisit)
                {
                    var visit = new Visit<TLane>
                    {
                        A = a.From(step, row),
                        B = b.From(step, firstUnit),
                        Gradient = gradient + (row * (nint)units) + firstUnit,
                        Stride = units,
                        Rows = Math.Min(RowsPerVisit, endRow - row),
                        Units = units - firstUnit,
                        Steps = Math.Min(stepsPerVisit, steps - step),
                        Columns = columns,
                        RoomForA = roomForA,
                        RoomForB = roomForB,
                    };
                    for (var unit = 0; unit < visit.Units;)
                    {
                        // Two tiles of four units rather than one of six with two behind it.
                        var rest = visit.Units - unit;
                        var isWide = rest > TLastTile.Units && (rest <= TTile.Units || rest > 2 * TLastTile.Units);
                        unit += isWide ? AddTiles<TLane, TTile>(visit, unit) : AddTiles<TLane, TLastTile>(visit, unit);
                    }
                }
            }
        }

        ArrayPool<byte>.Shared.Return(room);
    }

    // Some rows and all units, of all columns of some steps.
    private readonly struct Visit<TLane>
        where TLane : unmanaged, ILane<TLane>
    {
        public required Units<TLane> A { get; init; }

        public required Units<TLane> B { get; init; }

        public required TLane* Gradient { get; init; }

        public required int Stride { get; init; }

        public required int Rows { get; init; }

        public required int Units { get; init; }

        public required int Steps { get; init; }

        public required int Columns { get; init; }

        public required TLane* RoomForA { get; init; }

        public required TLane* RoomForB { get; init; }
    }

    // All rows of a tile's units, of which there may be fewer; returns their count.
    [MethodImpl(JitOptions.Kernel)]
    private static int AddTiles<TLane, TTile>(in Visit<TLane> visit, int unit)
        where TLane : unmanaged, ILane<TLane>
        where TTile : struct, IGradientTile
    {
        var (steps, columns) = (visit.Steps, visit.Columns);
        var units = Math.Min(TTile.Units, visit.Units - unit);
        for (var row = 0; row < visit.Rows; row += TTile.Rows)
        {
            var rows = Math.Min(TTile.Rows, visit.Rows - row);
            var roomForA = visit.RoomForA + (row * (nint)steps * columns);
            var a = new GradientStrip<TLane>(
                visit.A, visit.Rows, row, rows, TTile.Rows, steps, columns, roomForA, visit.Units >= FewestUnitsForCopies, isFirst: unit == 0);
            var b = new GradientStrip<TLane>(
                visit.B, visit.Units, unit, units, TTile.Units, steps, columns, visit.RoomForB, visit.Rows > TTile.Rows, isFirst: row == 0);
            var g = visit.Gradient + (row * (nint)visit.Stride) + unit;
            if (rows == TTile.Rows && units == TTile.Units)
            {
                GradientTile.Add<TLane, TTile>(a, b, steps, columns, g, visit.Stride);
            }
            else
            {
                AddPart<TLane, TTile>(a, b, steps, columns, g, visit.Stride, rows, units);
            }
        }

        return units;
    }

    // A tile of which only a part is there is computed whole, elsewhere.
    private static void AddPart<TLane, TTile>(
        in GradientStrip<TLane> a, in GradientStrip<TLane> b, int steps, int columns, TLane* g, nint stride, int rows, int units)
        where TLane : unmanaged, ILane<TLane>
        where TTile : struct, IGradientTile
    {
        var whole = stackalloc TLane[TTile.Rows * TTile.Units];
        Copy(g, stride, whole, TTile.Units, rows, units);
        GradientTile.Add<TLane, TTile>(a, b, steps, columns, whole, TTile.Units);
        Copy(whole, TTile.Units, g, stride, rows, units);
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
}
