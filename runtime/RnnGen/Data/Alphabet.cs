using System.Globalization;
using System.Text;

namespace RnnGen.Data;

/// <summary>Symbols and the vectors that stand for them.</summary>
public sealed class Alphabet
{
    private readonly Dictionary<char, int> _indices = [];
    private readonly List<double[]> _vectors = [];

    /// <summary>The symbols in their order.</summary>
    public string Symbols { get; private set; } = "";

    /// <summary>The vector of a symbol: [inputs].</summary>
    /// <exception cref="KeyNotFoundException">The symbol is not in the alphabet.</exception>
    public IReadOnlyList<double> this[char symbol]
    {
        get => _vectors[_indices[symbol]];
        init
        {
            _indices.Add(symbol, _vectors.Count);
            _vectors.Add(new List<double>(value).ToArray());
            Symbols += symbol;
        }
    }

    /// <summary>The alphabet whose symbols each have a vector with a single one, the first symbol at the first place.</summary>
    /// <param name="symbols">The symbols, each once.</param>
    public static Alphabet OneHot(string symbols)
    {
        ArgumentNullException.ThrowIfNull(symbols);
        var alphabet = new Alphabet { Symbols = symbols };
        for (var i = 0; i < symbols.Length; i++)
        {
            alphabet._indices.Add(symbols[i], i);
            alphabet._vectors.Add(Tasks.OneHot.Of([i], symbols.Length));
        }

        return alphabet;
    }

    /// <summary>The alphabet of a text: its characters in the order of their code points.</summary>
    public static Alphabet Of(string text) => OneHot(string.Concat(text.Distinct().Order()));

    /// <summary>The place of a symbol, from 0; -1 where it is none.</summary>
    public int IndexOf(char symbol) => _indices.GetValueOrDefault(symbol, -1);

    /// <summary>Writes a text out as a sequence, a step a symbol.</summary>
    /// <param name="text">The text.</param>
    /// <param name="target">The target: [outputs], or [steps, outputs] where the network answers at every step.</param>
    /// <param name="weights">The weight of each step in the loss: [steps], or none where each counts as one.</param>
    /// <exception cref="KeyNotFoundException">A symbol is not in the alphabet.</exception>
    public Sequence Sequence(string text, IReadOnlyList<double> target, IReadOnlyList<double>? weights = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var steps = new List<double>();
        foreach (var symbol in text)
        {
            steps.AddRange(this[symbol]);
        }

        return new Sequence(steps.ToArray(), target, text, weights);
    }

    /// <summary>The symbols between double quotes as YAML writes them, those that cannot be seen as escapes.</summary>
    public override string ToString() => Quote(Symbols);

    /// <summary>A text between double quotes as YAML writes it, what cannot be seen as escapes.</summary>
    public static string Quote(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var quoted = new StringBuilder("\"");
        foreach (var character in text)
        {
            _ = character switch
            {
                '"' or '\\' => quoted.Append('\\').Append(character),
                '\n' => quoted.Append("\\n"),
                '\t' => quoted.Append("\\t"),
                ' ' => quoted.Append(' '),
                _ when IsVisible(character) => quoted.Append(character),
                _ => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}"),
            };
        }

        return quoted.Append('"').ToString();
    }

    private static bool IsVisible(char character) => char.GetUnicodeCategory(character) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or
        UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator or
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark);
}
