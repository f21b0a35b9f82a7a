using RnnGen.Randomness;

namespace RnnGen.Initialization;

/// <summary>
/// What PyTorch does where nothing is said: <c>nn.RNN</c>, <c>nn.LSTM</c> and <c>nn.GRU</c> with H units draw every parameter, biases as well, from
/// U(-1/sqrt(H), 1/sqrt(H)); <c>nn.Linear</c>, the output layer, both of its own from U(-1/sqrt(fan_in), 1/sqrt(fan_in)). Gains start as ones, as in
/// <c>nn.LayerNorm</c>. The distributions are the same; the numbers are those of our stream.
/// </summary>
public sealed class PyTorchDefault : Initializer
{
    /// <inheritdoc/>
    public override bool Draws(ParameterInfo parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return parameter.Role != ParameterRole.Gain;
    }

    /// <inheritdoc/>
    protected override void FillAll(Span<double> values, ParameterInfo parameter, IRandomSource random)
    {
        if (parameter.Role == ParameterRole.Gain)
        {
            values.Fill(1);
            return;
        }

        var width = parameter.Role is ParameterRole.Output or ParameterRole.OutputBias ? parameter.LayerInputs : parameter.LayerUnits;
        var bound = 1 / Math.Sqrt(width);
        foreach (ref var value in values)
        {
            value = random.Uniform(-bound, bound);
        }
    }
}
