namespace RnnGen.Randomness;

/// <summary>
/// Where a stream of <see cref="RandomState"/> stands: the tuple of <c>RandomState.get_state()</c> of NumPy without its
/// first element, <c>'MT19937'</c>.
/// </summary>
public sealed record RandomStateSnapshot
{
    /// <summary>Takes over the numbers.</summary>
    /// <param name="key">The words of the Mersenne Twister, [624], the key of NumPy's tuple.</param>
    /// <param name="position">Which word is the next one, from 0 to 624: <c>pos</c>.</param>
    /// <param name="hasGauss">Whether a second normal is kept for the next call: <c>has_gauss</c>.</param>
    /// <param name="cachedGaussian">That normal, or 0: <c>cached_gaussian</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="key"/> has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="position"/> is out of range.</exception>
    public RandomStateSnapshot(ReadOnlySpan<uint> key, int position, bool hasGauss = false, double cachedGaussian = 0)
    {
        if (key.Length != MersenneTwister.Length)
        {
            throw new ArgumentException($"The key has {key.Length} words; expected {MersenneTwister.Length}.", nameof(key));
        }

        ArgumentOutOfRangeException.ThrowIfNegative(position);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(position, MersenneTwister.Length);
        (Key, Position, HasGauss, CachedGaussian) = (Array.AsReadOnly(key.ToArray()), position, hasGauss, cachedGaussian);
    }

    /// <summary>The words of the Mersenne Twister, [624].</summary>
    public IReadOnlyList<uint> Key { get; }

    /// <summary>Which word is the next one, from 0; at 624 the words are renewed first.</summary>
    public int Position { get; }

    /// <summary>Whether a second normal is kept for the next call.</summary>
    public bool HasGauss { get; }

    /// <summary>That normal, or 0.</summary>
    public double CachedGaussian { get; }
}
