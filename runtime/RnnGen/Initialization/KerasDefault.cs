using RnnGen.Randomness;

namespace RnnGen.Initialization;

/// <summary>
/// What Keras does where nothing is said: <c>glorot_uniform</c> for input kernels and the output layer, <c>orthogonal</c> for recurrent kernels, zero
/// biases, and ones for the bias of an LSTM's forget gate (<c>unit_forget_bias=True</c>).
/// <para>
/// Keras has the gates of a cell in one kernel [inputs, gates * units] and one recurrent kernel [units, gates * units], and so they are drawn here
/// where the cell says which of its matrices are a kernel's: numbers row by row over all gates, within <c>sqrt(6 / (inputs + gates * units))</c>, and
/// a recurrent kernel whose rows, through all gates, are orthogonal to each other and of length one. A matrix of a kernel that has another
/// initializer replaces its columns; one that is in no kernel is a kernel by itself.
/// </para>
/// <para>
/// Source: keras/src/layers/rnn (<c>lstm.py</c>, gates i f c o; <c>gru.py</c>, z r h) and keras/src/initializers/random_initializers.py. The
/// distributions are the same; the numbers are those of our stream.
/// </para>
/// </summary>
public sealed class KerasDefault : Initializer
{
    /// <inheritdoc/>
    internal override bool DrawsKernels => true;

    /// <inheritdoc/>
    public override bool Draws(ParameterInfo parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return Of(parameter).Draws(parameter.Whole);
    }

    /// <inheritdoc/>
    protected override void FillAll(Span<double> values, ParameterInfo parameter, IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        Of(parameter).Fill(values, parameter, random);
    }

    private static Initializer Of(ParameterInfo parameter) => parameter.Role switch
    {
        ParameterRole.Recurrent => new Orthogonal(),
        ParameterRole.ForgetBias => new Ones(),
        _ => new XavierUniform(),
    };
}
