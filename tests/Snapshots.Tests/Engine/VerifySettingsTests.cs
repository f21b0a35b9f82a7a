using VerifyTests;
using Xunit;

namespace RnnGen.Snapshots.Tests.Engine;

public class VerifySettingsTests
{
    private readonly VerifySettings _settings = new();

    [Fact]
    public void Without_scrubbers_only_line_ends_change() =>
        Assert.Equal("a\nb\nc \n", _settings.Scrub("a\r\nb\rc \n"));

    [Fact]
    public void The_scrubber_added_last_runs_first()
    {
        _settings.AddScrubber(text => text.Append(" third"));
        _settings.AddScrubber(text => text.Append(" second"));

        Assert.Equal("first second third", _settings.Scrub("first"));
    }

    [Theory]
    [InlineData("a\nx\nb", "A\nB")]
    [InlineData("a\r\nx\r\nb\r\n", "A\nB\n")]
    [InlineData("a\n\nb", "A\n\nB")]
    [InlineData("a\nx", "A")]
    [InlineData("x\nx\n", "")]
    public void Lines_are_replaced_or_removed_and_the_end_stays(string text, string expected)
    {
        _settings.ScrubLinesWithReplace(line => line == "x" ? null : line.ToUpperInvariant());

        Assert.Equal(expected, _settings.Scrub(text));
    }

    [Fact]
    public void A_copy_scrubs_alike_and_goes_its_own_way()
    {
        _settings.AddScrubber(text => text.Replace("a", "b"));
        var copy = new VerifySettings(_settings);
        copy.AddScrubber(text => text.Append('a'));

        Assert.Equal("b", _settings.Scrub("a"));
        Assert.Equal("bb", copy.Scrub("a"));
    }
}
