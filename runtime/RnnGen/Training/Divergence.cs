using System.Globalization;
using System.Runtime.Intrinsics;

namespace RnnGen.Training;

/// <summary>Where a training left the finite numbers.</summary>
/// <param name="Epoch">The epoch from 0; null in a stream, which has none.</param>
/// <param name="Update">The update from 1 after which it was seen; 0 for the loss of the initial weights.</param>
/// <param name="Parameter">The first parameter in the order of the layout that is not finite, or null where it is the loss.</param>
public sealed record Divergence(int? Epoch, long Update, string? Parameter)
{
    /// <summary>What happened, and what to try.</summary>
    public string Message => string.Create(
        CultureInfo.InvariantCulture,
        $"diverged in {(Epoch is null ? "" : $"epoch {Epoch}, ")}update {Update}: {(Parameter is null ? "the loss" : $"the parameter {Parameter}")} is not finite. Lower the learning rate, or clip the gradient.");

    /// <summary>Looks for a parameter that is not finite.</summary>
    internal static ParameterInfo? FirstOf(ParameterLayout layout, ReadOnlySpan<double> parameters)
    {
        // Nearly always all are finite: four at a time.
        var i = 0;
        while (i <= parameters.Length - Vector256<double>.Count && Vector256.LessThanOrEqualAll(Vector256.Abs(Vector256.Create(parameters[i..])), Vector256.Create(double.MaxValue)))
        {
            i += Vector256<double>.Count;
        }

        for (; i < parameters.Length; i++)
        {
            if (!double.IsFinite(parameters[i]))
            {
                return layout.At(i);
            }
        }

        return null;
    }
}
