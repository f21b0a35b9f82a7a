using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace RnnGen.CommandLine;

/// <summary>Writes the table of a project's experiments with their sizes.</summary>
internal static class ExperimentList
{
    public static void Write(IReadOnlyList<Experiment> experiments, IAnsiConsole console)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var title in new[] { "experiment", "steps", "inputs", "layers", "outputs", "parameters", "sequences", "epochs" })
        {
            table.AddColumn(new TableColumn(title) { NoWrap = true, Alignment = title is "experiment" or "layers" ? Justify.Left : Justify.Right });
        }

        // The count of sequences stands in a file of data, where they come from one.
        var wrong = new Dictionary<Experiment, string>();
        foreach (var experiment in experiments)
        {
            table.AddRow(
                Markup.Escape(experiment.Name),
                $"{experiment.SequenceLength}",
                $"{experiment.InputSize}",
                Markup.Escape(Layers(experiment)),
                $"{experiment.OutputSize}",
                $"{experiment.Layout.Length}",
                Sequences(experiment),
                experiment.Settings.Sequences == 0 ? $"{experiment.Settings.Epochs}" : "stream");
        }

        console.Table(table);
        foreach (var experiment in experiments)
        {
            console.Plain($"  {experiment.Name}: {experiment.Description}");
            if (wrong.TryGetValue(experiment, out var message))
            {
                console.Plain($"    It cannot be run: {message}");
            }
        }

        string Sequences(Experiment experiment)
        {
            try
            {
                return $"{(experiment.Settings.Sequences == 0 ? experiment.Train.Count : experiment.Settings.Sequences)}";
            }
            catch (InvalidDataException exception)
            {
                wrong[experiment] = exception.Message;
                return "?";
            }
        }
    }

    /// <summary>What a layer of a spec computes: the cell's name, where it has one.</summary>
    public static string CellOf(JsonElement layer) => layer.GetProperty("cell") is { ValueKind: JsonValueKind.String } cell ? cell.GetString()! : "equations";

    // "elman 2" for a layer of the cell elman with 2 units; of a cell without a size its options' whole numbers, "lstm-1997 2 x 2" of two blocks of two.
    private static string Layers(Experiment experiment)
    {
        using var spec = JsonDocument.Parse(experiment.Spec);
        var layers = spec.RootElement.GetProperty("model").GetProperty("layers").EnumerateArray();
        return string.Join(", ", layers.Select(layer => $"{CellOf(layer)} {string.Join(" x ", Sizes(layer))}".TrimEnd()));
    }

    private static IEnumerable<int> Sizes(JsonElement layer)
    {
        if (layer.TryGetProperty("size", out var size))
        {
            return [size.GetInt32()];
        }

        // A cell's options stand in the resolved spec as they were written.
        return layer.EnumerateObject().SelectMany(option =>
            int.TryParse(option.Value.ToString(), CultureInfo.InvariantCulture, out var number) ? (int[])[number] : []);
    }
}
