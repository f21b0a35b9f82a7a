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
        var known = new HashSet<Sequence>(except ?? [], new SameSteps());
        for (var draws = 0L; sequences.Count < count; draws++)
        {
            if (draws == (long)count * MostDraws)
            {
                throw new InvalidDataException(
                    $"Of {draws} sequences that {task.GetType().Name} drew, {sequences.Count} are not in the training set: expected {count}.");
            }

            var sequence = task.Draw(random);
            if (!known.Contains(sequence))
            {
                sequences.Add(sequence);
            }
        }

        return sequences;
    }

    /// <summary>Loads a set from a class of the project, and looks it through.</summary>
    /// <param name="source">The class.</param>
    /// <param name="experiment">The network.</param>
    /// <param name="set">Which set of it, for messages: <c>training</c> or <c>test</c>.</param>
    /// <exception cref="InvalidDataException">
    /// There is no sequence, or one has other sizes than the network's or a number that is not finite, a file cannot be
    /// read, or the class itself says so.
    /// </exception>
    public static IReadOnlyList<Sequence> Load(SequenceSource source, Experiment experiment, string set)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(experiment);

        var (type, what) = (source.GetType().Name, $"the {set} set of {experiment.Name}");
        var sequences = LoadAll(source, experiment, $"{type} cannot load {what}");
        if (sequences.Length == 0)
        {
            throw new InvalidDataException($"{type} has loaded no sequences for {what}.");
        }

        SequenceCheck.Run(experiment, sequences, $"{what}, which {type} has loaded,");
        return sequences;
    }

    // A copy: what has been looked through is what is trained on, whatever list it was.
    private static Sequence[] LoadAll(SequenceSource source, Experiment experiment, string error)
    {
        try
        {
            // A class without nullable annotations may do what the compiler keeps others from.
            var sequences = (IEnumerable<Sequence?>?)source.Load(experiment) ?? throw new InvalidDataException($"{error}: it has returned null.");
            return [.. sequences.Select((sequence, i) => sequence ?? throw new InvalidDataException($"{error}: sequence {i} is null."))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{error}: {exception.Message}", exception);
        }
    }
}
