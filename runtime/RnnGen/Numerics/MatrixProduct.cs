using System.Runtime.CompilerServices;

namespace RnnGen.Numerics;

/// <summary>
/// Products of row vectors with a matrix, <c>z = a @ W</c>, a sequence a lane. The sum of each unit is one chain of fused multiply-adds, the inner index
/// ascending, whatever the blocks in which it is computed.
/// </summary>
/// <remarks>
/// A block of four units in up to three columns is twelve sums in registers, on machines that have sixteen, in up to four columns sixteen sums where there are thirty-two: more than
/// the four to eight that hide the latency of a multiply-add, for seven or eight loads (K. Goto and R. A. van de Geijn, Anatomy of High-Performance Matrix Multiplication, 2008).
/// </remarks>
public static unsafe class MatrixProduct
{
    private static int MostColumns => VectorRegisters.Are32 ? 4 : 3;

    /// <summary>Computes <c>z = a @ W</c> for every column.</summary>
    /// <param name="a">The left operand, [rows] units.</param>
    /// <param name="w">The matrix [rows, units] as <see cref="PackedMatrix"/> has it.</param>
    /// <param name="z">Receives the product, [units].</param>
    /// <param name="rows">The length of the left operand.</param>
    /// <param name="units">The length of the product.</param>
    /// <param name="columns">The count of columns.</param>
    public static void Set<TLane>(Units<TLane> a, Numbers<TLane> w, Units<TLane> z, int rows, int units, int columns)
        where TLane : unmanaged, ILane<TLane> => Run(a, w, z, rows, units, columns, adds: false);

    /// <summary>Computes <c>z += a @ W</c> for every column: the chain goes on from what is there.</summary>
    /// <inheritdoc cref="Set"/>
    public static void Add<TLane>(Units<TLane> a, Numbers<TLane> w, Units<TLane> z, int rows, int units, int columns)
        where TLane : unmanaged, ILane<TLane> => Run(a, w, z, rows, units, columns, adds: true);

    /// <summary>Computes the product, or adds it.</summary>
    /// <inheritdoc cref="Set"/>
    [MethodImpl(JitOptions.Kernel)]
    internal static void Run<TLane>(Units<TLane> a, Numbers<TLane> w, Units<TLane> z, int rows, int units, int columns, bool adds)
        where TLane : unmanaged, ILane<TLane>
    {
        if (TLane.Count == 1 && columns == 1)
        {
            RowProduct.Run(a.First, w, z.First, rows, units, adds);
            return;
        }

        for (var column = 0; column < columns;)
        {
            // One column more than a block has is shared between two blocks: a column alone would wait for its own sums.
            var count = columns - column is var rest && rest == MostColumns + 1 ? MostColumns - 1 : Math.Min(rest, MostColumns);
            var from = a.First + (column * a.ColumnStride);
            var to = z.First + (column * z.ColumnStride);
            for (var unit = 0; unit < units; unit += PackedMatrix.BlockSize)
            {
                var block = w + (unit * (nint)rows);
                var live = Math.Min(units - unit, PackedMatrix.BlockSize);
                switch (count)
                {
                    case 4:
                        Block4(from, a.ColumnStride, block, rows, to + unit, z.ColumnStride, live, adds);
                        break;
                    case 3:
                        Block3(from, a.ColumnStride, block, rows, to + unit, z.ColumnStride, live, adds);
                        break;
                    case 2:
                        Block2(from, a.ColumnStride, block, rows, to + unit, z.ColumnStride, live, adds);
                        break;
                    default:
                        Block1(from, block, rows, to + unit, live, adds);
                        break;
                }
            }

            column += count;
        }
    }

