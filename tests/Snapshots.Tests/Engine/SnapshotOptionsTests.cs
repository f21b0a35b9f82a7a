using DiffEngine;
using Xunit;

namespace RnnGen.Snapshots.Tests.Engine;

public class SnapshotOptionsTests
{
    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("0", false)]
    [InlineData("1", true)]
    public void One_switch_accepts(string? value, bool accepts) =>
        Assert.Equal(accepts, Options(isLinux: true, ("RNNGEN_ACCEPT_SNAPSHOTS", value)).Accept);

    [Fact]
    public void No_diff_tool_opens_in_CI()
    {
        Assert.False(Options(isLinux: true, ("CI", "true"), ("DISPLAY", ":0")).OpenDiffTool);
        Assert.False(Options(isLinux: false, ("CI", "1")).OpenDiffTool);
    }

    [Fact]
    public void No_diff_tool_opens_on_Linux_without_a_display() => Assert.False(Options(isLinux: true).OpenDiffTool);

    [Fact]
    public void A_diff_tool_opens_for_a_person_unless_it_is_switched_off()
    {
        var allowed = !DiffRunner.Disabled && !BuildServerDetector.Detected;

        Assert.Equal(allowed, Options(isLinux: true, ("DISPLAY", ":0")).OpenDiffTool);
        Assert.Equal(allowed, Options(isLinux: true, ("WAYLAND_DISPLAY", "wayland-0")).OpenDiffTool);
        Assert.Equal(allowed, Options(isLinux: false).OpenDiffTool);
    }

    private static SnapshotOptions Options(bool isLinux, params (string Name, string? Value)[] variables) =>
        SnapshotOptions.From(name => variables.FirstOrDefault(variable => variable.Name == name).Value, isLinux);
}
