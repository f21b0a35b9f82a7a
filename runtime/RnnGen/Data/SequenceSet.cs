using RnnGen.Randomness;

namespace RnnGen.Data;

/// <summary>Sets of sequences.</summary>
public static class SequenceSet
{
    /// <summary>Draws sequences from a task by <c>RandomState([seed, stream])</c>.</summary>
    /// <param name="task">The task.</param>
    /// <param name="count">How many.</param>
    /// <param name="seed">The experiment's seed.</param>
    /// <param name="stream">Which stream of it: 1 for training sets, 4 for test sets.</param>
    public static IReadOnlyList<Sequence> Draw(SequenceTask task, int count, uint seed, uint stream)
    {
        ArgumentNullException.ThrowIfNull(task);
        var random = new RandomState([seed, stream]);
        var sequences = new Sequence[count];
        foreach (ref var sequence in sequences.AsSpan())
        {
            sequence = task.Draw(random);
        }

        return sequences;
    }
}
