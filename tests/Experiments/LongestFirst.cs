using RnnGen.SpecTests.RandomSpecs;
using Xunit;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer("RnnGen.SpecTests.LongestFirst", "RnnGen.Experiments.Tests")]

namespace RnnGen.SpecTests;

/// <summary>Starts the classes that take minutes before the others: one that started last would leave the other processors idle.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly Type[] Long =
        [typeof(RandomSpecTests), typeof(DifferentialTests), typeof(SinglePrecisionTests), typeof(PredictorTests), typeof(MatrixTests), typeof(JitLimitTests), typeof(SnapshotTests)];

    /// <inheritdoc/>
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) => testCollections.OrderBy(Rank);

    // A collection of one class is named after it.
    private static int Rank(ITestCollection collection)
    {
        var rank = Array.FindIndex(Long, type => collection.DisplayName.EndsWith(" " + type.FullName, StringComparison.Ordinal));
        return rank < 0 ? Long.Length : rank;
    }
}
