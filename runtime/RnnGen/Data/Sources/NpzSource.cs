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
        var arrays = DataFile.Read(path, NpzFile.Read);
        return ArraySequences.Of(experiment, Find(arrays, inputs), Find(arrays, targets), array => $"The array '{array.Name}' of {path}");
    }

    private NamedArray Find(IReadOnlyList<NamedArray> arrays, string name) => arrays.FirstOrDefault(array => array.Name == name)
        ?? throw new InvalidDataException($"{path} has no array '{name}'; there are {string.Join(", ", arrays.Select(array => $"'{array.Name}'"))}.");
}
