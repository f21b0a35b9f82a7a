using System.Globalization;
using RnnGen.Data;
using RnnGen.Evaluation;
using Spectre.Console;

namespace RnnGen.CommandLine;

/// <summary>
/// Writes predictions beside their targets, and the metrics of a set. Of a series the table has the values of the file, and so have metrics that are
/// distances, beside those of the network.
/// </summary>
internal static class PredictionTable
{
    private const int MostRowsShown = 32;

    // A row a step would be longer than anyone reads.
    private const int MostOutputsShown = 12;

    public static void Write(string set, Predictions predictions, IReadOnlyList<Metric> metrics, Normalization? normalization, IAnsiConsole console)
    {
        var count = predictions.Sequences.Count;
        if (count == 0)
        {
            return;
        }

        var rightness = metrics.OfType<RightnessMetric>().FirstOrDefault();
        var isShown = Enumerable.Range(0, count).Max(sequence => predictions[sequence].Length) <= MostOutputsShown;
        if (isShown)
        {
            WriteTable(set, predictions, rightness, normalization, console);
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

        foreach (var metric in metrics.Where(metric => metric != rightness || !SaysTheCount(metric, predictions)))
        {
            var value = metric.Measure(predictions);
            var restored = metric.HasUnits && normalization is not null
                ? string.Create(CultureInfo.InvariantCulture, $", in the file's units {normalization.RestoreDistance(value):G6}")
                : "";
            console.Plain(string.Create(CultureInfo.InvariantCulture, $"{set} {metric.Name} {value:G6}{restored}"));
        }
    }

    // Where each sequence has one answer of one output, the share of right outputs is that of right rows.
    private static bool SaysTheCount(Metric metric, Predictions predictions) =>
        metric is BinaryAccuracy
        && Enumerable.Range(0, predictions.Sequences.Count).All(sequence =>
            predictions.AnswersOf(sequence).Sum(answer => answer.Target.Length) == 1);

    private static void WriteTable(string set, Predictions predictions, RightnessMetric? rightness, Normalization? normalization, IAnsiConsole console)
    {
        var units = normalization is null ? "" : " (file's units)";
        var table = new Table().Border(TableBorder.Simple).AddColumn(set)
            .AddColumn(new TableColumn("target" + units).RightAligned())
            .AddColumn(new TableColumn("prediction" + units).RightAligned())
            .AddColumn("");
        for (var i = 0; i < Math.Min(predictions.Sequences.Count, MostRowsShown); i++)
        {
            var sequence = predictions.Sequences[i];
            table.AddRow(
                Markup.Escape(sequence.Text is { } text ? InOneLine(text) : $"{set} {i}"),
                string.Join(" ", sequence.Target.Select((value, place) => IsCounted(sequence, place)
                    ? Text(value, value => value.ToString("R", CultureInfo.InvariantCulture), "G10")
                    : "-")),
                string.Join(" ", predictions[i].ToArray().Select(value => Text(value, ConsoleText.FourDecimals, "G6"))),
                rightness is null ? "" : rightness.IsRight(predictions, i) ? "right" : "[red]wrong[/]");
        }

        console.Table(table);

        string Text(double value, Func<double, string> text, string formatInUnits) => normalization is null
            ? text(value)
            : normalization.Restore(value).ToString(formatInUnits, CultureInfo.InvariantCulture);
    }

    // As it is, or in quotes where it has characters that cannot be seen.
    private static string InOneLine(string text)
    {
        var quoted = Alphabet.Quote(text);
        return quoted.Length == text.Length + 2 ? text : quoted;
    }

    // The target of a step that has no loss is none.
    private static bool IsCounted(Sequence sequence, int place) =>
        sequence.Weights is not { } weights || weights[place / (sequence.Target.Count / weights.Count)] != 0;
}
