using RnnGen.Numerics;
using RnnGen.Randomness;
using Xunit;

namespace RnnGen.Tests;

/// <summary>What is looked up has the bits of the product with all zeros, at every remainder of the blocks.</summary>
public unsafe class InputProductTests
{
    private const int Steps = 5;
    private const int Columns = 3;

    public static TheoryData<int, int> Shapes
    {
        get
        {
            var shapes = new TheoryData<int, int>();
            foreach (var rows in new[] { 1, 2, 7, 16, 33 })
            {
                foreach (var units in new[] { 1, 2, 3, 4, 5, 8, 14, 15 })
                {
                    shapes.Add(rows, units);
                }
            }

            return shapes;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Registers_of_every_width_have_the_bits_of_products(int rows, int units)
    {
        Check<ScalarLane>(rows, units);
        Check<Lane128>(rows, units);
        Check<Lane256>(rows, units);
        Check<Lane512>(rows, units);
        Check<ScalarLaneSingle>(rows, units);
        Check<Lane128Single>(rows, units);
        Check<Lane256Single>(rows, units);
        Check<Lane512Single>(rows, units);
    }

    private static void Check<TLane>(int rows, int units)
        where TLane : unmanaged, ILane<TLane>
    {
        var random = new RandomState(1);
        var (inputsLength, products) = (rows + 1, Steps * Columns * units);
        var inputs = new TLane[Steps * Columns * inputsLength];
        var right = new TLane[products];
        var packed = new TLane[PackedMatrix.Length(rows, units)];
        var gradients = new TLane[rows * units];
        fixed (TLane* x = inputs, b = right, w = packed, g = gradients)
        {
            Draw<TLane>(random, new(x), new(b), new(w), rows, units);
            Fill(new Numbers<TLane>(g), gradients.Length * TLane.Count, random);
            var dense = Of(x, b, w, gradients, rows, units, hasSymbols: false, parts: 1);
            foreach (var parts in new[] { 1, 2, 3 })
            {
                Assert.Equal(dense, Of(x, b, w, gradients, rows, units, hasSymbols: true, parts));
            }
        }
    }

    // One step in eight has no one; one weight in four is a zero of either sign, and the last unit has none but -0.
    private static void Draw<TLane>(RandomState random, Numbers<TLane> x, Numbers<TLane> b, Numbers<TLane> w, int rows, int units)
        where TLane : unmanaged, ILane<TLane>
    {
        for (var i = 0; i < Steps * Columns; i++)
        {
            for (var lane = 0; lane < TLane.Count; lane++)
            {
                var symbol = random.Randint(0, 8) == 0 ? rows : random.Randint(0, rows);
                for (var row = 0; row < rows; row++)
                {
                    x.Set((((i * (rows + 1)) + row) * TLane.Count) + lane, row == symbol ? 1 : 0);
                }

                x.Set((((i * (rows + 1)) + rows) * TLane.Count) + lane, symbol);
            }
        }

        Fill(b, Steps * Columns * units * TLane.Count, random);
        var matrix = new double[rows * units];
        for (var i = 0; i < matrix.Length; i++)
        {
            matrix[i] = (i + 1) % units == 0 && units % 2 == 0 ? -0.0 : random.Randint(0, 8) switch { 0 => 0.0, 1 => -0.0, _ => random.Randn() };
        }

        fixed (double* first = matrix)
        {
            PackedMatrix.Pack(first, rows, units, w);
        }
    }

    private static void Fill<TLane>(Numbers<TLane> numbers, int count, RandomState random)
        where TLane : unmanaged, ILane<TLane>
    {
        for (var i = 0; i < count; i++)
        {
            numbers.Set(i, random.Randn());
        }
    }

    // The bits of the products set, then those added to the right operand, then the gradient.
    private static long[] Of<TLane>(TLane* x, TLane* b, TLane* w, TLane[] gradients, int rows, int units, bool hasSymbols, int parts)
        where TLane : unmanaged, ILane<TLane>
    {
        var (length, count) = (rows + 1, Steps * Columns);
        var inputs = new TLane[count * length];
        new Span<TLane>(x, inputs.Length).CopyTo(inputs);
        var (set, added, gradient) = (new TLane[count * units], new TLane[count * units], (TLane[])gradients.Clone());
        new Span<TLane>(b, added.Length).CopyTo(added);
        fixed (TLane* i = inputs, s = set, a = added, g = gradient)
        {
            for (var at = 0; !hasSymbols && at < count; at++)
            {
                new Numbers<TLane>(i + (at * length) + rows).Set(0, -1);
            }

            var (inputBytes, unitBytes) = (length * sizeof(TLane), units * sizeof(TLane));
            InputProduct.Set(new Units<TLane>(i, inputBytes), new(w), new(s, unitBytes), rows, units, count);
            InputProduct.Add(new Units<TLane>(i, inputBytes), new(w), new(a, unitBytes), rows, units, count);
            var last = (Steps - 1) * Columns;
            for (var part = 0; part < parts; part++)
            {
                InputGradient.Add(
                    new Units<TLane>(i + (last * length), inputBytes, -Columns * inputBytes), new(b + (last * units), unitBytes, -Columns * unitBytes), g, rows, units, Steps, Columns, part, parts);
            }

            return [.. Bits(s, set.Length), .. Bits(a, added.Length), .. Bits(g, gradient.Length)];
        }
    }

    private static IEnumerable<long> Bits<TLane>(TLane* first, int count)
        where TLane : unmanaged, ILane<TLane>
    {
        var bits = new long[count * TLane.Count];
        for (var i = 0; i < bits.Length; i++)
        {
            bits[i] = BitConverter.DoubleToInt64Bits(new Numbers<TLane>(first).Get(i));
        }

        return bits;
    }
}
