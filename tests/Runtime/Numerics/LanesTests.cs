using System.Runtime.Intrinsics;
using RnnGen.Numerics;
using Xunit;

namespace RnnGen.Tests.Numerics;

public class LanesTests
{
    [Theory]
    [InlineData("512", LaneWidth.Bits512)]
    [InlineData("256", LaneWidth.Bits256)]
    [InlineData("128", LaneWidth.Bits128)]
    [InlineData("64", LaneWidth.Bits64)]
    public void A_width_can_be_asked_for(string value, LaneWidth expected) => Assert.Equal(expected, Lanes.Choose(value));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_a_wish_it_is_the_fastest(string? value) => Assert.Equal(Lanes.FastestWidth, Lanes.Choose(value));

    [Theory]
    [InlineData("1024")]
    [InlineData("avx2")]
    [InlineData(" 256")]
    [InlineData("-128")]
    public void Any_other_wish_is_an_error_that_says_what_may_be_asked_for(string value)
    {
        var error = Assert.Throws<InvalidOperationException>(() => Lanes.Choose(value));
        Assert.Contains($"RNNGEN_LANES is '{value}'; expected 512, 256, 128 or 64", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_environment_decides_for_the_process() =>
        Assert.Equal(Lanes.Choose(Environment.GetEnvironmentVariable(Lanes.WidthVariable)), Lanes.Width);

    [Fact]
    public void The_fastest_width_is_accelerated() => Assert.True(Lanes.FastestWidth switch
    {
        LaneWidth.Bits512 => Vector512.IsHardwareAccelerated && Lanes.HasHardwareFma,
        LaneWidth.Bits256 => Vector256.IsHardwareAccelerated && Lanes.HasHardwareFma,
        LaneWidth.Bits128 => Vector128.IsHardwareAccelerated && Lanes.HasHardwareFma,
        _ => !Vector128.IsHardwareAccelerated || !Lanes.HasHardwareFma,
    });

    /// <summary>
    /// These tests are also run with instruction sets switched off. The runtime ignores a variable that it does not know, so that what is
    /// off is asserted here.
    /// </summary>
    [Fact]
    public void What_the_environment_switches_off_is_off()
    {
        if (IsOff("EnableAVX512"))
        {
            Assert.False(Vector512.IsHardwareAccelerated);
            Assert.True(Lanes.FastestWidth < LaneWidth.Bits512);
        }

        if (IsOff("EnableAVX2"))
        {
            Assert.False(Vector256.IsHardwareAccelerated);
            Assert.False(Lanes.HasHardwareFma);
            Assert.Equal(LaneWidth.Bits64, Lanes.FastestWidth);
        }

        if (IsOff("EnableHWIntrinsic"))
        {
            Assert.False(Vector128.IsHardwareAccelerated);
            Assert.False(Lanes.HasHardwareFma);
            Assert.Equal(LaneWidth.Bits64, Lanes.FastestWidth);
        }
    }

    private static bool IsOff(string name) => Environment.GetEnvironmentVariable("DOTNET_" + name) == "0";
}
