using RnnGen.Numerics;

namespace RnnGen.Training;

/// <summary>The parameter that a gradient changes the most.</summary>
/// <param name="Parameter">
/// The first parameter in the order of the layout whose gradient is not finite, or else the one with the derivative that is the largest in magnitude.
/// </param>
/// <param name="IsFinite">Whether the whole gradient is finite.</param>
public sealed record LargestGradient(string Parameter, bool IsFinite)
{
    /// <summary>Looks for it in a gradient; null where all derivatives are zero.</summary>
    internal static LargestGradient? Of(ParameterLayout layout, ReadOnlySpan<double> gradient)
    {
        if (NotFinite.FirstIn(gradient) is >= 0 and var first)
        {
            return new LargestGradient(layout.At(first).Name, IsFinite: false);
        }

        var (largest, magnitude) = (-1, 0.0);
        for (var i = 0; i < gradient.Length; i++)
        {
            if (Math.Abs(gradient[i]) > magnitude)
            {
                (largest, magnitude) = (i, Math.Abs(gradient[i]));
            }
        }

        return largest < 0 ? null : new LargestGradient(layout.At(largest).Name, IsFinite: true);
    }
}
