using RnnGen.Randomness;

namespace RnnGen.Data;

/// <summary>Sets of sequences.</summary>
public static class SequenceSet
{
    // How many sequences are drawn at most for one that is wanted.
    private const int MostDraws = 1000;

    /// <summary>Draws sequences from a task by <c>RandomState([seed, stream])</c>.</summary>
    /// <param name="task">The task.</param>
    /// <param name="count">How many.</param>
    /// <param name="seed">The experiment's seed.</param>
    /// <param name="stream">Which stream of it: 1 for training sets, 4 for test sets.</param>
    /// <param name="except">Sequences, those of a training set for instance, whose steps none has: where one does, another is drawn. Null for none.</param>
    /// <exception cref="InvalidDataException">The task hardly draws anything else.</exception>
    public static IReadOnlyList<Sequence> Draw(SequenceTask task, int count, uint seed, uint stream, IReadOnlyList<Sequence>? except = null)
    {
        ArgumentNullException.ThrowIfNull(task);
        var random = new RandomState([seed, stream]);
        var sequences = new List<Sequence>(count);
        var known = new HashSet<IReadOnlyList<double>>(except?.Select(sequence => sequence.Steps) ?? [], new SameNumbers());
        for (var draws = 0L; sequences.Count < count; draws++)
        {
            if (draws == (long)count * MostDraws)
            {
                throw new InvalidDataException($"Of {draws} sequences that {task.GetType().Name} drew, {sequences.Count} are not in the training set: expected {count}.");
            }

            var sequence = task.Draw(random);
            if (!known.Contains(sequence.Steps))
            {
                sequences.Add(sequence);
            }
        }

        return sequences;
    }

    private sealed class SameNumbers : EqualityComparer<IReadOnlyList<double>>
    {
        public override bool Equals(IReadOnlyList<double>? x, IReadOnlyList<double>? y) => x!.SequenceEqual(y!);

        public override int GetHashCode(IReadOnlyList<double> numbers)
        {
            var hash = default(HashCode);
            foreach (var number in numbers)
            {
                hash.Add(number);
            }

            return hash.ToHashCode();
        }
    }
}
