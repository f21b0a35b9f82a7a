using System.Text.Json;
using Spectre.Console;

namespace RnnGen.CommandLine;

/// <summary>Writes the table of a project's experiments with their sizes.</summary>
internal static class ExperimentList
{
    public static void Write(IReadOnlyList<Experiment> experiments, IAnsiConsole console)
    {
        var table = new Table().Border(TableBorder.Simple)
            .AddColumn("experiment")
            .AddColumn(new TableColumn("steps").RightAligned())
            .AddColumn(new TableColumn("inputs").RightAligned())
            .AddColumn("layers")
            .AddColumn(new TableColumn("outputs").RightAligned())
            .AddColumn(new TableColumn("parameters").RightAligned())
            .AddColumn(new TableColumn("sequences").RightAligned())
            .AddColumn(new TableColumn("epochs").RightAligned())
            .AddColumn("description");
        foreach (var experiment in experiments)
        {
            table.AddRow(
                Markup.Escape(experiment.Name),
                $"{experiment.SequenceLength}",
                $"{experiment.InputSize}",
                Markup.Escape(Layers(experiment)),
                $"{experiment.OutputSize}",
                $"{experiment.Layout.Length}",
                $"{experiment.Train.Count}",
                $"{experiment.Settings.Epochs}",
                Markup.Escape(experiment.Description));
        }

        console.Write(table);
    }

    // "elman 2" for a layer of the cell elman with 2 units.
    private static string Layers(Experiment experiment)
    {
        using var spec = JsonDocument.Parse(experiment.Spec);
        var layers = spec.RootElement.GetProperty("model").GetProperty("layers").EnumerateArray();
        return string.Join(", ", layers.Select(layer =>
        {
            var cell = layer.GetProperty("cell");
            return $"{(cell.ValueKind == JsonValueKind.String ? cell.GetString() : "equations")} {layer.GetProperty("size").GetInt32()}";
        }));
    }
}
