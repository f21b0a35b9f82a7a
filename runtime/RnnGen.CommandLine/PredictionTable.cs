using System.Globalization;
using RnnGen.Evaluation;
using Spectre.Console;

namespace RnnGen.CommandLine;

/// <summary>Writes predictions beside their targets, and the metrics of a set.</summary>
internal static class PredictionTable
{
    private const int MostRowsShown = 32;

    // A row a step would be longer than anyone reads.
    private const int MostOutputsShown = 12;

    public static void Write(string set, Predictions predictions, IReadOnlyList<Metric> metrics, IAnsiConsole console)
    {
        var count = predictions.Sequences.Count;
        if (count == 0)
        {
            return;
        }

        var rightness = metrics.OfType<RightnessMetric>().FirstOrDefault();
        var isShown = predictions[0].Length <= MostOutputsShown;
        if (isShown)
        {
            WriteTable(set, predictions, rightness, console);
        }

        var hidden = isShown ? count - MostRowsShown : 0;
        var notShown = hidden > 0 ? $" ({hidden} not shown)" : "";
        if (rightness is not null)
        {
            console.Plain($"{(isShown ? "" : set + ": ")}{rightness.RightCount(predictions)} of {count} right{notShown}");
        }
        else if (isShown)
        {
            console.Plain($"{count} sequences{notShown}");
        }

        foreach (var metric in metrics.Where(metric => metric is not BinaryAccuracy))
        {
            console.Plain(string.Create(CultureInfo.InvariantCulture, $"{set} {metric.Name} {metric.Measure(predictions):G6}"));
        }
    }

    private static void WriteTable(string set, Predictions predictions, RightnessMetric? rightness, IAnsiConsole console)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn(set)
            .AddColumn(new TableColumn("target").RightAligned())
            .AddColumn(new TableColumn("prediction").RightAligned())
            .AddColumn("");
        for (var i = 0; i < Math.Min(predictions.Sequences.Count, MostRowsShown); i++)
        {
            var sequence = predictions.Sequences[i];
            table.AddRow(
                Markup.Escape(sequence.Text ?? $"{set} {i}"),
                string.Join(" ", sequence.Target.Select(value => value.ToString(CultureInfo.InvariantCulture))),
                string.Join(" ", predictions[i].ToArray().Select(value => value.ToString("0.0000", CultureInfo.InvariantCulture))),
                rightness is null ? "" : rightness.IsRight(predictions, i) ? "right" : "[red]wrong[/]");
        }

        console.Write(table);
    }
}
