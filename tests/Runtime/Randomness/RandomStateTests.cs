using System.Buffers.Binary;
using System.Security.Cryptography;
using RnnGen.Randomness;
using Xunit;

namespace RnnGen.Tests.Randomness;

/// <summary>The vectors of NumPy's own tests, numpy/random/tests/test_randomstate.py, and what its documentation shows.</summary>
public class RandomStateTests
{
    private const uint NumpysTestSeed = 1234567890;

    [Theory]
    [InlineData(0, 684)]
    [InlineData(4294967295, 419)]
    public void Seed_by_number(uint seed, long expected)
    {
        Assert.Equal(expected, new RandomState(seed).Randint(0, 1000));
    }

    [Theory]
    [InlineData(new uint[] { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 }, 468)]
    [InlineData(new uint[] { 0 }, 973)]
    [InlineData(new uint[] { 4294967295 }, 265)]
    public void Seed_by_list(uint[] seed, long expected)
    {
        Assert.Equal(expected, new RandomState(seed).Randint(0, 1000));
    }

    [Fact]
    public void Words()
    {
        var random = new RandomState(12345);
        Assert.Equal([3992670690, 3823185381, 1358822685, 561383553], Draw(4, random.NextUInt32));
    }

    [Fact]
    public void Random_sample()
    {
        var random = new RandomState(NumpysTestSeed);
        double[] expected =
        [
            0.61879477158567997, 0.59162362775974664, 0.88868358904449662,
            0.89165480011560816, 0.4575674820298663, 0.7781880808593471,
        ];
        Assert.Equal(expected, Draw(6, random.RandomSample));
    }

    [Fact]
    public void Random_sample_of_seed_42()
    {
        var random = new RandomState(42);
        Assert.Equal([0.3745401188473625, 0.9507143064099162, 0.7319939418114051], Draw(3, random.RandomSample));
    }

    [Fact]
    public void Uniform()
    {
        var random = new RandomState(NumpysTestSeed);
        double[] expected =
        [
            6.99097932346268003, 6.73801597444323974, 9.50364421400426274,
            9.53130618907631089, 5.48995325769805476, 8.47493103280052118,
        ];
        Assert.Equal(expected, Draw(6, () => random.Uniform(1.23, 10.54)));
    }

    [Fact]
    public void Uniform_takes_its_bounds_in_either_order()
    {
        Assert.Equal(0.804745984290701, new RandomState(0).Uniform(3, -1));
    }

    [Fact]
    public void Randn()
    {
        var random = new RandomState(NumpysTestSeed);
        double[] expected =
        [
            1.34016345771863121, 1.73759122771936081, 1.498988344300628,
            -0.2286433324536169, 2.031033998682787, 2.17032494605655257,
        ];
        AssertWithinTwoUlps(expected, Draw(6, random.Randn));
    }

    [Fact]
    public void Randn_of_seed_0()
    {
        var random = new RandomState(0);
        double[] expected =
        [
            1.764052345967664, 0.4001572083672233, 0.9787379841057392,
            2.240893199201458, 1.8675579901499675, -0.977277879876411,
        ];
        AssertWithinTwoUlps(expected, Draw(6, random.Randn));
    }

    [Fact]
    public void Randint()
    {
        var random = new RandomState(NumpysTestSeed);
        Assert.Equal([31, 3, -52, 41, -48, -66], Draw(6, () => random.Randint(-99, 99)));
    }

    [Fact]
    public void Randint_of_seed_0()
    {
        var random = new RandomState(0);
        Assert.Equal([5, 0, 3, 3, 7, 9, 3, 5, 2, 4], Draw(10, () => random.Randint(0, 10)));
    }

    /// <summary>NumPy's test_repeatability: the hash of 1,000 draws as little-endian int64.</summary>
    [Fact]
    public void Randint_has_the_hash_of_numpys_test()
    {
        var random = new RandomState(1234);
        byte[] bytes = new byte[1000 * sizeof(long)];

        for (int offset = 0; offset < bytes.Length; offset += sizeof(long))
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(offset), random.Randint(0, 6));
        }

        Assert.Equal(
            "0fbead0b06759df2cfb55e43148822d4a1ff953c7eb19a5b08445a63bb64fa9e",
            Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    [Fact]
    public void Randint_of_one_value_draws_nothing()
    {
        var random = new RandomState(12345);
        Assert.Equal(long.MaxValue - 1, random.Randint(long.MaxValue - 1, long.MaxValue));
        Assert.Equal(3992670690, random.NextUInt32());
    }

    [Fact]
    public void Shuffle()
    {
        int[] values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0];
        new RandomState(NumpysTestSeed).Shuffle<int>(values);
        Assert.Equal([0, 1, 9, 6, 2, 4, 5, 8, 7, 3], values);
    }

    [Fact]
    public void Shuffle_does_the_same_to_any_type()
    {
        string[] values = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"];
        new RandomState(NumpysTestSeed).Shuffle<string>(values);
        Assert.Equal(["0", "1", "9", "6", "2", "4", "5", "8", "7", "3"], values);
    }

    [Fact]
    public void Permutation()
    {
        Assert.Equal([9, 0, 8, 5, 1, 3, 4, 7, 6, 2], new RandomState(NumpysTestSeed).Permutation(10));
        Assert.Equal([8, 1, 5, 0, 7, 2, 9, 4, 3, 6], new RandomState(42).Permutation(10));
    }

    [Fact]
    public void Draws_do_not_allocate()
    {
        var random = new RandomState(0);
        int[] permutation = new int[100];
        DrawOnce(random, permutation);

        long before = GC.GetAllocatedBytesForCurrentThread();
        DrawOnce(random, permutation);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Arguments_out_of_range_are_refused()
    {
        var random = new RandomState(0);
        Assert.Throws<ArgumentException>("seed", () => new RandomState([]));
        Assert.Throws<ArgumentException>("high", () => random.Uniform(0, double.PositiveInfinity));
        Assert.Throws<ArgumentException>("high", () => random.Uniform(double.MinValue, double.MaxValue));
        Assert.Throws<ArgumentException>("high", () => random.Uniform(double.NaN, 1));
        Assert.Throws<ArgumentOutOfRangeException>("low", () => random.Randint(3, 3));
        Assert.Throws<ArgumentOutOfRangeException>("low", () => random.Randint(long.MaxValue, long.MinValue));
        Assert.Throws<ArgumentOutOfRangeException>("n", () => random.Permutation(-1));
    }

    private static T[] Draw<T>(int count, Func<T> draw) => [.. Enumerable.Range(0, count).Select(_ => draw())];

    private static void DrawOnce(RandomState random, int[] permutation)
    {
        random.NextUInt32();
        random.RandomSample();
        random.Uniform(0, 1);
        random.Randn();
        random.Randn();
        random.Randint(0, 10);
        random.Randint(0, long.MaxValue);
        random.Permutation(permutation.AsSpan());
        random.Shuffle<int>(permutation);
    }

    private static void AssertWithinTwoUlps(double[] expected, double[] actual)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            NumpyRecords.AssertWithinUlps(2, expected[i], actual[i]);
        }
    }
}
