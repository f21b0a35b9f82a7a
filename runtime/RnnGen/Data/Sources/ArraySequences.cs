using System.Globalization;
using RnnGen.Recording;

namespace RnnGen.Data.Sources;

/// <summary>Sequences from two of NumPy's arrays, whatever files these are from.</summary>
internal static class ArraySequences
{
    /// <summary>Takes the sequences out of the arrays.</summary>
    /// <param name="experiment">The network.</param>
    /// <param name="inputs">The inputs: [sequences, steps, inputs].</param>
    /// <param name="targets">
    /// The targets: [sequences, outputs], or [sequences, steps, outputs] where the network answers at every step; where there are several outputs also without the last dimension,
    /// as classes from 0.
    /// </param>
    /// <param name="title">What errors call an array.</param>
    /// <exception cref="InvalidDataException">A shape is not the network's, or a class is none.</exception>
    public static IReadOnlyList<Sequence> Of(Experiment experiment, NamedArray inputs, NamedArray targets, Func<NamedArray, string> title)
    {
        var (steps, outputs) = (experiment.SequenceLength, experiment.OutputSize);
        CheckShape(inputs, [steps, experiment.InputSize]);
        int[] answers = experiment.AnswersAtEveryStep ? [steps] : [];
        var areClasses = outputs > 1 && IsOf(targets, answers);
        if (!areClasses)
        {
            CheckShape(targets, [.. answers, outputs]);
        }

        var count = inputs.Shape[0];
        if (count == 0)
        {
            throw new InvalidDataException($"{title(inputs)} has the shape [{string.Join(", ", inputs.Shape)}]; expected at least one sequence.");
        }

        if (targets.Shape[0] != count)
        {
            throw new InvalidDataException($"{title(targets)} has {targets.Shape[0]} targets; expected {count}, one for each sequence of {LowerCase(title(inputs))}.");
        }

        var (width, height) = (inputs.Values.Length / count, targets.Values.Length / count);
        return [.. Enumerable.Range(0, count).Select(i => new Sequence(inputs.Values.Slice(i * width, width).ToArray(), Target(i, targets.Values.Slice(i * height, height).ToArray())))];

        double[] Target(int sequence, double[] numbers) => areClasses ? [.. numbers.SelectMany(number => OneHot(sequence, number))] : numbers;

        double[] OneHot(int sequence, double number) => number >= 0 && number < outputs && number == Math.Floor(number)
            ? Tasks.OneHot.Of([(int)number], outputs)
            : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{title(targets)}, sequence {sequence}: expected a class from 0 to {outputs - 1}, found {number}."));

        void CheckShape(NamedArray array, int[] shape)
        {
            if (!IsOf(array, shape))
            {
                throw new InvalidDataException($"{title(array)} has the shape [{string.Join(", ", array.Shape)}]; expected [sequences, {string.Join(", ", shape)}].");
            }
        }
    }

    // An array of a single number has no first dimension.
    private static bool IsOf(NamedArray array, int[] shape) => array.Shape.Count > 0 && array.Shape.Skip(1).SequenceEqual(shape);

    private static string LowerCase(string title) => char.ToLowerInvariant(title[0]) + title[1..];
}
