using RnnGen.Randomness;

namespace RnnGen.Initialization;

/// <summary>The numbers themselves; it draws nothing.</summary>
/// <param name="values">The numbers, row-major; as many as the parameter has.</param>
public sealed class FixedValues(IReadOnlyList<double> values) : Initializer
{
    private readonly IReadOnlyList<double> _values = values;

    /// <inheritdoc/>
    public override bool Draws(ParameterInfo parameter) => false;

    /// <inheritdoc/>
    protected override void FillAll(Span<double> values, ParameterInfo parameter, IRandomSource random)
    {
        if (_values.Count != values.Length)
        {
            throw new ArgumentException($"The parameter '{parameter.Name}' has {values.Length} numbers, and {_values.Count} are given.");
        }

        for (var i = 0; i < values.Length; i++)
        {
            values[i] = _values[i];
        }
    }
}
