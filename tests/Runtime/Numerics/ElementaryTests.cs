using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using RnnGen.Numerics;
using RnnGen.Randomness;
using Xunit;

namespace RnnGen.Tests.Numerics;

public class ElementaryTests
{
    /// <summary>A little above the largest errors ever found, which are in the doc comments of <see cref="Elementary"/>.</summary>
    private const double TanhBound = 0.625;
    private const double SigmoidBound = 0.765;

    private const int Points = 1000;

    /// <summary>Where arguments are drawn from: the function, and the interval.</summary>
    public static TheoryData<BlockFunction, double, double> Regions => new()
    {
        { BlockFunction.Tanh, -1e-300, 1e-300 },
        { BlockFunction.Tanh, -1e-7, 1e-7 },
        { BlockFunction.Tanh, -1e-3, 1e-3 },
        { BlockFunction.Tanh, 0.0, 0.18 },
        { BlockFunction.Tanh, 0.17, 0.2 },
        { BlockFunction.Tanh, -0.6, -0.46 },
        { BlockFunction.Tanh, -2.0, 2.0 },
        { BlockFunction.Tanh, 2.0, 15.0 },
        { BlockFunction.Tanh, 15.0, 19.2 },
        { BlockFunction.Sigmoid, -1e-3, 1e-3 },
        { BlockFunction.Sigmoid, 0.0, 0.4 },
        { BlockFunction.Sigmoid, -0.4, 0.0 },
        { BlockFunction.Sigmoid, -6.0, 6.0 },
        { BlockFunction.Sigmoid, 6.0, 38.0 },
        { BlockFunction.Sigmoid, -60.0, -30.0 },
        { BlockFunction.Sigmoid, -708.4, -30.0 },
        { BlockFunction.Sigmoid, -708.4, -690.0 },
        { BlockFunction.Sigmoid, -746.0, -708.3 },
    };

    public static TheoryData<BlockFunction> Functions => [BlockFunction.Tanh, BlockFunction.Sigmoid];

