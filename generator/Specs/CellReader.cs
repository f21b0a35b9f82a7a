using System.Globalization;
using System.Text.RegularExpressions;
using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Infrastructure;

namespace RnnGen.Generator.Specs;

/// <summary>Reads a cell: the mapping under <c>cell:</c>, in a spec, in a file beside it, or in the generator's own resources.</summary>
internal static class CellReader
{
    /// <summary>The keys of a layer that are not options of its cell.</summary>
    public static readonly IReadOnlyList<string> LayerKeys = ["cell", "size", "direction", "initial_state", "residual", "dropout"];

    private static readonly Regex OptionName = new(@"^[A-Za-z][A-Za-z0-9_]*\z", RegexOptions.CultureInvariant);

    private static readonly Regex Dimension = new(@"^[A-Za-z0-9_]+( *\* *[A-Za-z0-9_]+)*\z", RegexOptions.CultureInvariant);

    private static readonly Regex UserName = new(@"^[A-Za-z][A-Za-z0-9]*\z", RegexOptions.CultureInvariant);

    public static CellSpec Read(MappingReader cell, SpecReader reader)
    {
        var options = ReadOptions(cell.Mapping("options"), reader);
        var parameters = cell.Mapping("parameters");
        var parameterList = parameters.Entries.Select(entry => ReadParameter(entry.Key.Value, parameters, reader)).ToEquatableArray();
        var kernels = KernelReader.Read(cell.Mapping("kernels"), parameterList, reader);
        var states = cell.Mapping("state");
        var stateList = states.Entries
            .Select(entry => new CellState(Name(entry.Key, states, reader), ReadShape(states, entry.Key.Value, reader)))
            .ToEquatableArray();
        var step = cell.Text("step", "the equations of one step, a literal block (step: |)");
        var output = cell.Text("output", "what the layer above sees, a name that the step assigns");
        cell.Finish();
        return new CellSpec(options, parameterList, kernels, stateList, step, output);
    }

    private static EquatableArray<CellOption> ReadOptions(MappingReader options, SpecReader reader)
    {
        return options.Entries.Select(entry => ReadOption(entry.Key, entry.Value)).ToEquatableArray();

        CellOption ReadOption(YamlScalar key, YamlNode value)
        {
            var name = Name(key, options, reader, OptionName);
            if (LayerKeys.Contains(name))
            {
                reader.Report(options.PathOfKey(name), Rules.InvalidName, name, "every layer has a key of that name");
            }

            if (value is not YamlMapping)
            {
                return new CellOption(name, options.Text(key.Value), EquatableArray<string>.Empty);
            }

            var option = options.Mapping(key.Value);
            var choices = option.Items("choices", "the list of what the option may be").Select(item => Word(item.Node, item.Path, reader)).ToEquatableArray();
            if (option.IsList("choices") && choices.Count == 0)
            {
                reader.Report(option.PathOf("choices"), Rules.WrongType, option.PathOf("choices"), "a list of at least one word", "none");
            }

            var fallback = option.Text("default", "what the option is when a layer does not set it");
            option.Finish();
            return new CellOption(name, fallback, choices);
        }
    }

    private static CellParameter ReadParameter(string key, MappingReader parameters, SpecReader reader)
    {
        var name = Name(parameters.Entries.First(entry => entry.Key.Value == key).Key, parameters, reader);
        if (parameters.Node(key) is not YamlMapping)
        {
            return new CellParameter(name, ReadShape(parameters, key, reader), null);
        }

        var parameter = parameters.Mapping(key);
        var shape = ReadShape(parameter, "shape", reader);
        var when = parameter.Mapping("when");
        var conditions = when.Entries.Select(entry => new Condition(entry.Key.Value, Words(when, entry.Key.Value, reader))).ToArray();
        if (when.Exists && conditions.Length != 1)
        {
            reader.Report(when.Path, Rules.WrongType, when.Path, "one option with its value such as { bias: single }", $"{conditions.Length} options");
        }

        var role = parameter.Choice("role", "role", null, ["bias", "gain", "forget_bias"]);
        if (role != "bias" && shape.Count != 1)
        {
            var use = role == "gain" ? "scales" : "is added to";
            reader.Report(parameter.PathOf("role"), Rules.UnknownChoice, "role", role, $"it goes with a vector, which {use} units");
        }

        parameter.Finish();
        var vectorRole = role switch
        {
            "gain" => VectorRole.Gain,
            "forget_bias" => VectorRole.ForgetBias,
            _ => VectorRole.Bias,
        };
        return new CellParameter(name, shape, conditions.FirstOrDefault(), vectorRole);
    }

    // A dimension is "input", "size", a number, an option that is a whole number, or a product of them; the equations' stage resolves it.
    private static EquatableArray<string> ReadShape(MappingReader mapping, string key, SpecReader reader)
    {
        var shape = mapping.Items(key, "a shape such as [input, size]").Select(item => Word(item.Node, item.Path, reader)).ToEquatableArray();
        if (shape.Count is 0 or > 2 || !shape.All(IsDimension))
        {
            if (mapping.IsList(key))
            {
                var expected = FormattableString.Invariant(
                    $"a shape of one or two of 'input', 'size', an option or a number from 1 to {ExperimentReader.MaximalSize}");
                reader.Report(mapping.PathOf(key), Rules.WrongType, mapping.PathOf(key), expected, $"[{string.Join(", ", shape)}]");
            }

            return new[] { "size" }.ToEquatableArray();
        }

        return shape;
    }

    private static bool IsDimension(string text) =>
        Dimension.IsMatch(text) && text.Split('*').All(word => IsSize(word.Trim()) || !char.IsDigit(word.Trim()[0]));

    private static bool IsSize(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= ExperimentReader.MaximalSize;

    private static EquatableArray<string> Words(MappingReader mapping, string key, SpecReader reader) => mapping.Node(key) is YamlSequence
        ? mapping.Items(key).Select(item => Word(item.Node, item.Path, reader)).ToEquatableArray()
        : new[] { mapping.Text(key) }.ToEquatableArray();

    public static string Word(YamlNode node, string path, SpecReader reader)
    {
        if (node is YamlScalar scalar)
        {
            return scalar.Value;
        }

        reader.Report(path, Rules.WrongType, path, "a word", node.Kind);
        return "";
    }

    public static string Name(YamlScalar key, MappingReader mapping, SpecReader reader, Regex? pattern = null)
    {
        if (!(pattern ?? UserName).IsMatch(key.Value))
        {
            var path = mapping.PathOfKey(key.Value);
            reader.Place(path, key.Span);
            reader.Report(path, Rules.InvalidName, key.Value, "a name is a letter followed by letters and digits");
        }

        return key.Value;
    }
}
