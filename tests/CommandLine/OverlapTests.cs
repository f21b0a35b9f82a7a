using System.Diagnostics;
using RnnGen.Data;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.CommandLine.Tests;

/// <summary>Rows of the test set that are also training rows.</summary>
[Collection("Console")]
public class OverlapTests
{
    [Fact]
    public void A_few_rows_are_named_with_their_text_quoted_and_the_others_counted()
    {
        var train = Enumerable.Range(0, 10).Select(i => new Sequence([i, i], [0])).ToArray();
        Sequence[] test = [new([9, 9], [1], "a\n\"b"), new([9, 8], [1], "new"), .. train[..3], new([5, 5], [0], new string('x', 41)), train[7], train[8]];

        Assert.Equal(
            $"7 of the 8 test rows (\"a\\n\\\"b\", test 2, test 3, test 4, \"{new string('x', 40)}\"... and 2 more) are also training rows: they say nothing about generalisation.\n",
            Write(train, test));
    }

    [Fact]
    public void Rows_of_another_length_are_others() => Assert.Equal("", Write([new Sequence([1, 2], [0])], [new Sequence([1], [0]), new Sequence([1, 2, 3], [0])]));

    [Fact]
    public void Large_sets_are_compared_in_a_moment()
    {
        var start = Stopwatch.GetTimestamp();
        var output = Write(Rows(60_000, 0), Rows(20_000, 59_999));

        Assert.StartsWith("1 of the 20000 test rows (test 0) ", output, StringComparison.Ordinal);
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(4));

        static Sequence[] Rows(int count, int first) => [.. Enumerable.Range(first, count).Select(i => new Sequence([1, 2, 3, 4, 5, 6, 7, i], [0]))];
    }

    private static string Write(IReadOnlyList<Sequence> train, IReadOnlyList<Sequence> test) => CapturedProgram.Capture(console =>
    {
        Overlap.Write(train, test, console);
        return 0;
    }).Output;
}
