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

    /// <summary>The parameters as named arrays, for an <c>.npz</c> file.</summary>
    public IEnumerable<NamedArray> ToArrays() =>
        Layout.Select(parameter => new NamedArray(parameter.Name, [.. parameter.Shape], View(parameter).ToArray()));
}
