using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Xunit;

namespace RnnGen.Tests.Randomness;

/// <summary>Seed sequences, bit generators and generators against what record_generator.py recorded of NumPy.</summary>
public class RecordedGeneratorTests
{
    private static CultureInfo Culture => CultureInfo.InvariantCulture;

    [Fact]
    public void A_state_of_a_seed_sequence_is_numpys()
    {
        Check("generate_state", row => row.SeedSequence().GenerateState(10).Select(word => word.ToString(Culture)));
        Check("generate_state64", row => row.SeedSequence().GenerateState64(5).Select(word => word.ToString(Culture)));
    }

    [Fact]
    public void Words_are_numpys() =>
        Check("random_raw", row => Draw(12, row.BitGenerator().NextUInt64).Select(word => word.ToString(Culture)));

    [Fact]
    public void Uniforms_are_numpys() => Check("random", row =>
    {
        var (unit, other) = (row.Generator(), row.Generator());
        return Draw(20, () => unit.Uniform(0, 1)).Select(value =>
        {
            Assert.Equal(-3 + (8 * value), other.Uniform(-3, 5));
            return Bits(value);
        });
    });

    [Fact]
    public void Normals_are_numpys()
    {
        Check("standard_normal", row => Draw(50, row.Generator().StandardNormal).Select(Bits));
        foreach (var row in RecordedStream.All.Where(row => row.Call == "many_normals"))
        {
            var values = Draw(1_000_000, row.Generator().StandardNormal);
            var tail = row.Results[1..].Select(result => result.Split(':')).ToDictionary(pair => int.Parse(pair[0], Culture), pair => NumpyRecords.Double(pair[1]));
            var others = values.Where((_, place) => !tail.ContainsKey(place)).ToArray();

            Assert.Equal(row.Results[0], Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<double>(others))));
            Assert.All(others, value => Assert.InRange(value, -3.6541528853610088, 3.6541528853610088));
            Assert.InRange(tail.Count, 200, 320);
            Assert.All(tail, pair => NumpyRecords.AssertWithinUlps(1, pair.Value, values[pair.Key]));
        }
    }

    private static void Check(string call, Func<RecordedStream, IEnumerable<string>> draw)
    {
        var rows = RecordedStream.All.Where(row => row.Call == call).ToArray();
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Equal(row.Results, draw(row)));
    }

    private static T[] Draw<T>(int count, Func<T> draw) => [.. Enumerable.Range(0, count).Select(_ => draw())];

    private static string Bits(double value) => BitConverter.DoubleToInt64Bits(value).ToString("x16", Culture);
}
