using RnnGen.Data;
using RnnGen.Randomness;

namespace RnnGen.Training;

/// <summary>
/// Keeps rows of the training set out of it, to validate with.
/// <code>
/// count = floor(share * n + 0.5), at least 1 and at most n - 1
/// validation = sorted(RandomState([seed, 3]).permutation(n)[:count]) if shuffle else range(n - count, n)
/// </code>
/// Both sets keep the order of the rows.
/// </summary>
public static class ValidationSplit
{
    /// <summary>Splits a training set.</summary>
    /// <param name="sequences">The training set; at least two rows.</param>
    /// <param name="share">The share that is kept out; greater than 0 and less than 1.</param>
    /// <param name="seed">The experiment's seed.</param>
    /// <param name="shuffle">Whether the rows that are kept out are drawn; otherwise they are the last ones.</param>
    /// <exception cref="ArgumentException">There are fewer than two rows.</exception>
    public static (IReadOnlyList<Sequence> Train, IReadOnlyList<Sequence> Validation) Of(
        IReadOnlyList<Sequence> sequences, double share, uint seed, bool shuffle = true)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(share, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(share, 1);
        if (sequences.Count < 2)
        {
            throw new ArgumentException("A training set of one row cannot be split: validation needs another.", nameof(sequences));
        }

        var count = Math.Clamp((int)Math.Floor((share * sequences.Count) + 0.5), 1, sequences.Count - 1);
        if (!shuffle)
        {
            return ([.. sequences.SkipLast(count)], [.. sequences.TakeLast(count)]);
        }

        var kept = new RandomState([seed, 3]).Permutation(sequences.Count)[..count].ToHashSet();
        return ([.. sequences.Where((_, i) => !kept.Contains(i))], [.. sequences.Where((_, i) => kept.Contains(i))]);
    }
}
