using VerifyTests;
using Xunit;

namespace RnnGen.Snapshots.Tests.Engine;

public sealed class SnapshotFilesTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly VerifySettings _settings = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Snapshots_live_beside_the_test_under_its_name()
    {
        var files = Claim();

        Assert.Equal(_directory["Class.Method.verified.txt"], files.Verified);
        Assert.Equal(_directory["Class.Method.received.txt"], files.Received);
    }

    [Fact]
    public void A_relative_directory_starts_beside_the_test()
    {
        _settings.UseDirectory("Snapshots");
        _settings.UseFileName("name");

        Assert.Equal(Path.Combine(_directory.Root, "Snapshots", "name.verified.txt"), Claim().Verified);
    }

    [Fact]
    public void An_absolute_directory_stays()
    {
        var absolute = _directory["elsewhere"];
        _settings.UseDirectory(absolute);

        Assert.Equal(Path.Combine(absolute, "Class.Method.verified.txt"), Claim().Verified);
    }

    [Fact]
    public void Two_snapshots_of_one_name_fail_clearly_also_with_another_extension()
    {
        Claim();

        Assert.Contains("Two snapshots of this run are named 'Class.Method'", Refusal("txt"));
        Assert.Contains("UseFileName", Refusal("md"));
    }

    [Fact]
    public async Task Of_two_snapshots_at_the_same_time_one_gets_the_name()
    {
        var claims = Enumerable.Range(0, 8).Select(_ => Task.Run(() => Claim())).ToList();

        await Assert.ThrowsAsync<VerifyException>(() => Task.WhenAll(claims));
        Assert.Equal(1, claims.Count(claim => claim.IsCompletedSuccessfully));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("what?")]
    [InlineData("a#1")]
    public void A_name_that_is_no_file_name_everywhere_is_refused(string name)
    {
        _settings.UseFileName(name);

        Assert.Contains("cannot name a file", Refusal("txt"));
    }

    [Theory]
    [InlineData("png")]
    [InlineData(".txt")]
    public void Only_extensions_of_text_files_are_accepted(string extension) =>
        Assert.Contains("no extension of a text file", Refusal(extension));

    [Fact]
    public void Without_a_test_a_name_is_needed() =>
        Assert.Contains("UseFileName", Assert.Throws<VerifyException>(() => Claim(testName: null)).Message);

    [Fact]
    public void A_test_that_was_built_elsewhere_is_refused() =>
        Assert.Contains(
            "not on this machine",
            Assert.Throws<VerifyException>(() => SnapshotFiles.Claim(_settings, "txt", "/_/tests/Tests.cs", "Class.Method")).Message);

    private SnapshotFiles Claim(string extension = "txt", string? testName = "Class.Method") =>
        SnapshotFiles.Claim(_settings, extension, _directory["Tests.cs"], testName);

    private string Refusal(string extension) => Assert.Throws<VerifyException>(() => Claim(extension)).Message;
}
