namespace RnnGen.Training;

/// <summary>
/// Scales the gradient of each parameter, a matrix or a vector, down where its own norm exceeds a bound:
/// <c>torch.nn.utils.clip_grad_norm_</c>, called for one parameter after the other.
/// <code>g = g * min(1, max_norm / (norm(g) + 1e-6))</code>
/// <para>Keras' <c>clipnorm</c> is this without the 1e-6, over its own variables, in which the gates of a cell stand side by side.</para>
/// </summary>
/// <param name="maxNorm">The bound; greater than 0, infinity for none.</param>
public sealed class ClipByParameterNorm(double maxNorm) : GradientClipping
{
    /// <summary>The bound.</summary>
    public double MaxNorm { get; } = ArgumentRange.PositiveOrInfinite(maxNorm);

    /// <inheritdoc/>
    protected override void ClipAll(Span<double> gradient, ParameterLayout layout)
    {
        for (var i = 0; i < layout.Count; i++)
        {
            GradientNorm.Limit(gradient.Slice(layout[i].Offset, layout[i].Length), MaxNorm);
        }
    }
}
