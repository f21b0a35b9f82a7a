using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace RnnGen.Numerics;

/// <summary>The vector registers of the machine.</summary>
internal static class VectorRegisters
{
    /// <summary>Whether there are thirty-two of them, of whatever width, and not sixteen.</summary>
    public static bool Are32 => Avx512F.VL.IsSupported || AdvSimd.Arm64.IsSupported;
}
