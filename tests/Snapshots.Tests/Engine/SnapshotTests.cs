using System.Text;
using VerifyTests;
using Xunit;

namespace RnnGen.Snapshots.Tests.Engine;

public sealed class SnapshotTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_new_snapshot_fails_and_leaves_what_was_received()
    {
        var message = await RejectAsync("first\nsecond\n");

        Assert.StartsWith(
            $"Directory: {_directory.Root}\nNew:\n  - Received: name.received.txt\n    Verified: name.verified.txt\n", message);
        Assert.Contains("\n+first\n+second\n", message);
        Assert.Contains("RNNGEN_ACCEPT_SNAPSHOTS=1", message);
        Assert.Equal(["name.received.txt"], _directory.Files);
        Assert.Equal(WithByteOrderMark("first\nsecond\n"), File.ReadAllBytes(_directory["name.received.txt"]));
    }

    [Fact]
    public async Task A_change_fails_and_shows_the_line_among_its_neighbours()
    {
        _directory.Write("name.verified.txt", Lines(20));

        var message = await RejectAsync(Lines(20).Replace("line 10\n", "changed\n"));

        Assert.Contains("NotEqual:\n  - Received: name.received.txt\n    Verified: name.verified.txt\n", message);
        Assert.Contains(" line 7\n line 8\n line 9\n-line 10\n+changed\n line 11\n line 12\n line 13\n", message);
        Assert.DoesNotContain("line 14", message);
        Assert.Equal(["name.received.txt", "name.verified.txt"], _directory.Files);
        Assert.Equal(Lines(20), File.ReadAllText(_directory["name.verified.txt"]));
    }

    [Fact]
    public async Task A_long_difference_is_cut()
    {
        var message = await RejectAsync(Lines(1000));

        Assert.InRange(message.Split('\n').Length, 80, 100);
        Assert.Contains("more lines of differences", message);
    }

    [Theory]
    [InlineData("text\nmore")]
    [InlineData("text\r\nmore")]
    [InlineData("text\rmore")]
    [InlineData("text\nmore\n")]
    [InlineData("\uFEFFtext\nmore")]
    public async Task An_equal_snapshot_passes_whatever_an_editor_did_to_its_file(string verified)
    {
        _directory.Write("name.verified.txt", verified);

        await Snapshot.VerifyAsync(Files, "text\nmore", new(Accept: false, OpenDiffTool: false));

        Assert.Equal(verified, Encoding.UTF8.GetString(File.ReadAllBytes(_directory["name.verified.txt"])));
    }

    [Theory]
    [InlineData("text", "text\n")]
    [InlineData("text\n\n", "text")]
    [InlineData("text ", "text")]
    [InlineData("Text", "text")]
    public async Task Every_other_difference_counts(string verified, string received)
    {
        _directory.Write("name.verified.txt", verified);

        Assert.Contains("NotEqual:", await RejectAsync(received));
    }

    [Fact]
    public async Task An_equal_snapshot_removes_what_an_earlier_run_received()
    {
        _directory.Write("name.verified.txt", "text");
        _directory.Write("name.received.txt", "old");
        _directory.Write("name.other.received.txt", "of another snapshot");

        await Snapshot.VerifyAsync(Files, "text", new(Accept: false, OpenDiffTool: false));

        Assert.Equal(["name.other.received.txt", "name.verified.txt"], _directory.Files);
    }

    [Fact]
    public async Task A_verified_file_of_another_extension_fails()
    {
        _directory.Write("name.verified.txt", "text");
        _directory.Write("name.verified.md", "of yesterday");

        var message = await RejectAsync("text");

        Assert.Contains("Delete:\n  - name.verified.md\n", message);
        Assert.Equal(["name.verified.md", "name.verified.txt"], _directory.Files);
    }

    [Fact]
    public async Task An_empty_verified_file_counts_as_none()
    {
        _directory.Write("name.verified.txt", "");

        Assert.Contains("New:", await RejectAsync("text"));
    }

    [Fact]
    public async Task An_empty_text_is_refused() => Assert.Contains("prove nothing", await RejectAsync(""));

    [Theory]
    [InlineData("no newline is added")]
    [InlineData("none is taken away\n")]
    public async Task Accepting_writes_the_text_as_Verify_does(string received)
    {
        _directory.Write("name.verified.txt", "old");
        _directory.Write("name.verified.md", "old");
        _directory.Write("name.received.txt", "old");

        await Snapshot.VerifyAsync(Files, received, new(Accept: true, OpenDiffTool: false));

        Assert.Equal(["name.verified.txt"], _directory.Files);
        Assert.Equal(WithByteOrderMark(received), File.ReadAllBytes(_directory["name.verified.txt"]));
    }

    [Fact]
    public async Task Accepting_leaves_an_equal_file_as_it_is()
    {
        _directory.Write("name.verified.txt", "text\r\n");

        await Snapshot.VerifyAsync(Files, "text", new(Accept: true, OpenDiffTool: false));

        Assert.Equal("text\r\n", File.ReadAllText(_directory["name.verified.txt"]));
    }

    private SnapshotFiles Files => new(_directory.Root, "name", "txt");

    private static string Lines(int count) => string.Concat(Enumerable.Range(1, count).Select(number => $"line {number}\n"));

    private static byte[] WithByteOrderMark(string text) => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)];

    private async Task<string> RejectAsync(string received)
    {
        var rejection = await Assert.ThrowsAsync<VerifyException>(
            () => Snapshot.VerifyAsync(Files, received, new(Accept: false, OpenDiffTool: false)));
        return rejection.Message;
    }
}
