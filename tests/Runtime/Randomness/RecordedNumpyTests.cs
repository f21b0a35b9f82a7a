using RnnGen.Randomness;
using Xunit;

namespace RnnGen.Tests.Randomness;

/// <summary>Longer runs, recorded by record_numpy.py.</summary>
public class RecordedNumpyTests
{
    public static TheoryData<string> RandnSeeds => [.. NumpyRecords.Header("numpy_randn.csv")];

    public static TheoryData<string> RandintBounds => [.. NumpyRecords.Header("numpy_randint.csv")];

    [Theory]
    [MemberData(nameof(RandnSeeds))]
    public void Randn_is_numpys_within_two_ulps(string seed)
    {
        RandomState random = NumpyRecords.Seeded(seed);

        foreach (string expected in NumpyRecords.Column("numpy_randn.csv", seed))
        {
            NumpyRecords.AssertWithinUlps(2, NumpyRecords.Double(expected), random.Randn());
        }
    }

    [Theory]
    [MemberData(nameof(RandintBounds))]
    public void Randint_is_numpys(string bounds)
    {
        string[] parts = bounds.Split(':');
        long low = NumpyRecords.Integer(parts[0]);
        long high = NumpyRecords.Integer(parts[1]);
        var random = new RandomState(12345);

        foreach (string expected in NumpyRecords.Column("numpy_randint.csv", bounds))
        {
            Assert.Equal(NumpyRecords.Integer(expected), random.Randint(low, high));
        }
    }

    [Fact]
    public void Permutation_is_numpys()
    {
        foreach (string[] row in NumpyRecords.Rows("numpy_permutation.csv"))
        {
            int n = (int)NumpyRecords.Integer(row[1]);
            int[] expected = NumpyRecords.Integers(row[2]);
            Assert.Equal(expected, NumpyRecords.Seeded(row[0]).Permutation(n));

            int[] destination = new int[n];
            NumpyRecords.Seeded(row[0]).Permutation(destination);
            Assert.Equal(expected, destination);
        }
    }

    [Fact]
    public void Calls_in_turns_leave_the_stream_where_numpy_does()
    {
        var random = new RandomState([2024, 7]);

        foreach (string[] row in NumpyRecords.Rows("numpy_mixed.csv"))
        {
            string expected = row[1];

            switch (row[0])
            {
                case "randn":
                    NumpyRecords.AssertWithinUlps(2, NumpyRecords.Double(expected), random.Randn());
                    break;
                case "random_sample":
                    Assert.Equal(NumpyRecords.Double(expected), random.RandomSample());
                    break;
                case "uniform":
                    Assert.Equal(NumpyRecords.Double(expected), random.Uniform(-3, 5));
                    break;
                case "randint":
                    Assert.Equal(NumpyRecords.Integer(expected), random.Randint(0, 10));
                    break;
                case "uint32":
                    Assert.Equal(NumpyRecords.Integer(expected), random.NextUInt32());
                    break;
                case "permutation":
                    Assert.Equal(NumpyRecords.Integers(expected), random.Permutation(7));
                    break;
                default:
                    Assert.Fail($"No call {row[0]}.");
                    break;
            }
        }
    }
}
