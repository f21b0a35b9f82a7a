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
        for (var draws = 0L; sequences.Count < count; draws++)
        {
            if (draws == (long)count * MostDraws)
            {
                throw new InvalidDataException($"Of {draws} sequences of the task {task.GetType().Name} only {sequences.Count} are none of the training set's; {count} are wanted.");
            }

            var sequence = task.Draw(random);
            if (except is null || !except.Any(known => known.Steps.SequenceEqual(sequence.Steps)))
            {
                sequences.Add(sequence);
            }
        }

        return sequences;
    }
}
