using RnnGen.Randomness;

namespace RnnGen.Initialization;

/// <summary>Zero everywhere; it draws nothing.</summary>
public sealed class Zeros : Initializer
{
    /// <inheritdoc/>
    public override bool Draws(ParameterInfo parameter) => false;

    /// <inheritdoc/>
    protected override void FillAll(Span<double> values, ParameterInfo parameter, IRandomSource random) => values.Clear();
}
