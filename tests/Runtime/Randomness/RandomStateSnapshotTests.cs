using System.Globalization;
using RnnGen.Randomness;
using Xunit;

namespace RnnGen.Tests.Randomness;

/// <summary>States of RandomState, taken over from NumPy and given to it.</summary>
public class RandomStateSnapshotTests
{
    public static TheoryData<int> Rows => [.. Enumerable.Range(0, NumpyRecords.Rows("numpy_state.csv").Length)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_state_is_numpys_after_the_same_draws(int index)
    {
        var row = NumpyRecords.Rows("numpy_state.csv")[index];
        var random = NumpyRecords.Seeded(row[0]);
        for (var i = 0; i < NumpyRecords.Integer(row[1]); i++)
        {
            random.Randn();
        }

        for (var i = 0; i < NumpyRecords.Integer(row[2]); i++)
        {
            random.NextUInt32();
        }

        var (expected, actual) = (Snapshot(row), random.GetState());
        Assert.Equal(expected.Key, actual.Key);
        Assert.Equal((expected.Position, expected.HasGauss), (actual.Position, actual.HasGauss));
        NumpyRecords.AssertWithinUlps(2, expected.CachedGaussian, actual.CachedGaussian);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_stream_goes_on_where_numpys_stood(int index)
    {
        var row = NumpyRecords.Rows("numpy_state.csv")[index];
        var random = new RandomState(99);
        random.Randn();
        random.SetState(Snapshot(row));

        Assert.All(row[7].Split(' '), normal => NumpyRecords.AssertWithinUlps(2, NumpyRecords.Double(normal), random.Randn()));
        Assert.Equal(NumpyRecords.Integer(row[8]), random.NextUInt32());
    }

    [Fact]
    public void A_state_does_not_change_with_the_stream_and_can_be_gone_back_to()
    {
        var random = new RandomState(1);
        random.Randn();
        var state = random.GetState();
        var drawn = Enumerable.Range(0, 1000).Select(_ => random.Randn()).ToArray();

        random.SetState(state);

        Assert.Equal(drawn, Enumerable.Range(0, 1000).Select(_ => random.Randn()));
    }

    [Fact]
    public void A_state_has_624_words_and_a_position_among_them()
    {
        Assert.Throws<ArgumentException>("key", () => new RandomStateSnapshot(new uint[623], 0));
        Assert.Throws<ArgumentOutOfRangeException>("position", () => new RandomStateSnapshot(new uint[624], -1));
        Assert.Throws<ArgumentOutOfRangeException>("position", () => new RandomStateSnapshot(new uint[624], 625));
    }

    private static RandomStateSnapshot Snapshot(string[] row) => new(
        [.. row[3].Split(' ').Select(word => uint.Parse(word, CultureInfo.InvariantCulture))], (int)NumpyRecords.Integer(row[4]), row[5] == "1", NumpyRecords.Double(row[6]));
}
