using System.Runtime.CompilerServices;

namespace RnnGen.Training;

/// <summary>The Euclidean norm of gradients.</summary>
internal static class GradientNorm
{
    // What PyTorch adds to a norm before dividing by it.
    private const double Eps = 1e-6;

    /// <summary>The root of the sum of squares, which are added in index order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Of(ReadOnlySpan<double> gradient)
    {
        var sum = 0.0;
        foreach (var value in gradient)
        {
            sum += value * value;
        }

        return Math.Sqrt(sum);
    }

    /// <summary>
    /// Multiplies by <c>min(1, max / (norm + 1e-6))</c>; a norm that is not a number makes everything not a number, as in PyTorch.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Limit(Span<double> gradient, double max)
    {
        var factor = max / (Of(gradient) + Eps);
        if (factor >= 1)
        {
            return;
        }

        foreach (ref var value in gradient)
        {
            value *= factor;
        }
    }
}
