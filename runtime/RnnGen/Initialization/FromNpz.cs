using RnnGen.Randomness;
using RnnGen.Recording;

namespace RnnGen.Initialization;

/// <summary>Numbers from an <c>.npz</c> file, by the parameter's name: <c>weights.npz</c> of an earlier run, or an archive that NumPy wrote. It draws nothing.</summary>
/// <param name="path">The file; a relative path starts from the folder of the program, to which the build copies it.</param>
public sealed class FromNpz(string path) : Initializer
{
    private readonly Lazy<Dictionary<string, NamedArray>> _arrays =
        new(() => NpzFile.Read(Path.Combine(AppContext.BaseDirectory, path)).ToDictionary(array => array.Name));

    /// <inheritdoc/>
    public override bool Draws(ParameterInfo parameter) => false;

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The file has no array of the parameter's name, or one of another shape.</exception>
    protected override void FillAll(Span<double> values, ParameterInfo parameter, IRandomSource random)
    {
        if (!_arrays.Value.TryGetValue(parameter.Name, out var array) || !array.Shape.SequenceEqual(parameter.Shape))
        {
            var found = array is null ? "none of that name" : $"the shape [{string.Join(", ", array.Shape)}]";
            throw new InvalidDataException($"{path} has no array for {parameter.Name} of the shape [{string.Join(", ", parameter.Shape)}]; it has {found}.");
        }

        array.Values.Span.CopyTo(values);
    }
}
