using RnnGen.Recording;

namespace RnnGen.Data.Sources;

/// <summary>Sequences from <c>.npy</c> files, each of which has one array, as <c>np.save</c> writes it.</summary>
/// <param name="inputs">The file of the inputs, relative to the program's folder: [sequences, steps, inputs].</param>
/// <param name="targets">
/// The file of the targets: [sequences, outputs], or [sequences, steps, outputs] where the network answers at every step; where there are several
/// outputs also without the last dimension, as classes from 0.
/// </param>
/// <param name="lengths">
/// The file of the steps that each sequence has, [sequences], where lengths differ; what stands behind them in the other arrays is not looked at.
/// Without it each has all steps.
/// </param>
/// <param name="weights">
/// The file of the weight of each step in the loss, [sequences, steps], where the network answers at every step; 0 means no loss at this step, whose
/// target is not looked at. Without it each is one.
/// </param>
public sealed class NpySource(string inputs, string targets, string? lengths = null, string? weights = null) : SequenceSource
{
    /// <summary>Reads the sequences.</summary>
    /// <exception cref="InvalidDataException">
    /// There is no such file, or one that is no array, a shape is not the network's, a length or a weight is out of its range, a class is
    /// none, or a number is not finite.
    /// </exception>
    public override IReadOnlyList<Sequence> Load(Experiment experiment)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        return new ArraySequences(
            experiment,
            Read(inputs),
            Read(targets),
            ReadOptional(lengths),
            ReadOptional(weights),
            array => $"The array of {array.Name}").Load();
    }

    private static NamedArray? ReadOptional(string? path) => path is null ? null : Read(path);

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
