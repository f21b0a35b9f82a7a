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
    /// <param name="target">The target: [outputs], or [steps, outputs] where the network answers at every step.</param>
    /// <param name="weights">The weight of each step in the loss: [steps], or none where each counts as one.</param>
    /// <exception cref="KeyNotFoundException">A symbol is not in the alphabet.</exception>
    public Sequence Sequence(string text, IReadOnlyList<double> target, IReadOnlyList<double>? weights = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new Sequence([.. text.SelectMany(symbol => _vectors[symbol])], target, text, weights);
    }
}
