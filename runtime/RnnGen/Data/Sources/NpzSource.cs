using RnnGen.Recording;

namespace RnnGen.Data.Sources;

/// <summary>Sequences from the arrays of an <c>.npz</c> file, as <c>np.savez</c> writes it.</summary>
/// <param name="path">The file, relative to the program's folder.</param>
/// <param name="inputs">The name of the array of inputs: [sequences, steps, inputs].</param>
/// <param name="targets">
/// The name of the array of targets: [sequences, outputs], or [sequences, steps, outputs] where the network answers at every step; where there are
/// several outputs also without the last dimension, as classes from 0.
/// </param>
/// <param name="lengths">
/// The name of the array of the steps that each sequence has, [sequences], where lengths differ; what stands behind them in the other arrays is not
/// looked at. Without it each has all steps.
/// </param>
/// <param name="weights">
/// The name of the array of the weight of each step in the loss, [sequences, steps], where the network answers at every step; 0 means no loss at this
/// step, whose target is not looked at. Without it each is one.
/// </param>
public sealed class NpzSource(string path, string inputs, string targets, string? lengths = null, string? weights = null) : SequenceSource
{
    /// <summary>Reads the sequences.</summary>
    /// <exception cref="InvalidDataException">
    /// There is no such file or array, a shape is not the network's, a length or a weight is out of its range, a class is
    /// none, or a number is not finite.
    /// </exception>
    public override IReadOnlyList<Sequence> Load(Experiment experiment)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        var arrays = DataFile.Read(path, NpzFile.Read);
        return new ArraySequences(
            experiment,
            Find(inputs),
            Find(targets),
            FindOptional(lengths),
            FindOptional(weights),
            array => $"The array '{array.Name}' of {path}").Load();

        NamedArray Find(string name) => arrays.FirstOrDefault(array => array.Name == name)
            ?? throw new InvalidDataException($"{path} has no array '{name}'; there are {string.Join(", ", arrays.Select(array => $"'{array.Name}'"))}.");

        NamedArray? FindOptional(string? name) => name is null ? null : Find(name);
    }
}
