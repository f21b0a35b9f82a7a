using RnnGen.Randomness;
using Xunit;

namespace RnnGen.Tests.Randomness;

/// <summary>Words of the generator that its authors and others have published.</summary>
public class MersenneTwisterTests
{
    /// <summary>The first and the last five of mt19937ar.out, the output of the authors' own program.</summary>
    [Fact]
    public void Seeded_by_array_gives_the_authors_words()
    {
        var random = new RandomState([0x123, 0x234, 0x345, 0x456]);
        uint[] words = new uint[1000];

        for (int i = 0; i < words.Length; i++)
        {
            words[i] = random.NextUInt32();
        }

        Assert.Equal([1067595299, 955945823, 477289528, 4107218783, 4228976476], words[..5]);
        Assert.Equal([2643151863, 3896204135, 2416995901, 1397735321, 3460025646], words[^5..]);
    }

    /// <summary>The C++ standard, [rand.predef]: the 10000th word of a default mt19937, whose seed is 5489.</summary>
    [Fact]
    public void Seeded_by_word_gives_the_word_of_the_standard()
    {
        var random = new RandomState(5489);

        for (int i = 1; i < 10_000; i++)
        {
            random.NextUInt32();
        }

        Assert.Equal(4123659995u, random.NextUInt32());
    }

    /// <summary>From NumPy 1.24.2: <c>RandomState(list(range(1000)))</c>.</summary>
    [Fact]
    public void Seed_may_be_longer_than_the_state()
    {
        var random = new RandomState([.. Enumerable.Range(0, 1000).Select(i => (uint)i)]);
        uint[] words = [random.NextUInt32(), random.NextUInt32(), random.NextUInt32()];
        Assert.Equal([4012946933, 3615799318, 1210851548], words);
    }
}
