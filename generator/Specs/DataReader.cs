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
        if (data.Has("train", isEmptyList: true))
        {
            reader.Report(data.PathOf("train"), Rules.BadRow, "the training set has no row");
        }

        if (!data.Has("alphabet") && train.Concat(test).Any(row => row.Text is not null))
        {
            data.ReportMissing("alphabet", "the vector of each symbol such as { a: [0, 1], b: [1, 0] }");
        }

        data.Finish();
        if (!reader.HasErrors)
        {
            ReportOverlap(train, test, data, reader);
        }

        return new DataSpec(alphabet, train, test);
    }

    private static EquatableArray<Symbol> ReadAlphabet(MappingReader alphabet, ModelSpec model, SpecReader reader)
    {
        return alphabet.Entries.Select(entry => ReadSymbol(entry.Key)).ToEquatableArray();

        Symbol ReadSymbol(YamlScalar key)
        {
            var path = alphabet.PathOf(key.Value);
            var vector = alphabet.Items(key.Value, "the symbol's vector, a list of numbers").Select(item => Number(item.Node, item.Path, reader)).ToEquatableArray();
            if (key.Value.Length != 1 || char.IsSurrogate(key.Value[0]))
            {
                reader.Report(path, Rules.InvalidName, key.Value, "a symbol of the alphabet is one character");
            }
            else if (vector.Count != model.InputSize)
            {
                reader.Report(path, Rules.BadRow, $"the vector of '{key.Value}' has {vector.Count} numbers, but model.input_size is {model.InputSize}");
            }

            return new Symbol(key.Value, vector);
        }
    }

    private static EquatableArray<Row> ReadRows(MappingReader data, string key, string? expected, EquatableArray<Symbol> alphabet, ModelSpec model, SpecReader reader) =>
        data.Items(key, expected).Select(item => ReadRow(reader.ItemOf(item.Node, item.Path, "a row such as { x: abc, y: [0] }"), alphabet, model, reader)).ToEquatableArray();

    private static Row ReadRow(MappingReader row, EquatableArray<Symbol> alphabet, ModelSpec model, SpecReader reader)
    {
        var (text, steps) = ReadSteps(row, alphabet, model, reader);
        var target = row.Items("y", "the target, a list of numbers").Select(item => Number(item.Node, item.Path, reader)).ToEquatableArray();
        if (row.Has("y") && target.Count != model.Output.Size)
        {
            reader.Report(row.PathOf("y"), Rules.BadRow, $"the target has {target.Count} numbers, but model.output.size is {model.Output.Size}");
        }

        row.Finish();
        return new Row(text, steps, target);
    }

    private static (string? Text, EquatableArray<string> Steps) ReadSteps(MappingReader row, EquatableArray<Symbol> alphabet, ModelSpec model, SpecReader reader)
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
            if (vector.Length != model.InputSize)
            {
                reader.Report(path, Rules.BadRow, $"the step has {vector.Length} numbers, but model.input_size is {model.InputSize}");
            }

            steps.AddRange(vector);
        }

        if (node is YamlSequence && count != model.SequenceLength)
        {
            reader.Report(row.PathOf("x"), Rules.BadRow, $"the sequence has {count} steps, but model.sequence_length is {model.SequenceLength}");
        }

        return (null, steps.ToEquatableArray());
    }

    private static EquatableArray<string> ReadText(string text, string path, EquatableArray<Symbol> alphabet, ModelSpec model, SpecReader reader)
    {
        var unknown = text.FirstOrDefault(character => alphabet.All(symbol => symbol.Text != character.ToString()));
        if (unknown != default)
        {
            var known = alphabet.Count == 0 ? "data.alphabet is missing" : "the alphabet has " + Suggestion.Join([.. alphabet.Select(symbol => symbol.Text)]);
            reader.Report(path, Rules.BadRow, $"'{unknown}' in '{text}' is not in the alphabet: {known}");
            return [];
        }

        if (text.Length != model.SequenceLength)
        {
            reader.Report(path, Rules.BadRow, $"'{text}' has {text.Length} symbols, but model.sequence_length is {model.SequenceLength}");
        }

        return text.SelectMany(character => alphabet.First(symbol => symbol.Text == character.ToString()).Vector).ToEquatableArray();
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
