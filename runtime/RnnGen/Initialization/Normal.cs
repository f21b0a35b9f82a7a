using RnnGen.Randomness;

namespace RnnGen.Initialization;

/// <summary>The normal distribution with mean zero: <c>std * np.random.randn(...)</c>.</summary>
/// <param name="std">The standard deviation.</param>
public sealed class Normal(double std) : Initializer
{
    /// <inheritdoc/>
    protected override void FillAll(Span<double> values, ParameterInfo parameter, IRandomSource random)
    {
        foreach (ref var value in values)
        {
            value = std * random.StandardNormal();
        }
    }
}
