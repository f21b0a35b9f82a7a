using System.Globalization;
using RnnGen.Numerics;

namespace RnnGen.Data;

/// <summary>Finds what is wrong with sequences, wherever they come from, before a network sees them.</summary>
internal static class SequenceCheck
{
    /// <summary>Checks the training and the test set of an experiment.</summary>
    /// <exception cref="InvalidDataException">
    /// A sequence has other sizes than the network's, or a number that is not finite; or no step of the training set counts.
    /// </exception>
    public static void Run(Experiment experiment)
    {
        Run(experiment, experiment.Train, $"the training set of {experiment.Name}");
        Run(experiment, experiment.Test, $"the test set of {experiment.Name}");
        ThrowIfNothingCounts(experiment.Train, $"the training set of {experiment.Name}");
    }

    /// <summary>Checks that a set has a step that counts in the loss, where it has sequences.</summary>
    /// <exception cref="InvalidDataException">The weights of all steps are zero.</exception>
    public static void ThrowIfNothingCounts(IReadOnlyList<Sequence> sequences, string what)
    {
        if (sequences.Count > 0 && sequences.All(sequence => sequence.Weights?.All(weight => weight == 0) ?? false))
        {
            throw new InvalidDataException($"No step of {what} counts in the loss; expected one with a target and a weight above 0.");
        }
    }

    /// <summary>Checks a set, which messages call <paramref name="what"/>.</summary>
    /// <exception cref="InvalidDataException">A sequence has other sizes than the network's, or a number that is not finite.</exception>
    public static void Run(Experiment experiment, IReadOnlyList<Sequence> sequences, string what)
    {
        for (var i = 0; i < sequences.Count; i++)
        {
            if (Error(experiment, sequences[i]) is { } error)
            {
                throw new InvalidDataException($"Sequence {i} of {what} {error}");
            }
        }
    }

    /// <summary>What is wrong with a sequence, to stand behind its name, or null.</summary>
    public static string? Error(Experiment experiment, Sequence sequence) =>
        SizeError(experiment, sequence)
        ?? NumberError("input", sequence.Steps, experiment.InputSize)
        ?? NumberError("target", sequence.Target, experiment.OutputSize)
        ?? (sequence.Weights is { } weights ? WeightError(weights) : null);

    /// <summary>What is wrong with the sizes of a sequence, to stand behind its name, or null.</summary>
    public static string? SizeError(Experiment experiment, Sequence sequence)
    {
        var (inputs, outputs, steps, isVariable) = (experiment.InputSize, experiment.OutputSize, experiment.SequenceLength, experiment.HasVariableLength);
        var length = sequence.Steps.Count / inputs;
        var isLength = sequence.Steps.Count == length * inputs && length <= steps && (length == steps || (isVariable && length > 0));
        var targets = experiment.AnswersAtEveryStep ? length * outputs : outputs;
        if (!isLength || sequence.Target.Count != targets)
        {
            return $"has {sequence.Steps.Count} inputs and {sequence.Target.Count} targets; "
                + $"expected {(isVariable ? "at most " : "")}{steps} steps of {inputs} and {(isLength ? targets : outputs)} targets.";
        }

        return sequence.Weights is { } weights && (!experiment.AnswersAtEveryStep || weights.Count != length)
            ? $"has {weights.Count} weights; "
                + $"expected {(experiment.AnswersAtEveryStep ? $"{length}, one a step" : "none, since the network answers at the last step alone")}."
            : null;
    }

    private static string? WeightError(IReadOnlyList<double> weights) =>
        NumberError("weight", weights, 1) ?? (weights.Any(weight => weight < 0) ? "has a weight below 0." : null);

    private static string? NumberError(string what, IReadOnlyList<double> numbers, int size)
    {
        // Sequences of a stream are all checked: an array is read faster as a span than through the list's interface.
        if (numbers is double[] array && NotFinite.FirstIn(array) < 0)
        {
            return null;
        }

        for (var i = 0; i < numbers.Count; i++)
        {
            if (!double.IsFinite(numbers[i]))
            {
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"has the {what} {numbers[i]} in step {i / size}, place {i % size}, both from 0; expected a finite number.");
            }
        }

        return null;
    }
}
