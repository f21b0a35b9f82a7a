namespace RnnGen.Randomness;

/// <summary>A stream of random numbers from which initial weights are drawn: <see cref="RandomState"/> or <see cref="Generator"/>.</summary>
public interface IRandomSource
{
    /// <summary>A draw from the uniform distribution over <c>[low, high)</c>.</summary>
    /// <param name="low">The lower bound, included.</param>
    /// <param name="high">The upper bound.</param>
    /// <exception cref="ArgumentException"><c>high - low</c> is not finite.</exception>
    double Uniform(double low, double high);

    /// <summary>A draw from the normal distribution with mean 0 and variance 1.</summary>
    double StandardNormal();
}
