using RnnGen.Randomness;

namespace RnnGen.Initialization;

/// <summary>
/// What Keras does where nothing is said: <c>glorot_uniform</c> for input kernels and the output layer, <c>orthogonal</c> for recurrent kernels, zero biases.
/// <para>
/// Keras makes the gates of a cell one matrix; here each gate has its own, and the rule holds for each: its fan_out is that of the gate, and a
/// recurrent kernel is orthogonal gate by gate. The forget bias, which Keras sets to 1, is zero as others unless the spec says so.
/// </para>
/// </summary>
public sealed class KerasDefault : Initializer
{
    /// <inheritdoc/>
    public override bool Draws(ParameterInfo parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return Of(parameter).Draws(parameter);
    }

    /// <inheritdoc/>
    protected override void FillAll(Span<double> values, ParameterInfo parameter, IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        Of(parameter).Fill(values, parameter, random);
    }

    private static MatrixInitializer Of(ParameterInfo parameter) => parameter.Role == ParameterRole.Recurrent ? new Orthogonal() : new XavierUniform();
}
