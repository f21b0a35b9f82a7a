using System.Runtime.CompilerServices;

namespace RnnGen.Numerics;

/// <summary>
/// Products of row vectors with a matrix, <c>z = a @ W</c>, a sequence a lane. The sum of each unit is one chain of fused multiply-adds, the inner index
/// ascending, whatever the blocks in which it is computed.
/// </summary>
/// <remarks>
/// A block of four units in up to three columns is twelve sums in registers, on machines that have sixteen, in up to four columns sixteen sums where
/// there are thirty-two: more than the four to eight that hide the latency of a multiply-add, for seven or eight loads (K. Goto and R. A. van de
/// Geijn, Anatomy of High-Performance Matrix Multiplication, 2008). Where there are thirty-two, one column takes four blocks at a time and two
/// columns two. Measured, 64 rows and units, 512 bits, GFLOP/s: one column 40 by single blocks, 47 by four; two 56 and 72; three and four 76 to 83.
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
            var unit = 0;
            if (VectorRegisters.Are32 && count == 1)
            {
                for (; unit <= units - (4 * PackedMatrix.BlockSize); unit += 4 * PackedMatrix.BlockSize)
                {
                    FourBlocks1(from, w + (unit * (nint)rows), rows, to + unit, adds);
                }
            }
            else if (VectorRegisters.Are32 && count == 2)
            {
                for (; unit <= units - (2 * PackedMatrix.BlockSize); unit += 2 * PackedMatrix.BlockSize)
                {
                    TwoBlocks2(from, a.ColumnStride, w + (unit * (nint)rows), rows, to + unit, z.ColumnStride, adds);
                }
            }

            for (; unit < units; unit += PackedMatrix.BlockSize)
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
            TLane.AddProduct(ref z0, ak, w0);
            TLane.AddProduct(ref y0, bk, w0);
            TLane.AddProduct(ref x0, ck, w0);
            TLane.AddProduct(ref u0, dk, w0);
            var w1 = w[1];
            TLane.AddProduct(ref z1, ak, w1);
            TLane.AddProduct(ref y1, bk, w1);
            TLane.AddProduct(ref x1, ck, w1);
            TLane.AddProduct(ref u1, dk, w1);
            var w2 = w[2];
            TLane.AddProduct(ref z2, ak, w2);
            TLane.AddProduct(ref y2, bk, w2);
            TLane.AddProduct(ref x2, ck, w2);
            TLane.AddProduct(ref u2, dk, w2);
            var w3 = w[3];
            TLane.AddProduct(ref z3, ak, w3);
            TLane.AddProduct(ref y3, bk, w3);
            TLane.AddProduct(ref x3, ck, w3);
            TLane.AddProduct(ref u3, dk, w3);
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
            TLane.AddProduct(ref z0, ak, w0);
            TLane.AddProduct(ref y0, bk, w0);
            TLane.AddProduct(ref x0, ck, w0);
            var w1 = w[1];
            TLane.AddProduct(ref z1, ak, w1);
            TLane.AddProduct(ref y1, bk, w1);
            TLane.AddProduct(ref x1, ck, w1);
            var w2 = w[2];
            TLane.AddProduct(ref z2, ak, w2);
            TLane.AddProduct(ref y2, bk, w2);
            TLane.AddProduct(ref x2, ck, w2);
            var w3 = w[3];
            TLane.AddProduct(ref z3, ak, w3);
            TLane.AddProduct(ref y3, bk, w3);
            TLane.AddProduct(ref x3, ck, w3);
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
            TLane.AddProduct(ref z0, ak, w0);
            TLane.AddProduct(ref y0, bk, w0);
            var w1 = w[1];
            TLane.AddProduct(ref z1, ak, w1);
            TLane.AddProduct(ref y1, bk, w1);
            var w2 = w[2];
            TLane.AddProduct(ref z2, ak, w2);
            TLane.AddProduct(ref y2, bk, w2);
            var w3 = w[3];
            TLane.AddProduct(ref z3, ak, w3);
            TLane.AddProduct(ref y3, bk, w3);
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
            TLane.AddProduct(ref z0, ak, w0);
            var w1 = w[1];
            TLane.AddProduct(ref z1, ak, w1);
            var w2 = w[2];
            TLane.AddProduct(ref z2, ak, w2);
            var w3 = w[3];
            TLane.AddProduct(ref z3, ak, w3);
        }

        Store(z, live, z0, z1, z2, z3);
    }

    // Four blocks that are whole, in one column.
    [MethodImpl(JitOptions.Kernel)]
    private static void FourBlocks1<TLane>(TLane* a, Numbers<TLane> w, int rows, TLane* z, bool adds)
        where TLane : unmanaged, ILane<TLane>
    {
        const int Live = 4 * PackedMatrix.BlockSize;
        var block = PackedMatrix.BlockSize * (nint)rows;
        var (x, y, u) = (w + block, w + (2 * block), w + (3 * block));
        var (z0, z1, z2, z3) = (Start(z, 0, Live, adds), Start(z, 1, Live, adds), Start(z, 2, Live, adds), Start(z, 3, Live, adds));
        var (z4, z5, z6, z7) = (Start(z, 4, Live, adds), Start(z, 5, Live, adds), Start(z, 6, Live, adds), Start(z, 7, Live, adds));
        var (z8, z9, z10, z11) = (Start(z, 8, Live, adds), Start(z, 9, Live, adds), Start(z, 10, Live, adds), Start(z, 11, Live, adds));
        var (z12, z13, z14, z15) = (Start(z, 12, Live, adds), Start(z, 13, Live, adds), Start(z, 14, Live, adds), Start(z, 15, Live, adds));
        for (var k = 0; k < rows; k++, w += PackedMatrix.BlockSize, x += PackedMatrix.BlockSize, y += PackedMatrix.BlockSize, u += PackedMatrix.BlockSize)
        {
            var ak = a[k];
            TLane.AddProduct(ref z0, ak, w[0]);
            TLane.AddProduct(ref z1, ak, w[1]);
            TLane.AddProduct(ref z2, ak, w[2]);
            TLane.AddProduct(ref z3, ak, w[3]);
            TLane.AddProduct(ref z4, ak, x[0]);
            TLane.AddProduct(ref z5, ak, x[1]);
            TLane.AddProduct(ref z6, ak, x[2]);
            TLane.AddProduct(ref z7, ak, x[3]);
            TLane.AddProduct(ref z8, ak, y[0]);
            TLane.AddProduct(ref z9, ak, y[1]);
            TLane.AddProduct(ref z10, ak, y[2]);
            TLane.AddProduct(ref z11, ak, y[3]);
            TLane.AddProduct(ref z12, ak, u[0]);
            TLane.AddProduct(ref z13, ak, u[1]);
            TLane.AddProduct(ref z14, ak, u[2]);
            TLane.AddProduct(ref z15, ak, u[3]);
        }

        Store(z, Live, z0, z1, z2, z3);
        Store(z + 4, Live, z4, z5, z6, z7);
        Store(z + 8, Live, z8, z9, z10, z11);
        Store(z + 12, Live, z12, z13, z14, z15);
    }

    // Two blocks that are whole, in two columns.
    [MethodImpl(JitOptions.Kernel)]
    private static void TwoBlocks2<TLane>(TLane* a, nint aStride, Numbers<TLane> w, int rows, TLane* z, nint zStride, bool adds)
        where TLane : unmanaged, ILane<TLane>
    {
        const int Live = 2 * PackedMatrix.BlockSize;
        var b = a + aStride;
        var y = z + zStride;
        var x = w + (PackedMatrix.BlockSize * (nint)rows);
        var (z0, z1, z2, z3) = (Start(z, 0, Live, adds), Start(z, 1, Live, adds), Start(z, 2, Live, adds), Start(z, 3, Live, adds));
        var (z4, z5, z6, z7) = (Start(z, 4, Live, adds), Start(z, 5, Live, adds), Start(z, 6, Live, adds), Start(z, 7, Live, adds));
        var (y0, y1, y2, y3) = (Start(y, 0, Live, adds), Start(y, 1, Live, adds), Start(y, 2, Live, adds), Start(y, 3, Live, adds));
        var (y4, y5, y6, y7) = (Start(y, 4, Live, adds), Start(y, 5, Live, adds), Start(y, 6, Live, adds), Start(y, 7, Live, adds));
        for (var k = 0; k < rows; k++, w += PackedMatrix.BlockSize, x += PackedMatrix.BlockSize)
        {
            var (ak, bk) = (a[k], b[k]);
            var w0 = w[0];
            TLane.AddProduct(ref z0, ak, w0);
            TLane.AddProduct(ref y0, bk, w0);
            var w1 = w[1];
            TLane.AddProduct(ref z1, ak, w1);
            TLane.AddProduct(ref y1, bk, w1);
            var w2 = w[2];
            TLane.AddProduct(ref z2, ak, w2);
            TLane.AddProduct(ref y2, bk, w2);
            var w3 = w[3];
            TLane.AddProduct(ref z3, ak, w3);
            TLane.AddProduct(ref y3, bk, w3);
            var w4 = x[0];
            TLane.AddProduct(ref z4, ak, w4);
            TLane.AddProduct(ref y4, bk, w4);
            var w5 = x[1];
            TLane.AddProduct(ref z5, ak, w5);
            TLane.AddProduct(ref y5, bk, w5);
            var w6 = x[2];
            TLane.AddProduct(ref z6, ak, w6);
            TLane.AddProduct(ref y6, bk, w6);
            var w7 = x[3];
            TLane.AddProduct(ref z7, ak, w7);
            TLane.AddProduct(ref y7, bk, w7);
        }

        Store(z, Live, z0, z1, z2, z3);
        Store(z + 4, Live, z4, z5, z6, z7);
        Store(y, Live, y0, y1, y2, y3);
        Store(y + 4, Live, y4, y5, y6, y7);
    }
}
