using RnnGen.Randomness;

namespace RnnGen.Initialization;

/// <summary>An initializer that is made for matrices: a vector becomes zero, or one where it is a gain, which draws nothing.</summary>
public abstract class MatrixInitializer : Initializer
{
    /// <inheritdoc/>
    public override bool Draws(ParameterInfo parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return parameter.IsMatrix;
    }

    /// <inheritdoc/>
    protected sealed override void FillAll(Span<double> values, ParameterInfo parameter, IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        if (parameter.IsMatrix)
        {
            FillMatrix(values, parameter.Shape[0], parameter.Shape[1], random);
        }
        else
        {
            values.Fill(parameter.Role == ParameterRole.Gain ? 1 : 0);
        }
    }

    /// <summary>Fills a matrix.</summary>
    /// <param name="values">Its numbers, row-major.</param>
    /// <param name="rows">Its inputs, fan_in.</param>
    /// <param name="columns">Its outputs, fan_out.</param>
    /// <param name="random">The stream.</param>
    protected abstract void FillMatrix(Span<double> values, int rows, int columns, IRandomSource random);
}
