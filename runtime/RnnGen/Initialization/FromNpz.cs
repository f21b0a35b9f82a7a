using System.Globalization;
using RnnGen.Numerics;
using RnnGen.Randomness;
using RnnGen.Recording;

namespace RnnGen.Initialization;

/// <summary>
/// Numbers from an <c>.npz</c> file, by the parameter's name: <c>weights.npz</c> of an earlier run, or an archive that NumPy wrote. It draws nothing.
/// </summary>
/// <param name="path">The file; a relative path starts from the folder of the program, to which the build copies it.</param>
public sealed class FromNpz(string path) : Initializer
{
    /// <inheritdoc/>
    public override bool Draws(ParameterInfo parameter) => false;

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">
    /// There is no such file, or in it no array of the parameter's name, or one of another shape or type, or with a number that is not finite.
    /// </exception>
    protected override void FillAll(Span<double> values, ParameterInfo parameter, IRandomSource random)
    {
        var array = Read(parameter);
        if (!array.Shape.SequenceEqual(parameter.Shape))
        {
            throw new InvalidDataException($"{path}: the array {array.Name} has the shape [{string.Join(", ", array.Shape)}]. {Expected(parameter)}");
        }

        var numbers = array.Values.Span;
        if (NotFinite.FirstIn(numbers) is >= 0 and var i)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"{path}: the array {array.Name} has the number {numbers[i]} at place {i}, counted from 0 row by row; "
                + $"expected finite numbers. {Expected(parameter)}"));
        }

        numbers.CopyTo(values);
    }

    private static string Expected(ParameterInfo parameter) =>
        $"The parameter {parameter.Name}, [{string.Join(", ", parameter.Shape)}], is to start from the array of its name.";

    private NamedArray Read(ParameterInfo parameter)
    {
        var full = Path.Combine(AppContext.BaseDirectory, path);
        if (!File.Exists(full))
        {
            throw new InvalidDataException($"There is no file '{full}'. {Expected(parameter)}");
        }

        try
        {
            return NpzFile.Read(full, parameter.Name);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"{exception.Message} {Expected(parameter)}", exception);
        }
    }
}
