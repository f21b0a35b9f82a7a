using RnnGen.Recording;

namespace RnnGen.Data.Sources;

/// <summary>Sequences from two <c>.npy</c> files, each of which has one array, as <c>np.save</c> writes it.</summary>
/// <param name="inputs">The file of the inputs, relative to the program's folder: [sequences, steps, inputs].</param>
/// <param name="targets">
/// The file of the targets: [sequences, outputs], or [sequences, steps, outputs] where the network answers at every step; where there are several outputs also without the last
/// dimension, as classes from 0.
/// </param>
public sealed class NpySource(string inputs, string targets)
{
    /// <summary>Reads the sequences.</summary>
    /// <exception cref="InvalidDataException">There is no such file, or one that is no array, a shape is not the network's, or a class is none.</exception>
    public IReadOnlyList<Sequence> Load(Experiment experiment)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        return ArraySequences.Of(experiment, Read(inputs), Read(targets), array => $"The array of {array.Name}");
    }

    private static NamedArray Read(string path)
    {
        var content = DataFile.Read(path, File.ReadAllBytes);
        try
        {
            return NpyFormat.Decode(path, content);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{path}: cannot be read as an array of NumPy: {error.Message}", error);
        }
    }
}
