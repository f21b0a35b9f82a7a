using System.Globalization;
using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Infrastructure;

namespace RnnGen.Generator.Specs;

/// <summary>Reads inline data and checks every row against the model's sizes.</summary>
internal static class DataReader
{
    public static DataSpec Read(MappingReader data, ModelSpec model, SpecReader reader)
    {
        var alphabet = AlphabetReader.Read(data, model, reader);
        var train = ReadSet(
            data,
            "train",
            "the training sequences, a list of rows such as { x: abc, y: [0] }, or where they come from",
            alphabet,
            model,
            reader);
        var test = ReadSet(data, "test", null, alphabet, model, reader);
        if (data.Node("train") is YamlSequence { Items.Count: 0 })
        {
            reader.Report(data.PathOf("train"), Rules.BadRow, "the training set has no row");
        }

        if (train.Rows.Concat(test.Rows).Any(row => row.Text is not null) || train.IsText || test.IsText)
        {
            data.Require("alphabet", AlphabetReader.Expected);
        }

        foreach (var (set, key) in new[] { (train, "train"), (test, "test") })
        {
            if (set.IsText && alphabet is not null)
            {
                CheckText(alphabet, model, data.PathOf(key), reader);
            }
        }

        data.Finish();
        if (!reader.HasErrors)
        {
            ReportOverlap(train.Rows, test.Rows, data, reader);
        }

        return new DataSpec(alphabet ?? AlphabetSpec.Empty, train, test);
    }

    private static SetSpec ReadSet(
        MappingReader data, string key, string? expected, AlphabetSpec? alphabet, ModelSpec model, SpecReader reader) =>
        data.IsMapping(key)
            ? new SetSpec(EquatableArray<Row>.Empty, SourceReader.Read(data.Mapping(key), isTest: key == "test", reader))
            : new SetSpec(ReadRows(data, key, expected, alphabet, model, reader), null);

    /// <summary>Reports a length that is not the model's.</summary>
    public static void CheckLength(string what, int length, string size, int expected, string path, SpecReader reader)
    {
        if (length != expected && expected != ExperimentReader.Unknown)
        {
            reader.Report(path, Rules.BadRow, FormattableString.Invariant($"the length of {what} is {length}, but model.{size} is {expected}"));
        }
    }

    private static void CheckSteps(string what, int length, ModelSpec model, string path, SpecReader reader)
    {
        if (!model.HasVariableLength)
        {
            CheckLength(what, length, "sequence_length", model.SequenceLength, path, reader);
        }
        else if ((length == 0 || length > model.SequenceLength) && model.SequenceLength != ExperimentReader.Unknown)
        {
            reader.Report(path, Rules.BadRow, FormattableString.Invariant(
                $"the length of {what} is {length}, but model.sequence_length.max is {model.SequenceLength}"));
        }
    }

    private static EquatableArray<Row> ReadRows(
        MappingReader data, string key, string? expected, AlphabetSpec? alphabet, ModelSpec model, SpecReader reader) =>
        data.Items(key, expected)
            .Select(item => ReadRow(reader.ItemOf(item.Node, item.Path, "a row such as { x: abc, y: [0] }"), alphabet, model, reader))
            .ToEquatableArray();

    private static Row ReadRow(MappingReader row, AlphabetSpec? alphabet, ModelSpec model, SpecReader reader)
    {
        var (text, steps, length) = ReadSteps(row, alphabet, model, reader);
        var target = model.Output.IsEveryStep
            ? ReadTargets(row, length, model, reader)
            : ReadTarget(row.Node("y", "the target, a list of numbers"), row.PathOf("y"), model, row, reader);
        var weights = model.Output.IsEveryStep ? ReadWeights(row, length, reader) : EquatableArray<string>.Empty;
        row.Finish();
        return new Row(text, steps, target.ToEquatableArray(), weights);
    }

    // A target a step, as long as the sequence is.
    private static List<string> ReadTargets(MappingReader row, int length, ModelSpec model, SpecReader reader)
    {
        var targets = new List<string>();
        var items = row.Items("y", "the targets, one a step").ToArray();
        if (row.IsList("y") && length > 0 && items.Length != length)
        {
            reader.Report(row.PathOf("y"), Rules.BadRow, FormattableString.Invariant($"there are {items.Length} targets, but the sequence has {length} steps"));
        }

        foreach (var (node, path) in items)
        {
            targets.AddRange(ReadTarget(node, path, model, row, reader));
        }

        return targets;
    }

