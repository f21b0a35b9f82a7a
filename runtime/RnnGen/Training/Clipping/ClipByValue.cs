using System.Runtime.CompilerServices;

namespace RnnGen.Training;

/// <summary>
/// Brings each number of the gradient into an interval, which turns its direction: <c>torch.nn.utils.clip_grad_value_</c>, and Keras'
/// <c>clipvalue</c>.
/// <code>g = min(max(g, -clip_value), clip_value)</code>
/// Source: <see href="https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.clip_grad_value_.html">clip_grad_value_</see>,
/// torch/nn/utils/clip_grad.py. What is not a number stays so.
/// </summary>
/// <param name="clipValue">The largest size; greater than 0, infinity for none.</param>
public sealed class ClipByValue(double clipValue) : GradientClipping
{
    /// <summary>The largest size.</summary>
    public double ClipValue { get; } = ArgumentRange.PositiveOrInfinite(clipValue);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void ClipAll(Span<double> gradient, ParameterLayout layout)
    {
        var largest = ClipValue;
        foreach (ref var value in gradient)
        {
            value = Math.Clamp(value, -largest, largest);
        }
    }
}
