using RnnGen.Numerics;

namespace RnnGen.Accuracy;

/// <summary>A function of <see cref="Elementary"/>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Largest">How far from zero it is looked at: beyond, it is constant, or the argument, or not defined.</param>
internal sealed record ElementaryFunction(string Name, double Largest)
{
    public static readonly IReadOnlyList<ElementaryFunction> All =
    [
        new("exp", 750),
        new("expm1", 750),
        new("log", double.MaxValue),
        new("tanh", 20),
        new("sigmoid", 750),
        new("softplus", 750),
        new("sin", 1048575),
        new("cos", 1048575),
        new("erf", 6),
    ];

    /// <summary>Computes the function of some numbers.</summary>
    /// <param name="arguments">The numbers.</param>
    /// <param name="results">Receives as many results. It may be <paramref name="arguments"/>, but not overlap it otherwise.</param>
    public unsafe void Compute<TLane>(ReadOnlySpan<TLane> arguments, Span<TLane> results)
        where TLane : unmanaged, ILane<TLane>
    {
        fixed (TLane* source = arguments, destination = results)
        {
            delegate*<TLane*, TLane*, int, int, int, void> compute = Name switch
            {
                "exp" => &Elementary.Exp<TLane>,
                "expm1" => &Elementary.Expm1<TLane>,
                "log" => &Elementary.Log<TLane>,
                "tanh" => &Elementary.Tanh<TLane>,
                "sigmoid" => &Elementary.Sigmoid<TLane>,
                "softplus" => &Elementary.Softplus<TLane>,
                "sin" => &Elementary.Sin<TLane>,
                "cos" => &Elementary.Cos<TLane>,
                _ => &Elementary.Erf<TLane>,
            };
            compute(source, destination, arguments.Length, 1, 0);
        }
    }
}