    // A list of numbers, or one: the class, counted from 0, where the loss is a cross-entropy, and the only output otherwise.
    private static List<string> ReadTarget(YamlNode? node, string path, ModelSpec model, MappingReader row, SpecReader reader)
    {
        var size = model.Output.Size;
        switch (node)
        {
            case YamlSequence sequence:
                var target = sequence.Items.Select((item, index) => row.ItemNumber(item, $"{path}[{index.ToString(CultureInfo.InvariantCulture)}]")).ToList();
                CheckLength("the target", target.Count, "output.size", size, path, reader);
                return target;
            case YamlScalar { IsPlain: true } scalar
                when size > 1 && int.TryParse(scalar.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var index):
                if (index >= size)
                {
                    reader.Report(path, Rules.BadRow, FormattableString.Invariant(
                        $"the class is {index}, but model.output.size is {size} and classes are counted from 0"));
                }

                return [.. Enumerable.Range(0, size).Select(output => output == index ? "1" : "0")];
            case YamlScalar { IsPlain: true } scalar when size == 1 && NumberText.Normalize(scalar.Value) is { } number:
                return [number];
            case null:
                return [];
            default:
                reader.Report(path, Rules.WrongType, path, size > 1 ? "a list of numbers or a class" : "a list of numbers", node.Kind);
                return [];
        }
    }

    private static EquatableArray<string> ReadWeights(MappingReader row, int length, SpecReader reader)
    {
        var weights = row.Items("weights").Select(item => row.ItemNumber(item.Node, item.Path, NumberRange.NotNegative)).ToEquatableArray();
        if (row.IsList("weights") && length > 0 && weights.Count != length)
        {
            reader.Report(row.PathOf("weights"), Rules.BadRow, FormattableString.Invariant(
                $"there are {weights.Count} weights, but the sequence has {length} steps"));
        }

        return weights;
    }

    private static (string? Text, EquatableArray<string> Steps, int Length) ReadSteps(
        MappingReader row, AlphabetSpec? alphabet, ModelSpec model, SpecReader reader)
    {
        var node = row.Node("x", "the sequence: a text over the alphabet, or a list of vectors");
        if (node is YamlScalar scalar)
        {
            return (scalar.Value, ReadText(scalar.Value, row.PathOf("x"), alphabet, model, reader), scalar.Value.Length);
        }

        var steps = new List<string>();
        var count = 0;
        foreach (var (step, path) in node is null ? [] : row.Items("x", "a text or a list of vectors"))
        {
            count++;
            var vector = step is YamlSequence sequence
                ? sequence.Items.Select((item, index) => row.ItemNumber(item, $"{path}[{index.ToString(CultureInfo.InvariantCulture)}]")).ToArray()
                : [row.ItemNumber(step, path)];
            CheckLength("the step", vector.Length, "input_size", model.InputSize, path, reader);
            steps.AddRange(vector);
        }

        if (node is YamlSequence)
        {
            CheckSteps("the sequence", count, model, row.PathOf("x"), reader);
        }

        return (null, steps.ToEquatableArray(), count);
    }

    private static EquatableArray<string> ReadText(string text, string path, AlphabetSpec? alphabet, ModelSpec model, SpecReader reader)
    {
        if (alphabet is null)
        {
            return [];
        }

        var symbols = alphabet.Symbols;
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

        CheckSteps($"'{text}'", text.Length, model, path, reader);
        return text.SelectMany(character => vectors[character]).ToEquatableArray();
    }

    // A text has the next character as its target, at every step.
    private static void CheckText(AlphabetSpec alphabet, ModelSpec model, string path, SpecReader reader)
    {
        CheckLength("the alphabet", alphabet.Symbols.Count, "output.size", model.Output.Size, path, reader);
        if (!model.Output.IsEveryStep)
        {
            reader.Report(path, Rules.BadRow, "the targets of a text are its next characters, one a step, but model.output.steps is last");
        }
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
