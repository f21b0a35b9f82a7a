namespace RnnGen;

/// <summary>A parameter: its name in the spec, <c>layers.0.Wxh</c>, and its shape.</summary>
public sealed class ParameterInfo
{
    private readonly int? _layerInputs;
    private readonly int? _layerUnits;

    /// <summary>Describes a parameter.</summary>
    /// <param name="name">The name.</param>
    /// <param name="shape">[n] of a vector, [inputs, outputs] of a matrix, which is stored row by row.</param>
    public ParameterInfo(string name, params ReadOnlySpan<int> shape)
    {
        Name = name;
        Shape = [.. shape];
        Length = 1;
        foreach (var size in shape)
        {
            Length *= size;
        }
    }

    internal ParameterInfo(ParameterInfo parameter, int offset)
    {
        (Name, Shape, Length, Offset) = (parameter.Name, parameter.Shape, parameter.Length, offset);
        (Role, _layerInputs, _layerUnits, Block) = (parameter.Role, parameter._layerInputs, parameter._layerUnits, parameter.Block);
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The sizes of the dimensions.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>The count of numbers.</summary>
    public int Length { get; }

    /// <summary>Where the parameter starts in the flat buffer of its layout.</summary>
    public int Offset { get; }

    /// <summary>What the parameter does in its layer.</summary>
    public ParameterRole Role { get; init; }

    /// <summary>The inputs of the parameter's layer; by default the first dimension.</summary>
    public int LayerInputs
    {
        get => _layerInputs ?? Shape[0];
        init => _layerInputs = value;
    }

    /// <summary>The units of the parameter's layer; by default the last dimension.</summary>
    public int LayerUnits
    {
        get => _layerUnits ?? Shape[^1];
        init => _layerUnits = value;
    }

    /// <summary>Which columns of a kernel the matrix is, or null where it is none of several side by side.</summary>
    /// <exception cref="ArgumentException">The parameter is no matrix, or the kernel has no such columns.</exception>
    public KernelBlock? Block
    {
        get;
        init => field = value is null || (IsMatrix && value.FirstColumn >= 0 && value.FirstColumn <= value.KernelColumns - Shape[1])
            ? value
            : throw new ArgumentException(
                $"The parameter '{Name}' [{string.Join(", ", Shape)}] is no matrix that begins at column {value.FirstColumn} "
                + $"of the {value.KernelColumns} of '{value.Kernel}'.");
    }

    /// <summary>The kernel that the matrix is a block of, as one parameter; of any other parameter itself.</summary>
    internal ParameterInfo Whole => Block is { } block
        ? new ParameterInfo(block.Kernel, Shape[0], block.KernelColumns) { Role = Role, LayerInputs = LayerInputs, LayerUnits = LayerUnits }
        : this;

    /// <summary>Whether the parameter is a matrix: [inputs, outputs].</summary>
    public bool IsMatrix => Shape.Count == 2;
}
