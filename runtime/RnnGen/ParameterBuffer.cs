using RnnGen.Data;
using RnnGen.Recording;

namespace RnnGen;

/// <summary>The numbers of a network's parameters: one flat buffer, and each parameter by name as a view of it.</summary>
public sealed class ParameterBuffer
{
    /// <summary>Allocates a buffer of zeros.</summary>
    public ParameterBuffer(ParameterLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        Layout = layout;
        Values = new double[layout.Length];
    }

    /// <summary>The names, shapes and places.</summary>
    public ParameterLayout Layout { get; }

    /// <summary>All numbers in the order of the layout.</summary>
    public double[] Values { get; }

    /// <summary>The numbers of one parameter, row-major.</summary>
    /// <exception cref="KeyNotFoundException">There is no parameter of that name.</exception>
    public Span<double> this[string name] => View(Layout[name]);

    /// <summary>The numbers of one parameter, row-major.</summary>
    public Span<double> View(ParameterInfo parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return Values.AsSpan(parameter.Offset, parameter.Length);
    }

    /// <summary>A copy of its own.</summary>
    public ParameterBuffer Clone()
    {
        var copy = new ParameterBuffer(Layout);
        Values.CopyTo(copy.Values.AsSpan());
        return copy;
    }

    /// <summary>
    /// Takes parameters from named arrays, those of <c>weights.npz</c> for instance: <c>FromArrays(layout, NpzFile.Read(path))</c>. A
    /// <see cref="Normalization"/> among them is none of the parameters, and may be there.
    /// </summary>
    /// <exception cref="InvalidDataException">A parameter is missing, an array belongs to none or is there twice, or a shape differs.</exception>
    public static ParameterBuffer FromArrays(ParameterLayout layout, IEnumerable<NamedArray> arrays)
    {
        ArgumentNullException.ThrowIfNull(arrays);
        var buffer = new ParameterBuffer(layout);
        var byName = new Dictionary<string, NamedArray>();
        foreach (var array in arrays.Where(array => !Normalization.IsPart(array)))
        {
            if (!byName.TryAdd(array.Name, array))
            {
                throw new InvalidDataException($"There are two arrays '{array.Name}'.");
            }
        }

        foreach (var parameter in layout)
        {
            if (!byName.Remove(parameter.Name, out var array))
            {
                throw new InvalidDataException($"There is no array for the parameter '{parameter.Name}'.");
            }

            if (!array.Shape.SequenceEqual(parameter.Shape))
            {
                throw new InvalidDataException(
                    $"The array '{parameter.Name}' has the shape [{string.Join(", ", array.Shape)}]; "
                    + $"expected [{string.Join(", ", parameter.Shape)}].");
            }

            array.Values.Span.CopyTo(buffer.View(parameter));
        }

        return byName.Count == 0
            ? buffer
            : throw new InvalidDataException(
                $"The array '{byName.Keys.First()}' belongs to no parameter; "
                + $"there are {string.Join(", ", layout.Select(parameter => $"'{parameter.Name}'"))}.");
    }

    /// <summary>The parameters as named arrays, for an <c>.npz</c> file.</summary>
    public IEnumerable<NamedArray> ToArrays() =>
        Layout.Select(parameter => new NamedArray(parameter.Name, [.. parameter.Shape], View(parameter).ToArray()));
}
