namespace RnnGen.Tests.Numerics;

/// <summary>A function of <see cref="RnnGen.Numerics.Elementary"/>.</summary>
public enum BlockFunction
{
    Tanh,
    Sigmoid,
    Exp,
    Expm1,
    Log,
    Softplus,
    Sin,
    Cos,
    Erf,
}
