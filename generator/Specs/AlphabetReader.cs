using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Infrastructure;

namespace RnnGen.Generator.Specs;

/// <summary>Reads <c>data.alphabet</c>: a text, each character of which has a vector with a single one, or the vector of each symbol.</summary>
internal static class AlphabetReader
{
    /// <summary>What the key is for, in a message.</summary>
    public const string Expected = "the symbols such as abc, or the vector of each such as { a: [0, 1], b: [1, 0] }";

    /// <summary>The alphabet; null where the symbols are not known: that has been reported, and rows are not compared with them.</summary>
    public static AlphabetSpec? Read(MappingReader data, ModelSpec model, SpecReader reader) => data.Node("alphabet") switch
    {
        null => null,
        YamlScalar text => ReadText(text.Value, data.PathOf("alphabet"), model, reader),
        _ => ReadVectors(data.Mapping("alphabet", Expected), model, reader),
    };

    private static AlphabetSpec? ReadText(string text, string path, ModelSpec model, SpecReader reader)
    {
        if (text.Length == 0 || text.Any(char.IsSurrogate))
        {
            reader.Report(path, Rules.WrongType, path, Expected, text.Length == 0 ? "no symbol" : "a character that is two in UTF-16");
            return null;
        }

        if (text.Where((character, i) => text.IndexOf(character) < i).Select(character => character.ToString()).FirstOrDefault() is { } twice)
        {
            reader.Report(path, Rules.InvalidName, twice, "it stands in the alphabet twice");
            return null;
        }

        DataReader.CheckLength("the alphabet", text.Length, "input_size", model.InputSize, path, reader);
        return new AlphabetSpec(text.Select((character, i) => new Symbol(character.ToString(), OneHot(i, text.Length))).ToEquatableArray(), IsOneHot: true);
    }

    private static EquatableArray<string> OneHot(int index, int count) => Enumerable.Range(0, count).Select(i => i == index ? "1" : "0").ToEquatableArray();

    private static AlphabetSpec? ReadVectors(MappingReader alphabet, ModelSpec model, SpecReader reader)
    {
        var symbols = alphabet.Entries.Select(entry => ReadSymbol(entry.Key)).ToEquatableArray();
        return alphabet.Exists && symbols.All(symbol => IsSymbol(symbol.Text)) ? new AlphabetSpec(symbols, IsOneHot: false) : null;

        Symbol ReadSymbol(YamlScalar key)
        {
            var path = alphabet.PathOf(key.Value);
            var vector = alphabet.Items(key.Value, "the symbol's vector, a list of numbers")
                .Select(item => alphabet.ItemNumber(item.Node, item.Path))
                .ToEquatableArray();
            if (!IsSymbol(key.Value))
            {
                reader.Report(alphabet.PathOfKey(key.Value), Rules.InvalidName, key.Value, "a symbol of the alphabet is one character");
            }
            else if (alphabet.IsList(key.Value))
            {
                DataReader.CheckLength($"the vector of '{key.Value}'", vector.Count, "input_size", model.InputSize, path, reader);
            }

            return new Symbol(key.Value, vector);
        }
    }

    private static bool IsSymbol(string text) => text.Length == 1 && !char.IsSurrogate(text[0]);
}
