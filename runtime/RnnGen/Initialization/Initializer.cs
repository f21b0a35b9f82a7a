using RnnGen.Randomness;

namespace RnnGen.Initialization;

/// <summary>How the numbers of a parameter start.</summary>
public abstract class Initializer
{
    /// <summary>Fills a parameter, row by row, drawing from the stream as much as it needs.</summary>
    /// <param name="values">The parameter.</param>
    /// <param name="random">The stream.</param>
    public abstract void Fill(Span<double> values, RandomState random);
}

/// <summary>The normal distribution with mean zero: <c>std * np.random.randn(...)</c>.</summary>
/// <param name="std">The standard deviation.</param>
public sealed class Normal(double std) : Initializer
{
    /// <inheritdoc/>
    public override void Fill(Span<double> values, RandomState random)
    {
        ArgumentNullException.ThrowIfNull(random);
        foreach (ref var value in values)
        {
            value = std * random.Randn();
        }
    }
}

/// <summary>The uniform distribution: <c>np.random.uniform(low, high, ...)</c>.</summary>
/// <param name="low">The lower bound, included.</param>
/// <param name="high">The upper bound, excluded.</param>
public sealed class Uniform(double low, double high) : Initializer
{
    /// <inheritdoc/>
    public override void Fill(Span<double> values, RandomState random)
    {
        ArgumentNullException.ThrowIfNull(random);
        foreach (ref var value in values)
        {
            value = random.Uniform(low, high);
        }
    }
}

/// <summary>One number everywhere; it draws nothing.</summary>
/// <param name="value">The number.</param>
public sealed class Constant(double value) : Initializer
{
    /// <inheritdoc/>
    public override void Fill(Span<double> values, RandomState random) => values.Fill(value);
}
