using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace RnnGen.Numerics;

/// <summary>Which registers this process computes with.</summary>
public static class Lanes
{
    /// <summary>The environment variable that overrides <see cref="Width"/>: <c>512</c>, <c>256</c>, <c>128</c> or <c>64</c>.</summary>
    public const string WidthVariable = "RNNGEN_LANES";

    private static readonly string? Given = Environment.GetEnvironmentVariable(WidthVariable);

    /// <summary>
    /// The width to compute with: <see cref="FastestWidth"/>, of which few sequences take less, unless <see cref="WidthVariable"/> names another. No
    /// bit of any result depends on it. The variable is read once.
    /// </summary>
    /// <exception cref="InvalidOperationException"><see cref="WidthVariable"/> is set to something else.</exception>
    public static LaneWidth Width => Choose(Given);

    /// <summary>A narrower register where <see cref="WidthVariable"/> leaves the choice.</summary>
    /// <param name="width">The widest that is of use.</param>
    internal static LaneWidth AtMost(LaneWidth width) => string.IsNullOrEmpty(Given) ? (LaneWidth)Math.Min((int)Width, (int)width) : Width;

    /// <summary>
    /// The widest register that the machine accelerates. Without <see cref="HasHardwareFma"/> it is <see cref="LaneWidth.Bits64"/>, because
    /// the library routine takes one number at a time.
    /// </summary>
    public static LaneWidth FastestWidth =>
        !HasHardwareFma ? LaneWidth.Bits64
        : Vector512.IsHardwareAccelerated ? LaneWidth.Bits512
        : Vector256.IsHardwareAccelerated ? LaneWidth.Bits256
        : Vector128.IsHardwareAccelerated ? LaneWidth.Bits128
        : LaneWidth.Bits64;

    /// <summary>
    /// Whether the fused multiply-add is an instruction. Where it is not, a library routine computes the same bits some 50 times slower.
    /// </summary>
    public static bool HasHardwareFma => Fma.IsSupported || AdvSimd.IsSupported;

    /// <summary>The width that a value of <see cref="WidthVariable"/> asks for.</summary>
    /// <param name="value">The value; null or empty stands for <see cref="FastestWidth"/>.</param>
    /// <exception cref="InvalidOperationException">The value is none of those that <see cref="WidthVariable"/> may have.</exception>
    public static LaneWidth Choose(string? value) => value switch
    {
        null or "" => FastestWidth,
        "512" => LaneWidth.Bits512,
        "256" => LaneWidth.Bits256,
        "128" => LaneWidth.Bits128,
        "64" => LaneWidth.Bits64,
        _ => throw new InvalidOperationException(
            $"{WidthVariable} is '{value}'; expected 512, 256, 128 or 64, or nothing for the fastest."),
    };
}
