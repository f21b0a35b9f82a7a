using System.Globalization;
using System.Numerics;
using RnnGen.Randomness;

namespace RnnGen.Tests.Randomness;

/// <summary>A row of numpy_generator.csv: a stream, a call and its results.</summary>
internal sealed record RecordedStream(
    IReadOnlyList<BigInteger> Entropy, IReadOnlyList<uint> SpawnKey, IReadOnlyList<ulong> Key, IReadOnlyList<ulong> Counter, int Drawn, ulong Jumps, string[] Call, string[] Results)
{
    public static IReadOnlyList<RecordedStream> All { get; } = [.. NumpyRecords.Rows("numpy_generator.csv").Select(Parse)];

    public SeedSequence SeedSequence() => Entropy.Count == 1 ? new(Entropy[0], [.. SpawnKey]) : new([.. Entropy], [.. SpawnKey]);

    public Philox BitGenerator()
    {
        var philox = Key.Count == 0 ? new Philox(SeedSequence()) : new Philox((Key[0], Key[1]), (Counter[0], Counter[1], Counter[2], Counter[3]));
        for (var i = 0; i < Drawn; i++)
        {
            philox.NextUInt64();
        }

        return Jumps > 0 ? philox.Jumped(Jumps) : philox;
    }

    public Generator Generator() => new(BitGenerator());

    private static RecordedStream Parse(string[] row) => new(
        Words(row[0], BigInteger.Parse),
        Words(row[1], uint.Parse),
        Words(row[2], ulong.Parse),
        Words(row[3], ulong.Parse),
        int.Parse(row[4], CultureInfo.InvariantCulture),
        ulong.Parse(row[5], CultureInfo.InvariantCulture),
        row[6].Split(' '),
        row[7].Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static T[] Words<T>(string text, Func<string, CultureInfo, T> parse) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => parse(word, CultureInfo.InvariantCulture))];
}
