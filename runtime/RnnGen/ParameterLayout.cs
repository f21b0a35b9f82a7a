using System.Collections;

namespace RnnGen;

/// <summary>The parameters of a network in one flat buffer: in order of declaration, bottom layer first, output last, each row-major.</summary>
public sealed class ParameterLayout : IReadOnlyList<ParameterInfo>
{
    private readonly ParameterInfo[] _parameters;

    /// <summary>Lays parameters out one behind the other.</summary>
    /// <exception cref="ArgumentException">Two blocks of a kernel overlap, or differ in their rows or in the kernel's columns.</exception>
    public ParameterLayout(params ReadOnlySpan<ParameterInfo> parameters)
    {
        _parameters = new ParameterInfo[parameters.Length];
        for (var i = 0; i < parameters.Length; i++)
        {
            CheckBlock(parameters[i], parameters[..i]);
            _parameters[i] = new ParameterInfo(parameters[i], Length);
            Length += parameters[i].Length;
        }
    }

    /// <summary>The count of numbers in the buffer.</summary>
    public int Length { get; }

    /// <summary>The count of parameters.</summary>
    public int Count => _parameters.Length;

    /// <summary>A parameter by its position.</summary>
    public ParameterInfo this[int index] => _parameters[index];

    /// <summary>A parameter by its name.</summary>
    /// <exception cref="KeyNotFoundException">There is no parameter of that name.</exception>
    public ParameterInfo this[string name] => Array.Find(_parameters, parameter => parameter.Name == name)
        ?? throw new KeyNotFoundException(
            $"There is no parameter '{name}'; there are {string.Join(", ", _parameters.Select(parameter => $"'{parameter.Name}'"))}.");

    /// <summary>The parameter that an index of the flat buffer belongs to.</summary>
    public ParameterInfo At(int index) => Array.FindLast(_parameters, parameter => parameter.Offset <= index)!;

    /// <inheritdoc/>
    public IEnumerator<ParameterInfo> GetEnumerator() => ((IEnumerable<ParameterInfo>)_parameters).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static void CheckBlock(ParameterInfo parameter, ReadOnlySpan<ParameterInfo> before)
    {
        foreach (var other in before)
        {
            if (parameter.Block is { } block && other.Block is { } beside && block.Kernel == beside.Kernel
                && (parameter.Shape[0] != other.Shape[0] || block.KernelColumns != beside.KernelColumns
                    || (block.FirstColumn < beside.FirstColumn + other.Shape[1] && beside.FirstColumn < block.FirstColumn + parameter.Shape[1])))
            {
                throw new ArgumentException($"The matrices '{other.Name}' and '{parameter.Name}' cannot stand side by side in the kernel '{block.Kernel}'.");
            }
        }
    }
}
