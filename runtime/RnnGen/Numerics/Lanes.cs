using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace RnnGen.Numerics;

/// <summary>The width of a register in bits.</summary>
public enum LaneWidth
{
    /// <summary>One lane.</summary>
    Bits64 = 64,

    /// <summary>Two lanes.</summary>
    Bits128 = 128,

    /// <summary>Four lanes.</summary>
    Bits256 = 256,

    /// <summary>Eight lanes.</summary>
    Bits512 = 512,
}

/// <summary>What this machine has.</summary>
public static class Lanes
{
    /// <summary>The widest register that the machine accelerates.</summary>
    public static LaneWidth Width { get; } = Vector512.IsHardwareAccelerated ? LaneWidth.Bits512
        : Vector256.IsHardwareAccelerated ? LaneWidth.Bits256
        : Vector128.IsHardwareAccelerated ? LaneWidth.Bits128
        : LaneWidth.Bits64;

    /// <summary>Whether the fused multiply-add is an instruction. Where it is not, it is computed exactly by software, some 50 times slower.</summary>
    public static bool HasHardwareFma => Fma.IsSupported || AdvSimd.IsSupported;
}
