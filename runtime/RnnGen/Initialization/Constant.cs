using RnnGen.Randomness;

namespace RnnGen.Initialization;

/// <summary>One number everywhere; it draws nothing.</summary>
/// <param name="value">The number.</param>
public sealed class Constant(double value) : Initializer
{
    /// <inheritdoc/>
    public override bool Draws(ParameterInfo parameter) => false;

    /// <inheritdoc/>
    protected override void FillAll(Span<double> values, ParameterInfo parameter, IRandomSource random) => values.Fill(value);
}