    [Theory]
    [MemberData(nameof(Regions))]
    public void Error_is_within_the_bound(BlockFunction function, double low, double high)
    {
        foreach (var x in Numbers.Uniform(new RandomState(1), low, high, Points))
        {
            AssertWithinBound(function, x);
        }
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Error_is_within_the_bound_for_special_numbers(BlockFunction function)
    {
        foreach (var x in Numbers.Special.Where(double.IsFinite))
        {
            AssertWithinBound(function, x);
        }
    }

    /// <summary>Half way between two multiples of <c>ln(2) / 2</c> the scale changes.</summary>
    [Theory]
    [MemberData(nameof(Functions))]
    public void Error_is_within_the_bound_where_the_scale_changes(BlockFunction function)
    {
        var (step, count) = function == BlockFunction.Tanh ? (0.34657359027997264, 56) : (0.6931471805599453, 1075);
        for (var k = 0; k < count; k++)
        {
            var boundary = (k + 0.5) * step;
            double[] around =
            [
                boundary * (1 - 1e-13), Math.BitDecrement(boundary), boundary, Math.BitIncrement(boundary), boundary * (1 + 1e-13),
            ];
            foreach (var x in around)
            {
                AssertWithinBound(function, x);
                AssertWithinBound(function, -x);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Every_width_has_the_same_bits(BlockFunction function)
    {
        var arguments = Arguments();
        var expected = Bits(function.Compute(arguments, LaneWidth.Bits64));
        foreach (var width in BlockFunctions.AllWidths)
        {
            Assert.Equal(expected, Bits(function.Compute(arguments, width)));
        }

        Assert.Equal(expected, Bits([.. arguments.Select(x => function.ComputeOne(x))]));
    }

    /// <summary>Other bits than these are another version of the numerics contract.</summary>
    [Theory]
    [InlineData(BlockFunction.Tanh, "7c765a7fb127aabd8e8a9eaf4f92935e674edd53a8d8f9e5b7cd2b8b53122d7f")]
    [InlineData(BlockFunction.Sigmoid, "1b055e86d14ead3dcd483eff44bd22e39c7a046ae17a6d86827178a7fb927730")]
    public void Bits_are_the_same_everywhere(BlockFunction function, string expected)
    {
        foreach (var width in BlockFunctions.AllWidths)
        {
            var bits = Bits(function.Compute(Arguments(), width));
            if (!BitConverter.IsLittleEndian)
            {
                BinaryPrimitives.ReverseEndianness(bits, bits);
            }

            Assert.Equal(expected, Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(bits.AsSpan()))));
        }
    }

    [Theory]
    [InlineData(0.0, 0.0)]
    [InlineData(double.Epsilon, double.Epsilon)]
    [InlineData(-double.Epsilon, -double.Epsilon)]
    [InlineData(1e-310, 1e-310)]
    [InlineData(-2.2250738585072014e-308, -2.2250738585072014e-308)]
    [InlineData(1e-8, 1e-8)]
    [InlineData(1.0, 0.7615941559557649)]
    [InlineData(-1.0, -0.7615941559557649)]
    [InlineData(19.061547465398494, 0.9999999999999999)]
    [InlineData(19.061547465398498, 1.0)]
    [InlineData(20.0, 1.0)]
    [InlineData(-22.0, -1.0)]
    [InlineData(1e3, 1.0)]
    [InlineData(double.MaxValue, 1.0)]
    [InlineData(double.MinValue, -1.0)]
    [InlineData(double.PositiveInfinity, 1.0)]
    [InlineData(double.NegativeInfinity, -1.0)]
    public void Known_tanh(double x, double expected) => AssertSameBits(expected, Elementary.Tanh(x));

    [Theory]
    [InlineData(0.0, 0.5)]
    [InlineData(double.Epsilon, 0.5)]
    [InlineData(-double.Epsilon, 0.5)]
    [InlineData(1.0, 0.7310585786300049)]
    [InlineData(-1.0, 0.2689414213699951)]
    [InlineData(37.429947750237041, 0.9999999999999999)]
    [InlineData(37.429947750237048, 1.0)]
    [InlineData(1e3, 1.0)]
    [InlineData(double.MaxValue, 1.0)]
    [InlineData(double.PositiveInfinity, 1.0)]
    [InlineData(-700.0, 9.8596765437597708e-305)]
    [InlineData(-745.1332191019411, double.Epsilon)]
    [InlineData(-745.1332191019412, 0.0)]
    [InlineData(-750.0, 0.0)]
    [InlineData(double.MinValue, 0.0)]
    [InlineData(double.NegativeInfinity, 0.0)]
    public void Known_sigmoid(double x, double expected) => AssertSameBits(expected, Elementary.Sigmoid(x));

    [Fact]
    public void Negative_zero()
    {
        AssertSameBits(-0.0, Elementary.Tanh(-0.0));
        AssertSameBits(0.5, Elementary.Sigmoid(-0.0));
    }

    [Theory]
    [InlineData(0x7FF8000000000000)]
    [InlineData(0x7FF8000000000001)]
    [InlineData(0x7FF0000000000001)]
    [InlineData(0x7FFFFFFFFFFFFFFF)]
    [InlineData(-1)]
    public void Every_NaN_becomes_the_one_NaN(long bits)
    {
        var x = BitConverter.Int64BitsToDouble(bits);
        AssertSameBits(double.NaN, Elementary.Tanh(x));
        AssertSameBits(double.NaN, Elementary.Sigmoid(x));
    }

    [Fact]
    public void Tanh_is_odd()
    {
        foreach (var x in Arguments().Where(x => !double.IsNaN(x)))
        {
            AssertSameBits(-Elementary.Tanh(x), Elementary.Tanh(-x));
        }
    }

    [Fact]
    public void Tanh_of_a_small_number_is_that_number()
    {
        foreach (var limit in new[] { 1e-8, 1e-14, 1e-300 })
        {
            foreach (var x in Numbers.Uniform(new RandomState(2), -limit, limit, Points))
            {
                AssertSameBits(x, Elementary.Tanh(x));
            }
        }
    }

    [Fact]
    public void Sigmoids_of_opposites_add_up_to_one()
    {
        foreach (var x in Arguments().Where(x => x >= 0))
        {
            AssertSameBits(1.0 - Elementary.Sigmoid(-x), Elementary.Sigmoid(x));
        }
    }

    [Fact]
    public void Tanh_rises_to_exactly_one() => AssertNeverFalls(Elementary.Tanh, 18.55, 20.0);

    [Fact]
    public void Sigmoid_rises_to_exactly_one() => AssertNeverFalls(Elementary.Sigmoid, 30.0, 40.0);

    [Fact]
    public void Sigmoid_falls_to_exactly_zero() => AssertNeverFalls(x => 1.0 - Elementary.Sigmoid(-x), 30.0, 40.0);

    [Fact]
    public void Sigmoid_underflows_gradually()
    {
        var previous = Elementary.Sigmoid(-708.0);
        for (var x = -708.0; x > -746.0; x -= 0.001)
        {
            var value = Elementary.Sigmoid(x);
            Assert.InRange(value, 0.0, previous);
            previous = value;
        }

        Assert.Equal(0.0, previous);
    }

    private static void AssertNeverFalls(Func<double, double> function, double low, double high)
    {
        var previous = function(low);
        for (var x = low; x <= high; x += 0.0001)
        {
            var value = function(x);
            Assert.InRange(value, previous, 1.0);
            previous = value;
        }

        Assert.Equal(1.0, previous);
    }

    private static void AssertWithinBound(BlockFunction function, double x)
    {
        var bound = function == BlockFunction.Tanh ? TanhBound : SigmoidBound;
        var error = function.Exact(x).ErrorInUlps(function.ComputeOne(x));
        Assert.True(error <= bound, $"{function}({x:R}) is {error} ULP off.");
    }

    /// <summary>Grids, special numbers and random ones: some 20,000, a multiple of 8.</summary>
    private static double[] Arguments()
    {
        var random = new RandomState(1);
        double[] arguments =
        [
            .. Enumerable.Range(-6000, 12001).Select(i => i / 256.0),
            .. Enumerable.Range(-800, 1601).Select(i => i * 0.99),
            .. Numbers.Special,
            .. Numbers.Random(random, 2000),
            .. Numbers.Uniform(random, -2.0, 2.0, 2000),
            .. Numbers.Uniform(random, -40.0, 40.0, 2000),
            .. Numbers.Uniform(random, -760.0, 0.0, 1000),
        ];
        return [.. arguments, .. new double[(8 - (arguments.Length % 8)) % 8]];
    }

    private static long[] Bits(double[] numbers) => [.. numbers.Select(BitConverter.DoubleToInt64Bits)];

    private static void AssertSameBits(double expected, double actual) =>
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(actual));
}
