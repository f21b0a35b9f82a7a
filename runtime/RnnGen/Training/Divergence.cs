using System.Globalization;
using RnnGen.Numerics;

namespace RnnGen.Training;

/// <summary>Where a training left the finite numbers.</summary>
/// <param name="Epoch">The epoch from 0; null in a stream, which has none.</param>
/// <param name="Update">The update from 1 after which it was seen; 0 for the loss of the initial weights.</param>
/// <param name="Parameter">The first parameter in the order of the layout that is not finite, or null where it is the loss.</param>
public sealed record Divergence(int? Epoch, long Update, string? Parameter)
{
    /// <summary>Where it is the loss, the parameter whose gradient is not finite either, or is the largest; null where it is not known.</summary>
    public LargestGradient? LargestGradient { get; init; }

    /// <summary>What happened, and what to try.</summary>
    public string Message => string.Create(
        CultureInfo.InvariantCulture,
        $"diverged in {(Epoch is null ? "" : $"epoch {Epoch}, ")}update {Update}: "
        + $"{(Parameter is null ? "the loss" : $"the parameter {Parameter}")} is not finite{GradientHint}. "
        + $"Lower the learning rate, or clip the gradient.");

    private string GradientHint => LargestGradient switch
    {
        null => "",
        { IsFinite: false } gradient => $", nor is the gradient of {gradient.Parameter}",
        { } gradient => $"; the gradient of {gradient.Parameter} is the largest",
    };

    /// <summary>Looks for a parameter that is not finite.</summary>
    internal static ParameterInfo? FirstOf(ParameterLayout layout, ReadOnlySpan<double> parameters) =>
        NotFinite.FirstIn(parameters) is >= 0 and var i ? layout.At(i) : null;
}
