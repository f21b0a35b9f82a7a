using RnnGen.Randomness;

namespace RnnGen.Initialization;

/// <summary>
/// A uniform distribution by the widths, after Glorot and Bengio 2010: <c>torch.nn.init.xavier_uniform_</c>, and with gain 1 <c>glorot_uniform</c> of Keras.
/// <code>U(-b, b), b = gain * sqrt(6 / (fan_in + fan_out))</code>
/// Source: torch/nn/init.py. Vectors become zero, see <see cref="Initializer"/>.
/// </summary>
/// <param name="gain">The factor; <c>calculate_gain("tanh")</c> of PyTorch is 5/3.</param>
public sealed class XavierUniform(double gain = 1) : MatrixInitializer
{
    /// <inheritdoc/>
    protected override void FillMatrix(Span<double> values, int rows, int columns, IRandomSource random)
    {
        var bound = gain * Math.Sqrt(6.0 / (rows + columns));
        foreach (ref var value in values)
        {
            value = random.Uniform(-bound, bound);
        }
    }
}
