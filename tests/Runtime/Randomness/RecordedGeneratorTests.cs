using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using RnnGen.Randomness;
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
    public void Spawned_children_are_numpys()
    {
        // The order in which record_generator.py spawned them.
        foreach (var entropy in new[] { 12345, BigInteger.Pow(2, 100) })
        {
            var root = new SeedSequence(entropy);
            SeedSequence[] children = [.. root.Spawn(2), .. root.Spawn(1)];
            SeedSequence[] all = [.. children, .. children[1].Spawn(2)];
            var rows = RecordedStream.All.Where(row => row.Call[0] == "generate_state" && row.Entropy.SequenceEqual([entropy]) && row.SpawnKey.Count > 0).ToArray();

            Assert.Equal(["0", "1", "2", "1 0", "1 1"], all.Select(child => string.Join(' ', child.SpawnKey)));
            Assert.Equal(rows.Select(row => row.Results), all.Select(child => child.GenerateState(10).Select(word => word.ToString(Culture))));
        }
    }

    [Fact]
    public void Words_of_keys_counters_children_and_jumps_are_numpys() =>
        Check("random_raw", row => Draw(12, row.BitGenerator().NextUInt64).Select(word => word.ToString(Culture)));

    [Fact]
    public void Uniforms_are_numpys() => Check("random", row => Draw(20, row.Generator().Random).Select(Bits));

    [Fact]
    public void Integers_are_numpys() => Check("integers", row => Draw(50, Integers(row.Call, row.Generator())).Select(value => value.ToString(Culture)));

    [Fact]
    public void Permutations_are_numpys() =>
        Check("permutation", row => row.Generator().Permutation(int.Parse(row.Call[1], Culture)).Select(value => value.ToString(Culture)));

    [Fact]
    public void Normals_are_numpys()
    {
        Check("standard_normal", row => Draw(50, row.Generator().StandardNormal).Select(Bits));
        foreach (var row in RecordedStream.All.Where(row => row.Call[0] == "many_normals"))
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

    [Fact]
    public void Calls_in_turns_leave_the_stream_where_numpy_does()
    {
        var rows = RecordedStream.All.Where(row => row.Call[0] == "mixed").Select(row => row with { Call = row.Call[1..] }).ToArray();
        var random = rows[0].Generator();
        foreach (var row in rows)
        {
            string[] actual = row.Call[0] switch
            {
                "random" => [Bits(random.Random())],
                "standard_normal" => [Bits(random.StandardNormal())],
                "uniform" => [Bits(random.Uniform(-3, 5))],
                "integers" => [Integers(row.Call, random)().ToString(Culture)],
                _ => [.. random.Permutation(int.Parse(row.Call[1], Culture)).Select(value => value.ToString(Culture))],
            };
            Assert.Equal(row.Results, actual);
        }
    }

    private static void Check(string call, Func<RecordedStream, IEnumerable<string>> draw)
    {
        var rows = RecordedStream.All.Where(row => row.Call[0] == call).ToArray();
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Equal(row.Results, draw(row)));
    }

    private static Func<long> Integers(string[] call, Generator random) =>
        () => random.Integers(long.Parse(call[1], Culture), long.Parse(call[2], Culture), endpoint: call.Length > 3);

    private static T[] Draw<T>(int count, Func<T> draw) => [.. Enumerable.Range(0, count).Select(_ => draw())];

    private static string Bits(double value) => BitConverter.DoubleToInt64Bits(value).ToString("x16", Culture);
}
