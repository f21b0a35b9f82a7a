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
        Assert.Throws<ArgumentException>("high", () => random.Uniform(3, -1));
        Assert.Throws<ArgumentException>("high", () => random.Uniform(0, double.PositiveInfinity));
        Assert.Equal(New().Uniform(0, 1), random.Uniform(0, 1));
    }

    [Fact]
    public void Drawing_allocates_nothing()
    {
        var random = New();
        var values = new double[100];
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (ref var value in values.AsSpan())
        {
            value = random.StandardNormal() + random.Uniform(-3, 5);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static Generator New() => new(new Philox(new SeedSequence(3)));
}
