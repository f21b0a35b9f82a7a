using System.Globalization;
using System.Numerics;
using RnnGen.Randomness;

namespace RnnGen.Tests.Randomness;

/// <summary>A row of numpy_generator.csv: a stream, a call and its results.</summary>
internal sealed record RecordedStream(IReadOnlyList<BigInteger> Entropy, IReadOnlyList<uint> SpawnKey, string Call, string[] Results)
{
    public static IReadOnlyList<RecordedStream> All { get; } = [.. NumpyRecords.Rows("numpy_generator.csv").Select(Parse)];

    public SeedSequence SeedSequence() => Entropy.Count == 1 ? new(Entropy[0], [.. SpawnKey]) : new([.. Entropy], [.. SpawnKey]);

    public Philox BitGenerator() => new(SeedSequence());

    public Generator Generator() => new(BitGenerator());

    private static RecordedStream Parse(string[] row) => new(
        Words(row[0], BigInteger.Parse),
        Words(row[1], uint.Parse),
        row[2],
        row[3].Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static T[] Words<T>(string text, Func<string, CultureInfo, T> parse) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => parse(word, CultureInfo.InvariantCulture))];
}
