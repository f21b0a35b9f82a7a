using System.Text.RegularExpressions;
using RnnGen.SpecTests.Snapshots;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>The README shows the trace that the snapshot holds.</summary>
public partial class ReadmeTests
{
    [Fact]
    public void The_losses_and_hashes_in_the_README_are_those_of_the_snapshot()
    {
        var snapshot = Rows(Path.Combine(SourceFolder.Path, "Snapshots", "CountLetterA", "Trace.verified.txt"));
        var readme = Rows(Path.Combine(SourceFolder.Path, "..", "..", "README.md"));

        Assert.Equal(6, readme.Length);
        Assert.All(readme, row => Assert.Contains(row, snapshot));
    }

    // Epoch, loss and the hash at the end of the line.
    private static (string, string, string)[] Rows(string path) =>
        [.. Row().Matches(File.ReadAllText(path)).Select(match => (match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value))];

    [GeneratedRegex(@"^ +(\d+)  (0\.\d+) .*?([0-9a-f]{8})\r?$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
