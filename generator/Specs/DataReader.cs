using System.Globalization;
using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Infrastructure;

namespace RnnGen.Generator.Specs;

/// <summary>Reads inline data and checks every row against the model's sizes.</summary>
internal static class DataReader
{
    public static DataSpec Read(MappingReader data, ModelSpec model, SpecReader reader)
    {
        var alphabet = ReadAlphabet(data.Mapping("alphabet"), model, reader);
        var train = ReadRows(data, "train", "the training sequences, a list of rows such as { x: abc, y: [0] }", alphabet, model, reader);
        var test = ReadRows(data, "test", null, alphabet, model, reader);
        if (data.Node("train") is YamlSequence { Items.Count: 0 })
        {
            reader.Report(data.PathOf("train"), Rules.BadRow, "the training set has no row");
        }

        if (train.Concat(test).Any(row => row.Text is not null))
        {
            data.Node("alphabet", "the vector of each symbol such as { a: [0, 1], b: [1, 0] }");
        }

        data.Finish();
        if (!reader.HasErrors)
        {
            ReportOverlap(train, test, data, reader);
        }

        return new DataSpec(alphabet ?? EquatableArray<Symbol>.Empty, train, test);
    }

    // Null where the symbols are not known: that has been reported, and rows are not compared with them.
    private static EquatableArray<Symbol>? ReadAlphabet(MappingReader alphabet, ModelSpec model, SpecReader reader)
    {
        var symbols = alphabet.Entries.Select(entry => ReadSymbol(entry.Key)).ToEquatableArray();
        return alphabet.Exists && symbols.All(symbol => IsSymbol(symbol.Text)) ? symbols : null;

        Symbol ReadSymbol(YamlScalar key)
        {
            var path = alphabet.PathOf(key.Value);
            var vector = alphabet.Items(key.Value, "the symbol's vector, a list of numbers").Select(item => Number(item.Node, item.Path, reader)).ToEquatableArray();
            if (!IsSymbol(key.Value))
            {
                reader.Report(alphabet.PathOfKey(key.Value), Rules.InvalidName, key.Value, "a symbol of the alphabet is one character");
            }
            else if (alphabet.IsList(key.Value))
            {
                CheckLength($"the vector of '{key.Value}'", vector.Count, "input_size", model.InputSize, path, reader);
            }

            return new Symbol(key.Value, vector);
        }
    }

    private static bool IsSymbol(string text) => text.Length == 1 && !char.IsSurrogate(text[0]);

    private static void CheckLength(string what, int length, string size, int expected, string path, SpecReader reader)
    {
        if (length != expected && expected != ExperimentReader.Unknown)
        {
            reader.Report(path, Rules.BadRow, FormattableString.Invariant($"the length of {what} is {length}, but model.{size} is {expected}"));
        }
    }

    private static EquatableArray<Row> ReadRows(MappingReader data, string key, string? expected, EquatableArray<Symbol>? alphabet, ModelSpec model, SpecReader reader) =>
        data.Items(key, expected).Select(item => ReadRow(reader.ItemOf(item.Node, item.Path, "a row such as { x: abc, y: [0] }"), alphabet, model, reader)).ToEquatableArray();

    private static Row ReadRow(MappingReader row, EquatableArray<Symbol>? alphabet, ModelSpec model, SpecReader reader)
    {
        var (text, steps) = ReadSteps(row, alphabet, model, reader);
        var target = row.Items("y", "the target, a list of numbers").Select(item => Number(item.Node, item.Path, reader)).ToEquatableArray();
        if (row.IsList("y"))
        {
            CheckLength("the target", target.Count, "output.size", model.Output.Size, row.PathOf("y"), reader);
        }

        row.Finish();
        return new Row(text, steps, target);
    }

    private static (string? Text, EquatableArray<string> Steps) ReadSteps(MappingReader row, EquatableArray<Symbol>? alphabet, ModelSpec model, SpecReader reader)
    {
        var node = row.Node("x", "the sequence: a text over the alphabet, or a list of vectors");
        if (node is YamlScalar scalar)
        {
            return (scalar.Value, ReadText(scalar.Value, row.PathOf("x"), alphabet, model, reader));
        }

        var steps = new List<string>();
        var count = 0;
        foreach (var (step, path) in node is null ? [] : row.Items("x", "a text or a list of vectors"))
        {
            count++;
            var vector = step is YamlSequence sequence
                ? sequence.Items.Select((item, index) => Number(item, $"{path}[{index.ToString(CultureInfo.InvariantCulture)}]", reader)).ToArray()
                : [Number(step, path, reader)];
            CheckLength("the step", vector.Length, "input_size", model.InputSize, path, reader);
            steps.AddRange(vector);
        }

        if (node is YamlSequence)
        {
            CheckLength("the sequence", count, "sequence_length", model.SequenceLength, row.PathOf("x"), reader);
        }

        return (null, steps.ToEquatableArray());
    }

    private static EquatableArray<string> ReadText(string text, string path, EquatableArray<Symbol>? alphabet, ModelSpec model, SpecReader reader)
    {
        if (alphabet is not { } symbols)
        {
            return [];
        }

        var vectors = symbols.ToDictionary(symbol => symbol.Text[0], symbol => symbol.Vector);
        for (var i = 0; i < text.Length; i++)
        {
            if (!vectors.ContainsKey(text[i]))
            {
                var unknown = text.Substring(i, char.IsHighSurrogate(text[i]) ? 2 : 1);
                var known = symbols.Count == 0 ? "which is empty" : "which has " + Suggestion.Join([.. symbols.Select(symbol => symbol.Text)]);
                reader.Report(path, Rules.BadRow, $"'{unknown}' in '{text}' is not in the alphabet, {known}");
                return [];
            }
        }

        CheckLength($"'{text}'", text.Length, "sequence_length", model.SequenceLength, path, reader);
        return text.SelectMany(character => vectors[character]).ToEquatableArray();
    }

    private static string Number(YamlNode node, string path, SpecReader reader)
    {
        if (node is YamlScalar { IsPlain: true } scalar && NumberText.Normalize(scalar.Value) is { } number)
        {
            return number;
        }

        reader.Place(path, node);
        reader.Report(path, Rules.WrongType, path, "a number", node.Kind);
        return "0";
    }

    private static void ReportOverlap(EquatableArray<Row> train, EquatableArray<Row> test, MappingReader data, SpecReader reader)
    {
        var seen = new HashSet<EquatableArray<string>>(train.Select(row => row.Steps));
        for (var i = 0; i < test.Count; i++)
        {
            if (seen.Contains(test[i].Steps))
            {
                var name = test[i].Text ?? string.Join(" ", test[i].Steps);
                reader.Report($"{data.PathOf("test")}[{i.ToString(CultureInfo.InvariantCulture)}]", Rules.TestRowInTrain, name);
            }
        }
    }
}
