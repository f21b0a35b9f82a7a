using RnnGen.Numerics;

namespace RnnGen.Matrix;

/// <summary>What a process computes with.</summary>
/// <param name="Width">The width of its registers.</param>
/// <param name="HasFma">Whether the fused multiply-add is an instruction.</param>
internal readonly record struct Registers(LaneWidth Width, bool HasFma)
{
    /// <inheritdoc/>
    public override string ToString() => $"{(int)Width} bits, {(HasFma ? "FMA" : "no FMA")}";
}
