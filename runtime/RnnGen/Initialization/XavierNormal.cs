using RnnGen.Randomness;

namespace RnnGen.Initialization;

/// <summary>
/// A normal distribution by the widths, after Glorot and Bengio 2010: <c>torch.nn.init.xavier_normal_</c>. (That of Keras is truncated.)
/// <code>std * randn, std = gain * sqrt(2 / (fan_in + fan_out))</code>
/// Source: torch/nn/init.py. Vectors become zero, see <see cref="Initializer"/>.
/// </summary>
/// <param name="gain">The factor; <c>calculate_gain("tanh")</c> of PyTorch is 5/3.</param>
public sealed class XavierNormal(double gain = 1) : MatrixInitializer
{
    /// <inheritdoc/>
    protected override void FillMatrix(Span<double> values, int rows, int columns, IRandomSource random)
    {
        var std = gain * Math.Sqrt(2.0 / (rows + columns));
        foreach (ref var value in values)
        {
            value = std * random.StandardNormal();
        }
    }
}
