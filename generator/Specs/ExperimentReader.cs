using System.Globalization;
using System.Text.RegularExpressions;
using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Infrastructure;

namespace RnnGen.Generator.Specs;

/// <summary>Reads an experiment's YAML: every key by name and type, in the order of the reference in the README.</summary>
internal static class ExperimentReader
{
    /// <summary>The largest size of a vector.</summary>
    public const int MaximalSize = 4096;

    /// <summary>A size that the file does not say, which has been reported: rows are not compared with it.</summary>
    public const int Unknown = 0;

    private static readonly Regex WhiteSpace = new(@"\s+", RegexOptions.CultureInvariant);

    public static ExperimentSpec Read(string name, MappingReader root, SpecReader reader)
    {
        var description = ReadDescription(root, reader);
        var seed = root.LongInteger("seed", "the seed of the random numbers, a whole number", 0, uint.MaxValue, 0);
        var model = ReadModel(root.Mapping("model", "the network: input_size, sequence_length, layers, output"), reader);
        var loss = ReadLoss(root.Mapping("loss", "a loss such as { name: half_mse, reduce: mean }"));
        var metrics = root.Items("metrics").Select(item => ReadMetric(item.Node, item.Path, reader)).ToEquatableArray();
        var initialization = InitializationReader.Read(root.Mapping("initialization", "how the weights start: { default: { name: normal, std: 0.1 } }"), reader);
        var data = DataReader.Read(root.Mapping("data", "the sequences: alphabet, train, test"), model, reader);
        var training = TrainingReader.Read(root.Mapping("training", "epochs and the optimizer"), reader);
        root.Finish();
        return new ExperimentSpec(name, description, FormattableString.Invariant($"{seed}"), model, loss, metrics, initialization, data, training);
    }

    // The description becomes a line of the generated documentation.
    private static string ReadDescription(MappingReader root, SpecReader reader)
    {
        var description = WhiteSpace.Replace(root.Text("description"), " ").Trim();
        foreach (var hidden in description.Where(character => char.IsControl(character) || character >= '\ufffe').Take(1))
        {
            reader.Report("description", Rules.WrongType, "description", "printable text", $"the character U+{((int)hidden).ToString("X4", CultureInfo.InvariantCulture)}");
        }

        return description;
    }

    private static ModelSpec ReadModel(MappingReader model, SpecReader reader)
    {
        var inputSize = model.Integer("input_size", "the number of inputs a step", 1, MaximalSize, Unknown);
        var sequenceLength = model.Integer("sequence_length", "the number of steps", 1, MaximalSize, Unknown);
        var layers = model.Items("layers", "a list of layers such as { cell: elman, size: 2 }").Select(item => ReadLayer(item.Node, item.Path, reader)).ToEquatableArray();
        if (model.Has("layers") && layers.Count == 0)
        {
            reader.Report(model.PathOf("layers"), Rules.WrongType, model.PathOf("layers"), "a list of at least one layer", "none");
        }

        var output = ReadOutput(model.Mapping("output", "the output layer such as { size: 1, activation: sigmoid }"));
        var precision = model.Choice("precision", "precision", null, ["float64"]);
        var form = model.Choice("form", "form", null, ["unrolled", "looped"]) == "looped" ? ProgramForm.Looped : ProgramForm.Unrolled;
        model.Finish();
        return new ModelSpec(inputSize, sequenceLength, layers, output, precision, form);
    }

    private static LayerSpec ReadLayer(YamlNode node, string path, SpecReader reader)
    {
        var layer = reader.ItemOf(node, path, "a layer such as { cell: elman, size: 2 }");
        var cell = ReadCell(layer, reader);
        var size = layer.Integer("size", "the number of units", 1, MaximalSize);
        return new LayerSpec(cell, size, ReadOptions(layer, "cell", "size"));
    }

    private static CellReference ReadCell(MappingReader layer, SpecReader reader)
    {
        switch (layer.Node("cell", "a cell's name, its file (./my-cell.yaml) or its equations"))
        {
            case YamlMapping mapping:
                return new CellReference(null, null, CellReader.Read(new MappingReader(reader, mapping, layer.PathOf("cell")), reader));
            case YamlScalar { Value: var text } when text.StartsWith("./", StringComparison.Ordinal):
                return new CellReference(null, text.Substring(2), null);
            case YamlScalar { Value: var text }:
                return new CellReference(text, null, null);
            case null:
                return new CellReference("", null, null);
            case var other:
                reader.Report(layer.PathOf("cell"), Rules.WrongType, layer.PathOf("cell"), "a cell's name, its file or its equations", other.Kind);
                return new CellReference("", null, null);
        }
    }

    private static OutputSpec ReadOutput(MappingReader output)
    {
        var size = output.Integer("size", "the number of outputs", 1, MaximalSize, Unknown);
        var steps = output.Choice("steps", "choice of steps", null, ["last"]);
        return new OutputSpec(size, steps, ReadOptions(output, "size", "steps"));
    }

    // The options belong to the cell, which only the equations know: here they are any further keys with a word as value.
    private static EquatableArray<Setting> ReadOptions(MappingReader mapping, params string[] own)
    {
        var options = mapping.Entries.Select(entry => entry.Key.Value).Where(key => !own.Contains(key));
        return options.Select(option => new Setting(option, mapping.Text(option))).ToEquatableArray();
    }

    private static LossSpec ReadLoss(MappingReader loss)
    {
        var name = loss.Text("name", "the loss's name, half_mse for instance");
        var reduce = loss.Choice("reduce", "reduction", "how the losses of sequences are put together: mean or sum", ["mean", "sum"]);
        loss.Finish();
        return new LossSpec(name, reduce);
    }

    private static string ReadMetric(YamlNode node, string path, SpecReader reader)
    {
        string[] known = ["binary_accuracy"];
        if (node is YamlScalar { Value: var name } && known.Contains(name))
        {
            return name;
        }

        reader.Report(path, Rules.UnknownChoice, "metric", (node as YamlScalar)?.Value ?? node.Kind, Suggestion.For((node as YamlScalar)?.Value ?? "", known));
        return known[0];
    }
}
