using System.Text.RegularExpressions;
using RnnGen.SpecTests.Snapshots;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>The README shows the code and the trace that the snapshots hold.</summary>
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

    [Fact]
    public void The_code_in_the_README_is_that_of_the_snapshots()
    {
        var folder = Path.Combine(SourceFolder.Path, "Snapshots", "CountLetterA");
        var lines = new[] { "Forward.verified.cs", "Backward.verified.cs" }.SelectMany(file => File.ReadAllLines(Path.Combine(folder, file))).Select(line => line.Trim()).ToHashSet();
        var blocks = File.ReadAllText(Path.Combine(SourceFolder.Path, "..", "..", "README.md")).ReplaceLineEndings("\n").Split("```csharp\n").Skip(1).Select(block => block.Split("```")[0]).ToArray();
        var shown = blocks.Where(block => block.Contains("PlusProduct", StringComparison.Ordinal)).SelectMany(block => block.Split('\n')).Select(line => line.Trim()).Where(line => line is not ("" or "// ...")).ToArray();

        Assert.Equal(18, shown.Length);
        Assert.All(shown, line => Assert.Contains(line, lines));
    }

    // Epoch, loss and the hash at the end of the line.
    private static (string, string, string)[] Rows(string path) =>
        [.. Row().Matches(File.ReadAllText(path)).Select(match => (match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value))];

    [GeneratedRegex(@"^ +(\d+)  (0\.\d+) .*?([0-9a-f]{8})\r?$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
