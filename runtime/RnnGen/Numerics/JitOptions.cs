using System.Runtime.CompilerServices;

namespace RnnGen.Numerics;

/// <summary>How methods full of lane operations are compiled.</summary>
internal static class JitOptions
{
    /// <summary>
    /// At once and optimized, and into no other method: a caller that took one in would, some hundred operations later, have used up what the JIT
    /// allows for inlining, and call every further operation with its operands in memory, twenty times slower.
    /// </summary>
    public const MethodImplOptions Kernel = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;
}
