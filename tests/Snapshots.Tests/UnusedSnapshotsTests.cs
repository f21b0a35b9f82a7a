using Xunit;

namespace RnnGen.Snapshots.Tests;

public sealed class UnusedSnapshotsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Verified_files_that_are_not_used_are_found_also_below()
    {
        _directory.Write("used.verified.cs", "");
        _directory.Write("renamed.verified.txt", "");
        _directory.Write("below/used.verified.svg", "");
        _directory.Write("below/deleted.verified.svg", "");
        _directory.Write("renamed.received.txt", "");
        _directory.Write("data.csv", "");

        Assert.Equal(["below/deleted.verified.svg", "renamed.verified.txt"], UnusedSnapshots.In(_directory.Root, ["used", "below/used"]));
    }

    [Fact]
    public void A_name_counts_as_a_whole()
    {
        _directory.Write("count.verified.txt", "");
        _directory.Write("count.trace.verified.txt", "");

        Assert.Equal(["count.verified.txt"], UnusedSnapshots.In(_directory.Root, ["count.trace"]));
    }
}
