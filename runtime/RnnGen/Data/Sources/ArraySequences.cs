using System.Globalization;
using RnnGen.Numerics;
using RnnGen.Recording;

namespace RnnGen.Data.Sources;

/// <summary>Sequences from some of NumPy's arrays, whatever files these are from.</summary>
/// <param name="experiment">The network.</param>
/// <param name="inputs">The inputs: [sequences, steps, inputs], where lengths may differ of at most as many steps as the network has.</param>
/// <param name="targets">
/// The targets: [sequences, outputs], or [sequences, steps, outputs] where the network answers at every step; where there are several outputs also
/// without the last dimension, as classes from 0.
/// </param>
/// <param name="lengths">The steps of each sequence: [sequences]. What stands behind them is not looked at. Null is all steps.</param>
/// <param name="weights">
/// The weight of each step in the loss, where the network answers at every step: [sequences, steps]. The target of a step of weight 0 is not
/// looked at. Null is one for all.
/// </param>
/// <param name="title">What errors call an array.</param>
internal sealed class ArraySequences(
    Experiment experiment,
    NamedArray inputs,
    NamedArray targets,
    NamedArray? lengths,
    NamedArray? weights,
    Func<NamedArray, string> title)
{
    /// <summary>Takes the sequences out of the arrays.</summary>
    /// <exception cref="InvalidDataException">
    /// A shape is not the network's, a length or a weight is out of its range, a class is none, or a number is not finite.
    /// </exception>
    public IReadOnlyList<Sequence> Load()
    {
        var steps = Steps();
        int[] answers = experiment.AnswersAtEveryStep ? [steps] : [];
        var areClasses = experiment.OutputSize > 1 && IsOf(targets, answers);
        if (!areClasses)
        {
            CheckShape(targets, [.. answers, experiment.OutputSize]);
        }

        CheckCount(targets, "targets");
        if (lengths is not null)
        {
            CheckShape(lengths, []);
            CheckCount(lengths, "lengths");
        }

        if (weights is not null)
        {
            CheckShape(weights, [steps]);
            CheckCount(weights, "rows of weights");
        }

        var sequences = new Sequence[inputs.Shape[0]];
        for (var i = 0; i < sequences.Length; i++)
        {
            var length = lengths is null ? steps : Length(lengths, i, steps);
            var weightsOfSteps = weights is null ? null : Weights(weights, i, length);
            var target = Target(i, experiment.AnswersAtEveryStep ? length : 1, experiment.AnswersAtEveryStep ? steps : 1, areClasses, weightsOfSteps);
            sequences[i] = new Sequence(Inputs(i, length), target, Weights: weightsOfSteps);
        }

        return sequences;
    }

    // The steps of the arrays, those behind a sequence's length among them.
    private int Steps()
    {
        var most = experiment.SequenceLength;
        var steps = experiment.HasVariableLength && inputs.Shape.Count > 1 && inputs.Shape[1] > 0 ? Math.Min(inputs.Shape[1], most) : most;
        if (!IsOf(inputs, [steps, experiment.InputSize]))
        {
            throw new InvalidDataException(
                $"{title(inputs)} has the shape {Text(inputs)}; "
                + $"expected [sequences, {(experiment.HasVariableLength ? "steps" : most)}, {experiment.InputSize}]"
                + $"{(experiment.HasVariableLength ? $" with 1 to {most} steps" : "")}.");
        }

        return inputs.Shape[0] > 0 ? steps : throw new InvalidDataException($"{title(inputs)} has the shape {Text(inputs)}; expected at least one sequence.");
    }

    private void CheckShape(NamedArray array, int[] shape)
    {
        if (!IsOf(array, shape))
        {
            throw new InvalidDataException($"{title(array)} has the shape {Text(array)}; expected [{string.Join(", ", ["sequences", .. shape])}].");
        }
    }

    private void CheckCount(NamedArray array, string what)
    {
        if (array.Shape[0] != inputs.Shape[0])
        {
            throw new InvalidDataException(
                $"{title(array)} has {array.Shape[0]} {what}; "
                + $"expected {inputs.Shape[0]}, one for each sequence of {LowerCase(title(inputs))}.");
        }
    }

    private int Length(NamedArray array, int sequence, int steps) =>
        array.Values.Span[sequence] is var length && length >= 1 && length <= steps && length == Math.Floor(length)
            ? (int)length
            : throw Error(array, sequence, $"expected a length from 1 to {steps}", length);

    private double[] Weights(NamedArray array, int sequence, int length)
    {
        var row = Row(array, sequence)[..length].ToArray();
        var wrong = Array.FindIndex(row, weight => weight < 0 || !double.IsFinite(weight));
        return wrong < 0 ? row : throw Error(array, sequence, $"expected a finite weight of at least 0 in step {wrong}", row[wrong]);
    }

    private double[] Inputs(int sequence, int length)
    {
        var row = Row(inputs, sequence)[..(length * experiment.InputSize)].ToArray();
        CheckFinite(inputs, sequence, row, experiment.InputSize, firstStep: 0);
        return row;
    }

    private double[] Target(int sequence, int answers, int answersOfRow, bool areClasses, double[]? weightsOfSteps)
    {
        var outputs = experiment.OutputSize;
        var row = Row(targets, sequence);
        var width = row.Length / answersOfRow;
        var target = new double[answers * outputs];
        for (var answer = 0; answer < answers; answer++)
        {
            if (weightsOfSteps?[answer] == 0)
            {
                continue;
            }

            var given = row.Slice(answer * width, width);
            if (areClasses)
            {
                target[(answer * outputs) + Class(sequence, answers > 1 ? answer : null, given[0])] = 1;
            }
            else
            {
                CheckFinite(targets, sequence, given, outputs, answers > 1 ? answer : null);
                given.CopyTo(target.AsSpan(answer * outputs));
            }
        }

        return target;
    }

    private int Class(int sequence, int? step, double number) => number >= 0 && number < experiment.OutputSize && number == Math.Floor(number)
        ? (int)number
        : throw Error(targets, sequence, $"expected a class from 0 to {experiment.OutputSize - 1}{(step is null ? "" : $" in step {step}")}", number);

    // Of several steps, or of no step in particular.
    private void CheckFinite(NamedArray array, int sequence, ReadOnlySpan<double> numbers, int width, int? firstStep)
    {
        if (NotFinite.FirstIn(numbers) is >= 0 and var i)
        {
            var step = firstStep is null ? "" : $"step {firstStep + (i / width)}, ";
            throw Error(array, sequence, $"expected a finite number in {step}place {i % width}", numbers[i]);
        }
    }

    private InvalidDataException Error(NamedArray array, int sequence, string expected, double found) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{title(array)}, sequence {sequence}: {expected}, found {found}."));

    // The numbers of a sequence.
    private static ReadOnlySpan<double> Row(NamedArray array, int sequence)
    {
        var width = array.Values.Length / array.Shape[0];
        return array.Values.Span.Slice(sequence * width, width);
    }

    // An array of a single number has no first dimension.
    private static bool IsOf(NamedArray array, int[] shape) => array.Shape.Count > 0 && array.Shape.Skip(1).SequenceEqual(shape);

    private static string Text(NamedArray array) => $"[{string.Join(", ", array.Shape)}]";

    private static string LowerCase(string title) => char.ToLowerInvariant(title[0]) + title[1..];
}
