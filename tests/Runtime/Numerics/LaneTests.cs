using RnnGen.Numerics;
using RnnGen.Randomness;
using Xunit;

namespace RnnGen.Tests.Numerics;

public sealed class Lane512Tests : LaneTests<Lane512>;

public sealed class Lane256Tests : LaneTests<Lane256>;

public sealed class Lane128Tests : LaneTests<Lane128>;

public sealed class ScalarLaneTests : LaneTests<ScalarLane>;

/// <summary>
/// Every member of a register type, bit by bit, in every lane, against what <see cref="double"/> does. The types whose width the machine
/// does not accelerate run on the framework's fallback, with the same bits.
/// </summary>
public abstract unsafe class LaneTests<TLane>
    where TLane : unmanaged, ILane<TLane>
{
    [Fact]
    public void A_register_is_its_lanes_and_nothing_else() => Assert.Equal(TLane.Count * sizeof(double), sizeof(TLane));

    [Fact]
    public void Zero_is_positive() => AssertLanes(TLane.Zero, _ => 0.0);

    [Fact]
    public void Create_fills_every_lane() => AssertLanes(TLane.Create(-2.5), _ => -2.5);

    [Fact]
    public void Lanes_are_in_the_order_of_memory() => AssertLanes(Load(lane => lane + 0.5), lane => lane + 0.5);

    [Fact]
    public void There_is_no_lane_outside()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => TLane.Zero[TLane.Count]);
        Assert.Throws<ArgumentOutOfRangeException>(() => TLane.Zero[-1]);
    }

    [Fact]
    public void Sum() => AssertBinary((left, right) => left + right, (left, right) => left + right);

    [Fact]
    public void Difference() => AssertBinary((left, right) => left - right, (left, right) => left - right);

    [Fact]
    public void Product() => AssertBinary((left, right) => left * right, (left, right) => left * right);

    [Fact]
    public void Quotient() => AssertBinary((left, right) => left / right, (left, right) => left / right);

    [Fact]
    public void Negation_flips_the_sign_bit() =>
        AssertExactUnary(value => -value, value => BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(value) ^ long.MinValue));

    [Fact]
    public void Abs_clears_the_sign_bit() =>
        AssertExactUnary(TLane.Abs, value => BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(value) & long.MaxValue));

    [Fact]
    public void CopySign_moves_the_sign_bit() => AssertExactBinary(
        TLane.CopySign,
        (value, sign) => BitConverter.Int64BitsToDouble(
            (BitConverter.DoubleToInt64Bits(value) & long.MaxValue) | (BitConverter.DoubleToInt64Bits(sign) & long.MinValue)));

    [Fact]
    public void Square_root() => AssertExactUnary(
        value => CanonicalNaN(TLane.Sqrt(value)),
        value => double.IsNaN(Math.Sqrt(value)) ? double.NaN : Math.Sqrt(value));

    [Fact]
    public void PlusProduct_is_fma() => AssertTernary(
        (addend, left, right) => addend.PlusProduct(left, right),
        (addend, left, right) => Math.FusedMultiplyAdd(left, right, addend));

    [Fact]
    public void MinusProduct_is_fma_of_the_opposite() => AssertTernary(
        (addend, left, right) => addend.MinusProduct(left, right),
        (addend, left, right) => Math.FusedMultiplyAdd(-left, right, addend));

    /// <summary>
    /// <c>(1 + 2^-30)^2 = 1 + 2^-29 + 2^-60</c>, of which a product that is rounded before it is added loses the last term.
    /// </summary>
    [Fact]
    public void Products_are_not_rounded_before_they_are_added()
    {
        var number = 1.0 + Math.ScaleB(1.0, -30);
        var rounded = -(number * number);
        Assert.Equal(0.0, rounded + (number * number));
        AssertLanes(TLane.Create(rounded).PlusProduct(TLane.Create(number), TLane.Create(number)), _ => Math.ScaleB(1.0, -60));
        AssertLanes(TLane.Create(-rounded).MinusProduct(TLane.Create(number), TLane.Create(number)), _ => -Math.ScaleB(1.0, -60));
    }

    [Fact]
    public void SelectLess_selects_by_comparison() => AssertExactBinary(
        (left, right) => TLane.SelectLess(left, right, TLane.Create(1.0), TLane.Create(-1.0)),
        (left, right) => left < right ? 1.0 : -1.0);

    [Fact]
    public void SelectLess_passes_every_bit_of_what_it_selects()
    {
        var one = TLane.Create(1.0);
        foreach (var value in Numbers.Special)
        {
            AssertLanes(TLane.SelectLess(TLane.Zero, one, TLane.Create(value), one), _ => value);
            AssertLanes(TLane.SelectLess(one, TLane.Zero, one, TLane.Create(value)), _ => value);
        }
    }

    [Fact]
    public void SelectLess_selects_lane_by_lane() => AssertLanes(
        TLane.SelectLess(Load(lane => lane), TLane.Create(3.0), Load(lane => -lane), Load(lane => 10.0 * lane)),
        lane => lane < 3 ? -lane : 10.0 * lane);

    [Theory]
    [InlineData(1.0)]
    [InlineData(-0.75)]
    public void ScaleByPowerOfTwo_multiplies(double value)
    {
        for (var k = -1021; k <= 1023; k++)
        {
            AssertLanes(TLane.ScaleByPowerOfTwo(TLane.Create(value), TLane.Create(6755399441055744.0 + k)), _ => Math.ScaleB(value, k));
        }
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(0.7071067811865475)]
    [InlineData(0.7071067811865476)]
    [InlineData(1.4142135623730950)]
    [InlineData(1.4142135623730951)]
    [InlineData(2.2250738585072014e-308)]
    [InlineData(double.MaxValue)]
    public void Decompose_finds_a_factor_around_one_and_a_power_of_two(double value)
    {
        var m = TLane.Decompose(TLane.Create(value), out var exponent);

        Assert.InRange(m[0], Math.Sqrt(0.5), Math.BitDecrement(Math.Sqrt(2)));
        AssertLanes(exponent, _ => Math.Round(exponent[0]));
        AssertLanes(m, _ => Math.ScaleB(Math.ScaleB(value, -(int)exponent[0] / 2), -(int)exponent[0] + ((int)exponent[0] / 2)));
    }

    [Fact]
    public void Max_is_the_larger_and_otherwise_the_first() => AssertExactBinary(TLane.Max, (left, right) => left < right ? right : left);

    [Fact]
    public void ScaleByPowerOfTwo_adds_bits_whatever_they_are() => AssertExactBinary(
        TLane.ScaleByPowerOfTwo,
        (value, shifted) => BitConverter.Int64BitsToDouble(
            BitConverter.DoubleToInt64Bits(value) + (BitConverter.DoubleToInt64Bits(shifted) << 52)));

    private static void AssertTernary(Func<TLane, TLane, TLane, TLane> actual, Func<double, double, double, double> expected)
    {
        foreach (var first in Numbers.Special)
        {
            AssertBinary((left, right) => actual(TLane.Create(first), left, right), (left, right) => expected(first, left, right));
        }

        AssertBinary((left, right) => actual(left, right, right), (left, right) => expected(left, right, right));
    }

    private static void AssertBinary(Func<TLane, TLane, TLane> actual, Func<double, double, double> expected) =>
        AssertExactBinary(
            (left, right) => CanonicalNaN(actual(left, right)),
            (left, right) => double.IsNaN(expected(left, right)) ? double.NaN : expected(left, right));

    /// <summary>All pairs of special numbers, and random ones that differ from lane to lane.</summary>
    private static void AssertExactBinary(Func<TLane, TLane, TLane> actual, Func<double, double, double> expected)
    {
        foreach (var left in Numbers.Special)
        {
            AssertExactUnary(right => actual(TLane.Create(left), right), right => expected(left, right));
        }

        var random = new RandomState(1);
        for (var i = 0; i < 1000; i++)
        {
            var left = Numbers.Random(random, TLane.Count);
            var right = Numbers.Random(random, TLane.Count);
            AssertLanes(actual(Load(lane => left[lane]), Load(lane => right[lane])), lane => expected(left[lane], right[lane]));
        }
    }

    private static void AssertExactUnary(Func<TLane, TLane> actual, Func<double, double> expected)
    {
        foreach (var value in Numbers.Special)
        {
            AssertLanes(actual(TLane.Create(value)), _ => expected(value));
        }
    }

    private static void AssertLanes(TLane actual, Func<int, double> expected)
    {
        for (var lane = 0; lane < TLane.Count; lane++)
        {
            Assert.Equal(BitConverter.DoubleToInt64Bits(expected(lane)), BitConverter.DoubleToInt64Bits(actual[lane]));
        }
    }

    private static TLane Load(Func<int, double> value)
    {
        var lanes = stackalloc double[TLane.Count];
        for (var lane = 0; lane < TLane.Count; lane++)
        {
            lanes[lane] = value(lane);
        }

        return *(TLane*)lanes;
    }

    private static TLane CanonicalNaN(TLane value) => Load(lane => double.IsNaN(value[lane]) ? double.NaN : value[lane]);
}
