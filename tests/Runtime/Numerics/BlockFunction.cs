using RnnGen.Numerics;

namespace RnnGen.Tests.Numerics;

/// <summary>A function of <see cref="Elementary"/>.</summary>
public enum BlockFunction
{
    Tanh,
    Sigmoid,
}
