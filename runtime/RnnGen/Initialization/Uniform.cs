using RnnGen.Randomness;

namespace RnnGen.Initialization;

/// <summary>The uniform distribution: <c>np.random.uniform(low, high, ...)</c>.</summary>
/// <param name="low">The lower bound, included.</param>
/// <param name="high">The upper bound, excluded.</param>
public sealed class Uniform(double low, double high) : Initializer
{
    /// <inheritdoc/>
    protected override void FillAll(Span<double> values, ParameterInfo parameter, IRandomSource random)
    {
        foreach (ref var value in values)
        {
            value = random.Uniform(low, high);
        }
    }
}
