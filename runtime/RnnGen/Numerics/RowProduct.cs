using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnGen.Numerics;

/// <summary>
/// Products of one row vector with a matrix, the units of the product side by side in registers: what <see cref="MatrixProduct"/> does for columns of
/// one sequence. Each unit's sum is the same chain, and has the same bits.
/// </summary>
internal static unsafe class RowProduct
{
    // As many sums as hide the latency of a multiply-add: four cycles, two a cycle.
    private const int Registers = 8;

    /// <summary>Computes <c>z = a @ W</c>, or <c>z += a @ W</c>.</summary>
    /// <param name="a">The left operand, [rows].</param>
    /// <param name="w">The matrix [rows, units] as <see cref="PackedMatrix"/> has it.</param>
    /// <param name="z">Receives the product, [units].</param>
    /// <param name="rows">The length of the left operand.</param>
    /// <param name="units">The length of the product.</param>
    /// <param name="adds">Whether the chains go on from what is there.</param>
    /// <typeparam name="TLane">A register of one number.</typeparam>
    public static void Run<TLane>(TLane* a, Numbers<TLane> w, TLane* z, int rows, int units, bool adds)
        where TLane : unmanaged, ILane<TLane>
    {
        if (TLane.IsSingle)
        {
            Groups<Lane128Single>(new(a), new(w.First), new(z), rows, units, adds);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Groups<Lane256>(new(a), new(w.First), new(z), rows, units, adds);
        }
        else
        {
            Groups<Lane128>(new(a), new(w.First), new(z), rows, units, adds);
        }
    }

    [SkipLocalsInit]
    private static void Groups<TRow>(Numbers<TRow> a, Numbers<TRow> w, Numbers<TRow> z, int rows, int units, bool adds)
        where TRow : unmanaged, ILane<TRow>
    {
        var perGroup = Registers * TRow.Count;
        var unit = 0;
        for (; unit + perGroup <= units; unit += perGroup)
        {
            Group(a, w + (unit * (nint)rows), z + unit, rows, Registers - 1, adds);
        }

        if (unit == units)
        {
            return;
        }

        // The last group may have fewer registers, and its last register fewer units.
        var block = stackalloc TRow[Registers];
        var last = new Numbers<TRow>(block);
        if (adds)
        {
            last.Copy(z + unit, units - unit);
        }

        Group(a, w + (unit * (nint)rows), last, rows, (units - unit - 1) / TRow.Count, adds);
        (z + unit).Copy(last, units - unit);
    }

    // Registers behind the last one compute what that does.
    [MethodImpl(JitOptions.Kernel)]
    private static void Group<TRow>(Numbers<TRow> a, Numbers<TRow> w, Numbers<TRow> z, int rows, int last, bool adds)
        where TRow : unmanaged, ILane<TRow>
    {
        var (w0, w1, w2, w3) = (Block(w, rows, 0), Block(w, rows, Math.Min(1, last)), Block(w, rows, Math.Min(2, last)), Block(w, rows, Math.Min(3, last)));
        var (w4, w5, w6, w7) = (
            Block(w, rows, Math.Min(4, last)),
            Block(w, rows, Math.Min(5, last)),
            Block(w, rows, Math.Min(6, last)),
            Block(w, rows, Math.Min(7, last)));
        var (z0, z1, z2, z3) = (Start(z, 0, adds), Start(z, 1, adds), Start(z, 2, adds), Start(z, 3, adds));
        var (z4, z5, z6, z7) = (Start(z, 4, adds), Start(z, 5, adds), Start(z, 6, adds), Start(z, 7, adds));
        for (var k = 0; k < rows; k++)
        {
            var ak = a[k];
            var row = k * (nint)PackedMatrix.BlockSize;
            TRow.AddProduct(ref z0, ak, w0.Load(row));
            TRow.AddProduct(ref z1, ak, w1.Load(row));
            TRow.AddProduct(ref z2, ak, w2.Load(row));
            TRow.AddProduct(ref z3, ak, w3.Load(row));
            TRow.AddProduct(ref z4, ak, w4.Load(row));
            TRow.AddProduct(ref z5, ak, w5.Load(row));
            TRow.AddProduct(ref z6, ak, w6.Load(row));
            TRow.AddProduct(ref z7, ak, w7.Load(row));
        }

        z.Store(0 * TRow.Count, z0);
        z.Store(1 * TRow.Count, z1);
        z.Store(2 * TRow.Count, z2);
        z.Store(3 * TRow.Count, z3);
        z.Store(4 * TRow.Count, z4);
        z.Store(5 * TRow.Count, z5);
        z.Store(6 * TRow.Count, z6);
        z.Store(7 * TRow.Count, z7);
    }

    // Where a register's units stand in the first row: a block has one register of four units, or two of two.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Numbers<TRow> Block<TRow>(Numbers<TRow> w, int rows, int register)
        where TRow : unmanaged, ILane<TRow>
    {
        var (block, unit) = Math.DivRem(register * TRow.Count, PackedMatrix.BlockSize);
        return w + ((block * (nint)PackedMatrix.BlockSize * rows) + unit);
    }

    // A sum that starts from -0 is its first product, also where that is -0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TRow Start<TRow>(Numbers<TRow> z, int register, bool adds)
        where TRow : unmanaged, ILane<TRow> => adds ? z.Load(register * TRow.Count) : TRow.Create(-0.0);
}
