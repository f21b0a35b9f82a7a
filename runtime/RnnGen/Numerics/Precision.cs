using System.Diagnostics.CodeAnalysis;

namespace RnnGen.Numerics;

/// <summary>The precision in which a network is computed.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "They are the names of NumPy and PyTorch.")]
public enum Precision
{
    /// <summary>64 bits, 53 of them for the fraction: NumPy's <c>float64</c>.</summary>
    Float64,

    /// <summary>32 bits, 24 of them for the fraction: NumPy's <c>float32</c>, of which a register holds twice as many.</summary>
    Float32,
}
