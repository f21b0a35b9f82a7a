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
        var description = ReadLine("description", root, reader);
        var legend = root.Node("legend") is null ? null : ReadLine("legend", root, reader) is { Length: > 0 } line ? line : null;
        var published = root.Items("published")
            .Select(item => ReadPublished(reader.ItemOf(
                item.Node, item.Path, "a published number such as { source: Elman 1990, quantity: accuracy, value: 0.9 }")))
            .ToEquatableArray();
        var seed = root.LongInteger("seed", "the seed of the random numbers, a whole number", 0, uint.MaxValue, 0);
        var model = ReadModel(root.Mapping("model", "the network: input_size, sequence_length, layers, output"), reader);
        var loss = ReadLoss(root.Mapping("loss", "a loss such as { name: half_mse, reduce: mean }"), model.Output, reader);
        var metrics = MetricReader.ReadAll(root, reader);
        var initialization = InitializationReader.Read(
            root.Mapping("initialization", "how the weights start: { default: { name: normal, std: 0.1 } }"), reader);
        var data = DataReader.Read(root.Mapping("data", "the sequences: alphabet, train, test"), model, reader);
        var training = TrainingReader.Read(root.Mapping("training", "epochs and the optimizer"), reader);
        SourceReader.CheckStream(data, training, root, reader);
        DataCheck.Run(model, loss, data, training, metrics, reader);
        root.Finish();
        return new ExperimentSpec(
            name,
            description,
            legend,
            published,
            FormattableString.Invariant($"{seed}"),
            model,
            loss,
            metrics,
            initialization,
            data,
            training);
    }

    // The description becomes a line of the generated documentation, the legend one of a figure.
    private static string ReadLine(string key, MappingReader root, SpecReader reader)
    {
        var line = WhiteSpace.Replace(root.Text(key), " ").Trim();
        foreach (var hidden in line.Where(character => char.IsControl(character) || character >= '\ufffe').Take(1))
        {
            reader.Report(key, Rules.WrongType, key, "printable text", $"the character U+{((int)hidden).ToString("X4", CultureInfo.InvariantCulture)}");
        }

        return line;
    }

    private static PublishedSpec ReadPublished(MappingReader published)
    {
        var source = published.Text("source", "where the number was published");
        var quantity = published.Text("quantity", "what it is a number of: sequences, or a metric, or other words");
        var value = published.Number("value", "the number", "0", NumberRange.Any);
        published.Finish();
        return new PublishedSpec(WhiteSpace.Replace(source, " ").Trim(), WhiteSpace.Replace(quantity, " ").Trim(), value);
    }

    private static ModelSpec ReadModel(MappingReader model, SpecReader reader)
    {
        var inputSize = model.Integer("input_size", "the number of inputs a step", 1, MaximalSize, Unknown);
        var (sequenceLength, hasVariableLength) = ReadLength(model);
        var layers = model.Items("layers", "a list of layers such as { cell: elman, size: 2 }")
            .Select(item => ReadLayer(item.Node, item.Path, reader))
            .ToEquatableArray();
        if (model.IsList("layers") && layers.Count == 0)
        {
            reader.Report(model.PathOf("layers"), Rules.WrongType, model.PathOf("layers"), "a list of at least one layer", "none");
        }

        CheckCarriedStates(layers, hasVariableLength, model, reader);
        var output = ReadOutput(model.Mapping("output", "the output layer such as { size: 1, activation: sigmoid }"));
        var precision = model.Choice("precision", "precision", null, ["float64", "float32"]);
        var form = model.Choice("form", "form", null, ["unrolled", "shared", "looped"]) switch
        {
            "shared" => ProgramForm.Shared,
            "looped" => ProgramForm.Looped,
            _ => ProgramForm.Unrolled,
        };
        var units = model.Choice("units", "form of the units", null, ["auto", "spelled_out", "looped"]) switch
        {
            "spelled_out" => UnitForm.SpelledOut,
            "looped" => UnitForm.Looped,
            _ => UnitForm.Auto,
        };
        model.Finish();
        return new ModelSpec(inputSize, sequenceLength, hasVariableLength, layers, output, precision, form, units);
    }

    // A state is carried on from the end of a window to the start of the next one, which is the same step for every sequence of a batch.
    private static void CheckCarriedStates(EquatableArray<LayerSpec> layers, bool hasVariableLength, MappingReader model, SpecReader reader)
    {
        for (var i = 0; i < layers.Count; i++)
        {
            if (layers[i].InitialState == InitialState.Carried && (hasVariableLength || layers[i].Direction != LayerDirection.Forward))
            {
                var path = FormattableString.Invariant($"{model.PathOf("layers")}[{i}].initial_state");
                var needed = hasVariableLength
                    ? "a state is carried where all windows have one length"
                    : "a state is carried forward, and the layer reads in reverse";
                reader.Report(path, Rules.UnknownChoice, "initial state", "carried", needed);
            }
        }
    }

    // A number, or { max: a number } where sequences may be shorter.
    private static (int Length, bool IsVariable) ReadLength(MappingReader model)
    {
        if (!model.IsMapping("sequence_length"))
        {
            return (model.Integer("sequence_length", "the number of steps", 1, MaximalSize, Unknown), false);
        }

        var length = model.Mapping("sequence_length");
        var longest = length.Integer("max", "the number of steps of the longest sequence", 2, MaximalSize, Unknown);
        length.Finish();
        return (longest, true);
    }

    private static LayerSpec ReadLayer(YamlNode node, string path, SpecReader reader)
    {
        var layer = reader.ItemOf(node, path, "a layer such as { cell: elman, size: 2 }");
        var cell = ReadCell(layer, reader);
        var size = layer.Integer("size", null, 1, MaximalSize, Unknown);
        var direction = layer.Choice("direction", "direction", null, ["forward", "reverse", "bidirectional"]);
        var initialState = layer.Choice("initial_state", "initial state", null, ["zero", "learned", "carried"]);
        var isResidual = layer.Flag("residual", false);
        var dropout = layer.Number("dropout", null, "0", NumberRange.FromZeroToBelowOne);
        return new LayerSpec(
            cell,
            size,
            direction switch { "forward" => LayerDirection.Forward, "reverse" => LayerDirection.Reverse, _ => LayerDirection.Bidirectional },
            initialState switch { "learned" => InitialState.Learned, "carried" => InitialState.Carried, _ => InitialState.Zero },
            isResidual,
            NumberText.Value(dropout) == 0 ? "0" : dropout,
            ReadOptions(layer));
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
        var steps = output.Choice("steps", "choice of steps", null, ["last", "every"]);
        return new OutputSpec(size, steps, ReadOptions(output));
    }

    // The options belong to the cell, which only the equations know: here they are any further keys with a word as value.
    private static EquatableArray<Setting> ReadOptions(MappingReader mapping) =>
        mapping.FurtherKeys().Select(further => new Setting(further.Key, mapping.Text(further.Key), further.Near)).ToEquatableArray();

    private static LossSpec ReadLoss(MappingReader loss, OutputSpec output, SpecReader reader)
    {
        var name = loss.Text("name", "the loss's name, half_mse for instance");
        var reduce = loss.Choice("reduce", "reduction", "how the losses of sequences are put together: mean or sum", ["mean", "sum"]);
        var weights = loss.Items("class_weights").Select(item => loss.ItemNumber(item.Node, item.Path, NumberRange.NotNegative)).ToEquatableArray();
        if (loss.IsList("class_weights") && weights.Count != output.Size && output.Size != Unknown)
        {
            reader.Report(
                loss.PathOf("class_weights"),
                Rules.WrongType,
                loss.PathOf("class_weights"),
                FormattableString.Invariant($"a list of {output.Size} numbers, one an output"),
                FormattableString.Invariant($"{weights.Count}"));
        }
        else if (loss.Has("class_weights") && name != "cross_entropy")
        {
            reader.Report(
                loss.PathOfKey("class_weights"),
                Rules.UnknownKey,
                "class_weights",
                "it goes with the loss 'cross_entropy', whose targets are classes");
        }

        // Without a softmax the equations say what is missing.
        if (name == "cross_entropy" && output.Size == 1 && output.Options.Any(option => option is { Name: "activation", Value: "softmax" }))
        {
            reader.Report(
                loss.PathOf("name"),
                Rules.UnknownChoice,
                "loss",
                name,
                "it goes with an output for each class; for a single one there is 'binary_cross_entropy'");
        }

        return new LossSpec(name, reduce, ReadOptions(loss), weights);
    }
}