    // A sum that starts from -0 is its first product, also where that is -0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Start<TLane>(TLane* z, int unit, int live, bool adds)
        where TLane : unmanaged, ILane<TLane> => adds && unit < live ? z[unit] : TLane.Create(-0.0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TLane>(TLane* z, int live, TLane z0, TLane z1, TLane z2, TLane z3)
        where TLane : unmanaged, ILane<TLane>
    {
        z[0] = z0;
        if (live > 1)
        {
            z[1] = z1;
        }

        if (live > 2)
        {
            z[2] = z2;
        }

        if (live > 3)
        {
            z[3] = z3;
        }
    }

    [MethodImpl(JitOptions.Kernel)]
    private static void Block4<TLane>(TLane* a, nint aStride, Numbers<TLane> w, int rows, TLane* z, nint zStride, int live, bool adds)
        where TLane : unmanaged, ILane<TLane>
    {
        var b = a + aStride;
        var y = z + zStride;
        var c = a + (2 * aStride);
        var x = z + (2 * zStride);
        var d = a + (3 * aStride);
        var u = z + (3 * zStride);
        var (z0, z1, z2, z3) = (Start(z, 0, live, adds), Start(z, 1, live, adds), Start(z, 2, live, adds), Start(z, 3, live, adds));
        var (y0, y1, y2, y3) = (Start(y, 0, live, adds), Start(y, 1, live, adds), Start(y, 2, live, adds), Start(y, 3, live, adds));
        var (x0, x1, x2, x3) = (Start(x, 0, live, adds), Start(x, 1, live, adds), Start(x, 2, live, adds), Start(x, 3, live, adds));
        var (u0, u1, u2, u3) = (Start(u, 0, live, adds), Start(u, 1, live, adds), Start(u, 2, live, adds), Start(u, 3, live, adds));
        for (var k = 0; k < rows; k++, w += PackedMatrix.BlockSize)
        {
            var (ak, bk, ck, dk) = (a[k], b[k], c[k], d[k]);
            var w0 = w[0];
            z0 = z0.PlusProduct(ak, w0);
            y0 = y0.PlusProduct(bk, w0);
            x0 = x0.PlusProduct(ck, w0);
            u0 = u0.PlusProduct(dk, w0);
            var w1 = w[1];
            z1 = z1.PlusProduct(ak, w1);
            y1 = y1.PlusProduct(bk, w1);
            x1 = x1.PlusProduct(ck, w1);
            u1 = u1.PlusProduct(dk, w1);
            var w2 = w[2];
            z2 = z2.PlusProduct(ak, w2);
            y2 = y2.PlusProduct(bk, w2);
            x2 = x2.PlusProduct(ck, w2);
            u2 = u2.PlusProduct(dk, w2);
            var w3 = w[3];
            z3 = z3.PlusProduct(ak, w3);
            y3 = y3.PlusProduct(bk, w3);
            x3 = x3.PlusProduct(ck, w3);
            u3 = u3.PlusProduct(dk, w3);
        }

        Store(z, live, z0, z1, z2, z3);
        Store(y, live, y0, y1, y2, y3);
        Store(x, live, x0, x1, x2, x3);
        Store(u, live, u0, u1, u2, u3);
    }

    [MethodImpl(JitOptions.Kernel)]
    private static void Block3<TLane>(TLane* a, nint aStride, Numbers<TLane> w, int rows, TLane* z, nint zStride, int live, bool adds)
        where TLane : unmanaged, ILane<TLane>
    {
        var b = a + aStride;
        var y = z + zStride;
        var c = a + (2 * aStride);
        var x = z + (2 * zStride);
        var (z0, z1, z2, z3) = (Start(z, 0, live, adds), Start(z, 1, live, adds), Start(z, 2, live, adds), Start(z, 3, live, adds));
        var (y0, y1, y2, y3) = (Start(y, 0, live, adds), Start(y, 1, live, adds), Start(y, 2, live, adds), Start(y, 3, live, adds));
        var (x0, x1, x2, x3) = (Start(x, 0, live, adds), Start(x, 1, live, adds), Start(x, 2, live, adds), Start(x, 3, live, adds));
        for (var k = 0; k < rows; k++, w += PackedMatrix.BlockSize)
        {
            var (ak, bk, ck) = (a[k], b[k], c[k]);
            var w0 = w[0];
            z0 = z0.PlusProduct(ak, w0);
            y0 = y0.PlusProduct(bk, w0);
            x0 = x0.PlusProduct(ck, w0);
            var w1 = w[1];
            z1 = z1.PlusProduct(ak, w1);
            y1 = y1.PlusProduct(bk, w1);
            x1 = x1.PlusProduct(ck, w1);
            var w2 = w[2];
            z2 = z2.PlusProduct(ak, w2);
            y2 = y2.PlusProduct(bk, w2);
            x2 = x2.PlusProduct(ck, w2);
            var w3 = w[3];
            z3 = z3.PlusProduct(ak, w3);
            y3 = y3.PlusProduct(bk, w3);
            x3 = x3.PlusProduct(ck, w3);
        }

        Store(z, live, z0, z1, z2, z3);
        Store(y, live, y0, y1, y2, y3);
        Store(x, live, x0, x1, x2, x3);
    }

    [MethodImpl(JitOptions.Kernel)]
    private static void Block2<TLane>(TLane* a, nint aStride, Numbers<TLane> w, int rows, TLane* z, nint zStride, int live, bool adds)
        where TLane : unmanaged, ILane<TLane>
    {
        var b = a + aStride;
        var y = z + zStride;
        var (z0, z1, z2, z3) = (Start(z, 0, live, adds), Start(z, 1, live, adds), Start(z, 2, live, adds), Start(z, 3, live, adds));
        var (y0, y1, y2, y3) = (Start(y, 0, live, adds), Start(y, 1, live, adds), Start(y, 2, live, adds), Start(y, 3, live, adds));
        for (var k = 0; k < rows; k++, w += PackedMatrix.BlockSize)
        {
            var (ak, bk) = (a[k], b[k]);
            var w0 = w[0];
            z0 = z0.PlusProduct(ak, w0);
            y0 = y0.PlusProduct(bk, w0);
            var w1 = w[1];
            z1 = z1.PlusProduct(ak, w1);
            y1 = y1.PlusProduct(bk, w1);
            var w2 = w[2];
            z2 = z2.PlusProduct(ak, w2);
            y2 = y2.PlusProduct(bk, w2);
            var w3 = w[3];
            z3 = z3.PlusProduct(ak, w3);
            y3 = y3.PlusProduct(bk, w3);
        }

        Store(z, live, z0, z1, z2, z3);
        Store(y, live, y0, y1, y2, y3);
    }

    [MethodImpl(JitOptions.Kernel)]
    private static void Block1<TLane>(TLane* a, Numbers<TLane> w, int rows, TLane* z, int live, bool adds)
        where TLane : unmanaged, ILane<TLane>
    {
        var (z0, z1, z2, z3) = (Start(z, 0, live, adds), Start(z, 1, live, adds), Start(z, 2, live, adds), Start(z, 3, live, adds));
        for (var k = 0; k < rows; k++, w += PackedMatrix.BlockSize)
        {
            var ak = a[k];
            var w0 = w[0];
            z0 = z0.PlusProduct(ak, w0);
            var w1 = w[1];
            z1 = z1.PlusProduct(ak, w1);
            var w2 = w[2];
            z2 = z2.PlusProduct(ak, w2);
            var w3 = w[3];
            z3 = z3.PlusProduct(ak, w3);
        }

        Store(z, live, z0, z1, z2, z3);
    }
}
