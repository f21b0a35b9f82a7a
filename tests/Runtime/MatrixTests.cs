using RnnGen.Numerics;
using RnnGen.Randomness;
using Xunit;

namespace RnnGen.Tests;

/// <summary>Products and gradients of matrices are chains of fused multiply-adds in the stated order, at every remainder of the blocks.</summary>
public unsafe class MatrixTests
{
    public static TheoryData<int, int, int> Shapes
    {
        get
        {
            var shapes = new TheoryData<int, int, int>();
            foreach (var rows in new[] { 1, 3, 4, 9 })
            {
                foreach (var units in new[] { 1, 2, 3, 4, 5, 6, 7, 8, 10, 11 })
                {
                    foreach (var columns in new[] { 1, 2, 3, 4, 5, 7 })
                    {
                        shapes.Add(rows, units, columns);
                    }
                }
            }

            return shapes;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_product_is_one_chain_for_each_unit(int rows, int units, int columns)
    {
        var random = new RandomState(1);
        var matrix = Draw(random, rows * units);
        var left = Draw(random, rows * columns);
        var before = Draw(random, units * columns);
        var packed = new double[PackedMatrix.Length(rows, units)];
        var transposed = new double[packed.Length];
        var (set, added) = ((double[])before.Clone(), (double[])before.Clone());
        var flipped = Enumerable.Range(0, rows * units).Select(i => matrix[(i % rows * units) + (i / rows)]).ToArray();
        fixed (double* w = matrix, f = flipped, p = packed, t = transposed, a = left, z = set, y = added)
        {
            PackedMatrix.Pack<ScalarLane>(w, rows, units, new(p));
            PackedMatrix.PackTransposed<ScalarLane>(f, units, rows, new(t));
            MatrixProduct.Set<ScalarLane>(new(a, rows * sizeof(double)), new(p), new(z, units * sizeof(double)), rows, units, columns);
            MatrixProduct.Add<ScalarLane>(new(a, rows * sizeof(double)), new(p), new(y, units * sizeof(double)), rows, units, columns);
        }

        Assert.Equal(packed, transposed);
        for (var i = 0; i < units * columns; i++)
        {
            var (column, unit) = Math.DivRem(i, units);
            var (product, sum) = (left[column * rows] * matrix[unit], before[i]);
            for (var k = 0; k < rows; k++)
            {
                product = k == 0 ? product : Math.FusedMultiplyAdd(left[(column * rows) + k], matrix[(k * units) + unit], product);
                sum = Math.FusedMultiplyAdd(left[(column * rows) + k], matrix[(k * units) + unit], sum);
            }

            Assert.Equal((product, sum), (set[i], added[i]));
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    [InlineData(269, 261, 2)]
    [InlineData(256, 40, 1)]
    [InlineData(256, 43, 1)]
    [InlineData(6, 258, 3)]
    [InlineData(5, 261, 10)]
    [InlineData(5, 6, 70)]
    [InlineData(2, 3, 600)]
    public void A_gradient_is_one_chain_over_steps_and_columns_in_whatever_parts_and_tiles(int rows, int units, int columns)
    {
        var expected = new Gradient(rows, units, columns);
        foreach (var parts in new[] { 1, 2, 3 })
        {
            Assert.Equal(expected.Sums, expected.Compute<GradientTile4x6, GradientTile4x4>(parts));
            Assert.Equal(expected.Sums, expected.Compute<GradientTile3x4, GradientTile3x4>(parts));
        }
    }

    // One column and two take several blocks at a time, where the machine has the registers for it.
    [Theory]
    [InlineData(5, 7, 2)]
    [InlineData(5, 8, 2)]
    [InlineData(5, 8, 1)]
    [InlineData(1, 16, 1)]
    [InlineData(5, 16, 1)]
    [InlineData(5, 19, 1)]
    [InlineData(5, 19, 2)]
    [InlineData(9, 33, 1)]
    [InlineData(9, 33, 2)]
    [InlineData(9, 33, 3)]
    [InlineData(9, 48, 5)]
    public void A_product_of_registers_is_one_chain_in_each_lane(int rows, int units, int columns)
    {
        Check<Lane512>(rows, units, columns);
        Check<Lane256>(rows, units, columns);
        Check<Lane128>(rows, units, columns);
        Check<Lane512Single>(rows, units, columns);
        Check<Lane256Single>(rows, units, columns);
        Check<Lane128Single>(rows, units, columns);
    }

    private static void Check<TLane>(int rows, int units, int columns)
        where TLane : unmanaged, ILane<TLane>
    {
        var random = new RandomState(3);
        var (matrix, left, before) = (Draw(random, rows * units), Draw(random, rows * columns * TLane.Count), Draw(random, units * columns * TLane.Count));
        foreach (var adds in new[] { false, true })
        {
            var product = Product<TLane>(matrix, left, before, rows, units, columns, adds);
            for (var i = 0; i < product.Length; i++)
            {
                var (column, unit, lane) = (i / (units * TLane.Count), i / TLane.Count % units, i % TLane.Count);
                var sum = adds ? before[i] : -0.0;
                for (var k = 0; k < rows; k++)
                {
                    var (a, w) = (left[(((column * rows) + k) * TLane.Count) + lane], matrix[(k * units) + unit]);
                    sum = TLane.IsSingle ? MathF.FusedMultiplyAdd((float)a, (float)w, (float)sum) : Math.FusedMultiplyAdd(a, w, sum);
                }

                Assert.Equal(sum, product[i]);
            }
        }
    }

    private static double[] Product<TLane>(double[] matrix, double[] left, double[] before, int rows, int units, int columns, bool adds)
        where TLane : unmanaged, ILane<TLane>
    {
        var (packed, a, z) = (new TLane[PackedMatrix.Length(rows, units)], new TLane[rows * columns], new TLane[units * columns]);
        var product = new double[before.Length];
        fixed (double* w = matrix)
        fixed (TLane* p = packed, x = a, y = z)
        {
            PackedMatrix.Pack<TLane>(w, rows, units, new(p));
            for (var i = 0; i < left.Length; i++)
            {
                new Numbers<TLane>(x).Set(i, left[i]);
            }

            for (var i = 0; i < before.Length; i++)
            {
                new Numbers<TLane>(y).Set(i, before[i]);
            }

            MatrixProduct.Run<TLane>(new(x, rows * sizeof(TLane)), new(p), new(y, units * sizeof(TLane)), rows, units, columns, adds);
            for (var i = 0; i < product.Length; i++)
            {
                product[i] = new Numbers<TLane>(y).Get(i);
            }
        }

        return product;
    }

    [Fact]
    public void A_product_of_minus_zero_stays_so()
    {
        double left = -1, matrix = 0, product = 5;
        var packed = stackalloc double[4];
        PackedMatrix.Pack<ScalarLane>(&matrix, 1, 1, new(packed));
        MatrixProduct.Set<ScalarLane>(new(&left, 0), new(packed), new(&product, 0), 1, 1, 1);

        Assert.True(double.IsNegative(product));
    }

    // Numbers, and the sums that a chain for each element makes of them.
    private sealed class Gradient
    {
        private const int Steps = 70;
        private readonly (int Rows, int Units, int Columns) _shape;
        private readonly double[] _left;
        private readonly double[] _right;
        private readonly double[] _before;

        public Gradient(int rows, int units, int columns)
        {
            var random = new RandomState(2);
            _shape = (rows, units, columns);
            (_left, _right, _before) = (Draw(random, Steps * columns * rows), Draw(random, Steps * columns * units), Draw(random, rows * units));
            Sums = [.. Enumerable.Range(0, rows * units).Select(i => Sum(i / units, i % units))];
        }

        public double[] Sums { get; }

        public double[] Compute<TTile, TLastTile>(int parts)
            where TTile : struct, IGradientTile
            where TLastTile : struct, IGradientTile
        {
            var (rows, units, columns) = _shape;
            var gradient = (double[])_before.Clone();
            fixed (double* a = _left, b = _right, g = gradient)
            {
                var lastA = new Units<ScalarLane>(a + ((Steps - 1) * columns * rows), rows * sizeof(double), -columns * rows * sizeof(double));
                var lastB = new Units<ScalarLane>(b + ((Steps - 1) * columns * units), units * sizeof(double), -columns * units * sizeof(double));
                for (var part = 0; part < parts; part++)
                {
                    MatrixGradient.Add<ScalarLane, TTile, TLastTile>(lastA, lastB, (ScalarLane*)g, rows, units, Steps, columns, part, parts);
                }
            }

            return gradient;
        }

        private double Sum(int row, int unit)
        {
            var (rows, units, columns) = _shape;
            var sum = _before[(row * units) + unit];
            for (var step = Steps - 1; step >= 0; step--)
            {
                for (var column = step * columns; column < (step + 1) * columns; column++)
                {
                    sum = Math.FusedMultiplyAdd(_left[(column * rows) + row], _right[(column * units) + unit], sum);
                }
            }

            return sum;
        }
    }

    private static double[] Draw(RandomState random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.Randn())];
}
