using RnnGen.Recording;

namespace RnnGen.Data.Sources;

/// <summary>Sequences from the arrays of an <c>.npz</c> file, as <c>np.savez</c> writes it.</summary>
/// <param name="path">The file, relative to the program's folder.</param>
/// <param name="inputs">The name of the array of inputs: [sequences, steps, inputs].</param>
/// <param name="targets">The name of the array of targets: [sequences, outputs], or [sequences, steps, outputs] where the network answers at every step.</param>
public sealed class NpzSource(string path, string inputs, string targets)
{
    /// <summary>Reads the sequences.</summary>
    /// <exception cref="InvalidDataException">There is no such file or array, or a shape is not the network's.</exception>
    public IReadOnlyList<Sequence> Load(Experiment experiment)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        var arrays = NpzFile.Read(DataFile.Find(path)).ToArray();
        var (steps, outputs) = (experiment.SequenceLength, experiment.OutputSize);
        var x = Array(inputs, steps, experiment.InputSize);
        var y = experiment.AnswersAtEveryStep ? Array(targets, steps, outputs) : Array(targets, outputs);
        var count = x.Shape[0];
        if (y.Shape[0] != count)
        {
            throw new InvalidDataException($"{path} has {count} sequences of inputs and {y.Shape[0]} targets.");
        }

        var (width, height) = (steps * experiment.InputSize, y.Values.Length / Math.Max(count, 1));
        return [.. Enumerable.Range(0, count).Select(i => new Sequence(x.Values.Slice(i * width, width).ToArray(), y.Values.Slice(i * height, height).ToArray()))];

        NamedArray Array(string name, params int[] shape)
        {
            var array = System.Array.Find(arrays, array => array.Name == name)
                ?? throw new InvalidDataException($"{path} has no array '{name}'; there are {string.Join(", ", arrays.Select(array => $"'{array.Name}'"))}.");
            return array.Shape.Skip(1).SequenceEqual(shape)
                ? array
                : throw new InvalidDataException($"The array '{name}' of {path} has the shape [{string.Join(", ", array.Shape)}]; expected [sequences, {string.Join(", ", shape)}].");
        }
    }
}
