using System.Numerics;
using RnnGen.Randomness;
using Xunit;

namespace RnnGen.Tests.Randomness;

/// <summary>What a generator refuses and promises beside NumPy's numbers.</summary>
public class GeneratorTests
{
    [Fact]
    public void Seeds_are_at_least_one_number_and_not_negative()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SeedSequence(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SeedSequence([1, -1]));
        Assert.Throws<ArgumentException>(() => new SeedSequence([]));
        Assert.Equal(new SeedSequence([5]).GenerateState(4), new SeedSequence(5).GenerateState(4));
        Assert.Equal(new SeedSequence([1, 2]).GenerateState(4), new SeedSequence(1 + (2 * BigInteger.Pow(2, 32))).GenerateState(4));
    }

    [Fact]
    public void Bounds_must_hold_a_number()
    {
        var random = New();
        Assert.Throws<ArgumentOutOfRangeException>("low", () => random.Integers(3, 3));
        Assert.Throws<ArgumentOutOfRangeException>("low", () => random.Integers(4, 3, endpoint: true));
        Assert.Throws<ArgumentException>("high", () => random.Uniform(3, -1));
        Assert.Throws<ArgumentException>("high", () => random.Uniform(0, double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>("n", () => random.Permutation(-1));
        Assert.Equal(New().Random(), random.Random());
    }

    [Fact]
    public void Elements_of_any_type_are_shuffled_alike()
    {
        var letters = "abcdefghij".ToCharArray();
        New().Shuffle<char>(letters);

        Assert.Equal(New().Permutation(10).Select(place => "abcdefghij"[place]), letters);
    }

    [Fact]
    public void Drawing_allocates_nothing()
    {
        var random = New();
        var values = new double[100];
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (ref var value in values.AsSpan())
        {
            value = random.StandardNormal() + random.Random() + random.Integers(0, 10) + random.Integers(0, long.MaxValue);
        }

        random.Shuffle<double>(values);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static Generator New() => new(new Philox(new SeedSequence(3)));
}
