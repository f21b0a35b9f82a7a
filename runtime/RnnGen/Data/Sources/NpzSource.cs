using System.Globalization;
using RnnGen.Recording;

namespace RnnGen.Data.Sources;

/// <summary>Sequences from the arrays of an <c>.npz</c> file, as <c>np.savez</c> writes it.</summary>
/// <param name="path">The file, relative to the program's folder.</param>
/// <param name="inputs">The name of the array of inputs: [sequences, steps, inputs].</param>
/// <param name="targets">
/// The name of the array of targets: [sequences, outputs], or [sequences, steps, outputs] where the network answers at every step; where there are several outputs also without the last
/// dimension, as classes from 0.
/// </param>
public sealed class NpzSource(string path, string inputs, string targets)
{
    /// <summary>Reads the sequences.</summary>
    /// <exception cref="InvalidDataException">There is no such file or array, a shape is not the network's, or a class is none.</exception>
    public IReadOnlyList<Sequence> Load(Experiment experiment)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        var arrays = NpzFile.Read(DataFile.Find(path));
        var (steps, outputs) = (experiment.SequenceLength, experiment.OutputSize);
        var x = Find(arrays, inputs);
        CheckShape(x, [steps, experiment.InputSize]);
        var y = Find(arrays, targets);
        int[] answers = experiment.AnswersAtEveryStep ? [steps] : [];
        var areClasses = outputs > 1 && y.Shape.Skip(1).SequenceEqual(answers);
        if (!areClasses)
        {
            CheckShape(y, [.. answers, outputs]);
        }

        var count = x.Shape[0];
        if (y.Shape[0] != count)
        {
            throw new InvalidDataException($"{path} has {count} sequences of inputs and {y.Shape[0]} targets.");
        }

        var (width, height) = (steps * experiment.InputSize, y.Values.Length / Math.Max(count, 1));
        return [.. Enumerable.Range(0, count).Select(i => new Sequence(x.Values.Slice(i * width, width).ToArray(), Targets(i, y.Values.Slice(i * height, height).ToArray())))];

        double[] Targets(int sequence, double[] numbers) => areClasses ? [.. numbers.SelectMany(number => OneHot(sequence, number))] : numbers;

        double[] OneHot(int sequence, double number)
        {
            var vector = new double[outputs];
            var label = number >= 0 && number < outputs ? (int)number : -1;
            if (label != number)
            {
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"The array '{targets}' of {path}, sequence {sequence}: expected a class from 0 to {outputs - 1}, found {number}."));
            }

            vector[label] = 1;
            return vector;
        }
    }

    private NamedArray Find(IReadOnlyList<NamedArray> arrays, string name) => arrays.FirstOrDefault(array => array.Name == name)
        ?? throw new InvalidDataException($"{path} has no array '{name}'; there are {string.Join(", ", arrays.Select(array => $"'{array.Name}'"))}.");

    private void CheckShape(NamedArray array, int[] shape)
    {
        if (!array.Shape.Skip(1).SequenceEqual(shape))
        {
            throw new InvalidDataException($"The array '{array.Name}' of {path} has the shape [{string.Join(", ", array.Shape)}]; expected [sequences, {string.Join(", ", shape)}].");
        }
    }
}
