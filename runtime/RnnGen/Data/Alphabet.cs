namespace RnnGen.Data;

/// <summary>Symbols and the vectors that stand for them.</summary>
public sealed class Alphabet
{
    private readonly Dictionary<char, double[]> _vectors = [];

    /// <summary>The vector of a symbol: [inputs].</summary>
    public IReadOnlyList<double> this[char symbol]
    {
        get => _vectors[symbol];
        init => _vectors[symbol] = [.. value];
    }

    /// <summary>Writes a text out as a sequence, a step a symbol.</summary>
    /// <param name="text">The text.</param>
    /// <param name="target">The target: [outputs].</param>
    /// <exception cref="KeyNotFoundException">A symbol is not in the alphabet.</exception>
    public Sequence Sequence(string text, IReadOnlyList<double> target)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new Sequence([.. text.SelectMany(symbol => _vectors[symbol])], target, text);
    }
}
