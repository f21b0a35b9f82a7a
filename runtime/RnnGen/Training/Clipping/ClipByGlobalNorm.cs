namespace RnnGen.Training;

/// <summary>
/// Scales the whole gradient down where its norm over all parameters exceeds a bound; its direction stays:
/// <c>torch.nn.utils.clip_grad_norm_</c>.
/// <code>g = g * min(1, max_norm / (norm(all g) + 1e-6))</code>
/// Source: <see href="https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.clip_grad_norm_.html">clip_grad_norm_</see>,
/// torch/nn/utils/clip_grad.py. Here the squares are added in the order of the layout; PyTorch takes the norm of the norms of the single
/// tensors: the same up to rounding.
/// <para>Keras' <c>global_clipnorm</c> has no 1e-6. Its <c>clipnorm</c> is <see cref="ClipByParameterNorm"/>.</para>
/// </summary>
/// <param name="maxNorm">The bound; greater than 0, infinity for none.</param>
public sealed class ClipByGlobalNorm(double maxNorm) : GradientClipping
{
    /// <summary>The bound.</summary>
    public double MaxNorm { get; } = ArgumentRange.PositiveOrInfinite(maxNorm);

    /// <inheritdoc/>
    protected override void ClipAll(Span<double> gradient, ParameterLayout layout) => GradientNorm.Limit(gradient, MaxNorm);
}
