using System.Numerics;
using RnnGen.Numerics;
using RnnGen.Randomness;
using Xunit;

namespace RnnGen.Tests.Numerics;

public sealed class Lane512Tests : LaneTests<Lane512, double>;

public sealed class Lane256Tests : LaneTests<Lane256, double>;

public sealed class Lane128Tests : LaneTests<Lane128, double>;

public sealed class ScalarLaneTests : LaneTests<ScalarLane, double>;

public sealed class Lane512SingleTests : LaneTests<Lane512Single, float>;

public sealed class Lane256SingleTests : LaneTests<Lane256Single, float>;

public sealed class Lane128SingleTests : LaneTests<Lane128Single, float>;

public sealed class ScalarLaneSingleTests : LaneTests<ScalarLaneSingle, float>;

/// <summary>
/// Every member of a register type, bit by bit, in every lane, against what <see cref="double"/> or <see cref="float"/> does. The types whose width the
/// machine does not accelerate run on the framework's fallback, with the same bits.
/// </summary>
public abstract unsafe class LaneTests<TLane, TNumber>
    where TLane : unmanaged, ILane<TLane>
    where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>, IMinMaxValue<TNumber>
{
    [Fact]
    public void A_register_is_its_lanes_and_nothing_else() => Assert.Equal(TLane.Count * sizeof(TNumber), sizeof(TLane));

    [Fact]
    public void Lanes_have_their_precision() => Assert.Equal(sizeof(TNumber) == sizeof(float), TLane.IsSingle);

    [Fact]
    public void Zero_is_positive() => AssertLanes(TLane.Zero, _ => TNumber.Zero);

    [Fact]
    public void Create_rounds_and_fills_every_lane() => AssertLanes(TLane.Create(0.1), _ => TNumber.CreateSaturating(0.1));

    [Fact]
    public void Create_takes_the_number_of_its_precision() => AssertLanes(TLane.Create(1.0, 2.0f), _ => TNumber.CreateSaturating(TLane.IsSingle ? 2 : 1));

    [Fact]
    public void A_number_in_memory_fills_every_lane()
    {
        var numbers = stackalloc TNumber[] { TNumber.One, Number(-2.5) };
        AssertLanes(TLane.Broadcast(numbers + 1), _ => Number(-2.5));
        AssertLanes(new Numbers<TLane>(numbers)[1], _ => Number(-2.5));
    }

    [Fact]
    public void Numbers_in_memory_are_read_and_written_one_by_one()
    {
        var numbers = stackalloc TNumber[] { TNumber.Zero, TNumber.Zero, TNumber.One };
        var from1 = new Numbers<TLane>(numbers) + 1;
        from1.Set(0, 0.1);

        Assert.Equal([TNumber.Zero, TNumber.CreateSaturating(0.1), TNumber.One], new ReadOnlySpan<TNumber>(numbers, 3).ToArray());
        Assert.Equal(double.CreateSaturating(numbers[1]), from1.Get(0));
        Assert.Equal(1.0, from1.Get(1));
    }

    [Fact]
    public void Lanes_are_in_the_order_of_memory() => AssertLanes(Load(lane => Number(lane + 0.5)), lane => Number(lane + 0.5));

    [Fact]
    public void A_lane_is_read_in_double_precision() => Assert.Equal(double.CreateSaturating(TNumber.CreateSaturating(0.1)), TLane.Create(0.1)[TLane.Count - 1]);

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
    public void Negation_flips_the_sign_bit() => AssertExactUnary(value => -value, value => TNumber.CopySign(value, TNumber.IsNegative(value) ? TNumber.One : -TNumber.One));

    [Fact]
    public void Abs_clears_the_sign_bit() => AssertExactUnary(TLane.Abs, value => TNumber.CopySign(value, TNumber.One));

    [Fact]
    public void CopySign_moves_the_sign_bit() => AssertExactBinary(TLane.CopySign, TNumber.CopySign);

    [Fact]
    public void FlushToZero_leaves_what_is_not_near_the_smallest_numbers()
    {
        var least = TNumber.CreateChecked(Math.ScaleB(1, TLane.IsSingle ? -100 : -960));
        AssertExactUnary(value => value.FlushToZero(), value => TNumber.Abs(value) < least ? TNumber.Zero : value);
        foreach (var number in (TNumber[])[least, -least, TNumber.BitDecrement(least), -TNumber.BitDecrement(least), TNumber.Epsilon, TNumber.Zero, TNumber.NegativeZero])
        {
            AssertLanes(Load(_ => number).FlushToZero(), _ => TNumber.Abs(number) < least ? TNumber.Zero : number);
        }
    }

    [Fact]
    public void Square_root() => AssertExactUnary(value => CanonicalNaN(TLane.Sqrt(value)), value => Canonical(TNumber.Sqrt(value)));

    [Fact]
    public void PlusProduct_is_fma() => AssertTernary(
        (addend, left, right) => addend.PlusProduct(left, right),
        (addend, left, right) => TNumber.FusedMultiplyAdd(left, right, addend));

    [Fact]
    public void MinusProduct_is_fma_of_the_opposite() => AssertTernary(
        (addend, left, right) => addend.MinusProduct(left, right),
        (addend, left, right) => TNumber.FusedMultiplyAdd(-left, right, addend));

    /// <summary>
    /// <c>(1 + 2^-k)^2 = 1 + 2^(1 - k) + 2^-2k</c>, of which a product that is rounded before it is added loses the last term where the precision has fewer than 2k
    /// bits.
    /// </summary>
    [Fact]
    public void Products_are_not_rounded_before_they_are_added()
    {
        var k = TLane.IsSingle ? 15 : 30;
        var last = Math.ScaleB(1.0, -2 * k);
        var number = 1.0 + Math.ScaleB(1.0, -k);
        var rounded = -(1.0 + Math.ScaleB(1.0, 1 - k));
        AssertLanes(TLane.Create(rounded) + (TLane.Create(number) * TLane.Create(number)), _ => TNumber.Zero);
        AssertLanes(TLane.Create(rounded).PlusProduct(TLane.Create(number), TLane.Create(number)), _ => Number(last));
        AssertLanes(TLane.Create(-rounded).MinusProduct(TLane.Create(number), TLane.Create(number)), _ => Number(-last));
    }

    [Fact]
    public void SelectLess_selects_by_comparison() => AssertExactBinary(
        (left, right) => TLane.SelectLess(left, right, TLane.Create(1.0), TLane.Create(-1.0)),
        (left, right) => left < right ? TNumber.One : -TNumber.One);

    [Fact]
    public void AtMost_is_the_smaller_one_and_leaves_NaN()
    {
        foreach (var limit in (double[])[0.5, 20, 375])
        {
            foreach (var value in FloatingPoint<TNumber>.Special.Concat([Number(limit), TNumber.BitDecrement(Number(limit)), TNumber.BitIncrement(Number(limit))]))
            {
                var actual = TLane.AtMost(Create(value), TLane.Create(limit));
                if (TNumber.IsNaN(value))
                {
                    Assert.All(Enumerable.Range(0, TLane.Count), lane => Assert.Equal(double.NaN, actual[lane]));
                }
                else
                {
                    AssertLanes(actual, _ => Number(limit) < value ? Number(limit) : value);
                }
            }
        }
    }

    [Fact]
    public void SelectLess_passes_every_bit_of_what_it_selects()
    {
        var one = TLane.Create(1.0);
        foreach (var value in FloatingPoint<TNumber>.Special)
        {
            AssertLanes(TLane.SelectLess(TLane.Zero, one, Create(value), one), _ => value);
            AssertLanes(TLane.SelectLess(one, TLane.Zero, one, Create(value)), _ => value);
        }
    }

    [Fact]
    public void SelectLess_selects_lane_by_lane() => AssertLanes(
        TLane.SelectLess(Load(lane => Number(lane)), TLane.Create(3.0), Load(lane => Number(-lane)), Load(lane => Number(10.0 * lane))),
        lane => Number(lane < 3 ? -lane : 10.0 * lane));

    [Theory]
    [InlineData(1.0)]
    [InlineData(-0.75)]
    public void ScaleByPowerOfTwo_multiplies(double value)
    {
        var largest = FloatingPoint<TNumber>.LargestExponent;
        for (var k = 2 - largest; k <= largest; k++)
        {
            AssertLanes(TLane.ScaleByPowerOfTwo(TLane.Create(value), TLane.Shift + TLane.Create(k)), _ => TNumber.ScaleB(Number(value), k));
        }
    }

    [Fact]
    public void Decompose_finds_a_factor_around_one_and_a_power_of_two()
    {
        var half = TNumber.Sqrt(Number(0.5));
        var two = TNumber.Sqrt(Number(2.0));
        TNumber[] around = [TNumber.One, half, TNumber.BitDecrement(half), TNumber.BitIncrement(half), two, TNumber.BitDecrement(two), TNumber.BitIncrement(two)];
        foreach (var value in around.Concat([FloatingPoint<TNumber>.SmallestNormal, TNumber.MaxValue]))
        {
            var m = TLane.Decompose(Create(value), out var exponent);
            var k = (int)exponent[0];

            Assert.InRange(m[0], double.CreateSaturating(TNumber.BitDecrement(half)), double.CreateSaturating(TNumber.BitIncrement(two)));
            AssertLanes(exponent, _ => Number(k));
            AssertLanes(m, _ => TNumber.ScaleB(TNumber.ScaleB(value, -k / 2), -k + (k / 2)));
        }
    }

    [Fact]
    public void Max_is_the_larger_and_otherwise_the_first() => AssertExactBinary(TLane.Max, (left, right) => left < right ? right : left);

    [Fact]
    public void ScaleByPowerOfTwo_adds_bits_whatever_they_are() => AssertExactBinary(
        TLane.ScaleByPowerOfTwo,
        (value, shifted) => FloatingPoint<TNumber>.FromBits(FloatingPoint<TNumber>.ToBits(value) + (FloatingPoint<TNumber>.ToBits(shifted) << FloatingPoint<TNumber>.FractionLength)));

    private static void AssertTernary(Func<TLane, TLane, TLane, TLane> actual, Func<TNumber, TNumber, TNumber, TNumber> expected)
    {
        foreach (var first in FloatingPoint<TNumber>.Special)
        {
            AssertBinary((left, right) => actual(Create(first), left, right), (left, right) => expected(first, left, right));
        }

        AssertBinary((left, right) => actual(left, right, right), (left, right) => expected(left, right, right));
    }

    private static void AssertBinary(Func<TLane, TLane, TLane> actual, Func<TNumber, TNumber, TNumber> expected) =>
        AssertExactBinary((left, right) => CanonicalNaN(actual(left, right)), (left, right) => Canonical(expected(left, right)));

    /// <summary>All pairs of special numbers, and random ones that differ from lane to lane.</summary>
    private static void AssertExactBinary(Func<TLane, TLane, TLane> actual, Func<TNumber, TNumber, TNumber> expected)
    {
        foreach (var left in FloatingPoint<TNumber>.Special)
        {
            AssertExactUnary(right => actual(Create(left), right), right => expected(left, right));
        }

        var random = new RandomState(1);
        for (var i = 0; i < 1000; i++)
        {
            var left = Random(random);
            var right = Random(random);
            AssertLanes(actual(Load(lane => left[lane]), Load(lane => right[lane])), lane => expected(left[lane], right[lane]));
        }
    }

    private static void AssertExactUnary(Func<TLane, TLane> actual, Func<TNumber, TNumber> expected)
    {
        foreach (var value in FloatingPoint<TNumber>.Special)
        {
            AssertLanes(actual(Create(value)), _ => expected(value));
        }
    }

    private static void AssertLanes(TLane actual, Func<int, TNumber> expected)
    {
        var lanes = (TNumber*)&actual;
        for (var lane = 0; lane < TLane.Count; lane++)
        {
            var number = expected(lane);
            if (FloatingPoint<TNumber>.ToBits(number) != FloatingPoint<TNumber>.ToBits(lanes[lane]))
            {
                Assert.Fail($"Lane {lane} is {lanes[lane]}; expected {number}.");
            }
        }
    }

    private static TNumber Number(double value) => TNumber.CreateSaturating(value);

    private static TLane Create(TNumber value) => Load(_ => value);

    private static TLane Load(Func<int, TNumber> value)
    {
        var lanes = stackalloc TNumber[TLane.Count];
        for (var lane = 0; lane < TLane.Count; lane++)
        {
            lanes[lane] = value(lane);
        }

        return *(TLane*)lanes;
    }

    // Numbers of all exponents and signs, never NaN.
    private static TNumber[] Random(RandomState random)
    {
        var infinity = FloatingPoint<TNumber>.ToBits(TNumber.PositiveInfinity);
        return [.. Enumerable.Range(0, TLane.Count).Select(_ => FloatingPoint<TNumber>.FromBits(random.Randint(0, infinity)) * (random.Randint(0, 2) == 0 ? TNumber.One : -TNumber.One))];
    }

    private static TLane CanonicalNaN(TLane value)
    {
        var lanes = (TNumber*)&value;
        return Load(lane => Canonical(lanes[lane]));
    }

    private static TNumber Canonical(TNumber value) => TNumber.IsNaN(value) ? TNumber.NaN : value;
}
