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

        foreach (var experiment in experiments)
        {
            table.AddRow(
                Markup.Escape(experiment.Name),
                $"{experiment.SequenceLength}",
                $"{experiment.InputSize}",
                Markup.Escape(Layers(experiment)),
                $"{experiment.OutputSize}",
                $"{experiment.Layout.Length}",
                $"{(experiment.Task is null ? experiment.Train.Count : experiment.Settings.Sequences)}",
                experiment.Task is null ? $"{experiment.Settings.Epochs}" : "stream");
        }

        console.Table(table);
        foreach (var experiment in experiments)
        {
            console.Plain($"  {experiment.Name}: {experiment.Description}");
        }
    }

    // "elman 2" for a layer of the cell elman with 2 units.
    private static string Layers(Experiment experiment)
    {
        using var spec = JsonDocument.Parse(experiment.Spec);
        var layers = spec.RootElement.GetProperty("model").GetProperty("layers").EnumerateArray();
        return string.Join(", ", layers.Select(layer =>
        {
            var cell = layer.GetProperty("cell");
            var size = layer.TryGetProperty("size", out var units) ? units : layer.TryGetProperty("blocks", out var blocks) ? blocks : default;
            return $"{(cell.ValueKind == JsonValueKind.String ? cell.GetString() : "equations")} {(size.ValueKind == JsonValueKind.Undefined ? "" : size)}".TrimEnd();
        }));
    }
}
