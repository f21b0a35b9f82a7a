using System.Globalization;

namespace RnnGen.Matrix;

/// <summary>The tables of a comparison, in Markdown.</summary>
/// <param name="references">What all are compared with: where trainings are whole, and where they are short.</param>
/// <param name="outcomes">The configurations, in the order of their numbers.</param>
internal sealed class Report(IReadOnlyDictionary<bool, IReadOnlyDictionary<string, Hashes>> references, IReadOnlyList<Outcome> outcomes)
{
    private const string Same = "=";

    /// <summary>Writes the tables, and what failed.</summary>
    /// <returns>Whether everything that ran is the same, and nothing failed.</returns>
    public bool Write(TextWriter output)
    {
        WriteTable(output, ["", "configuration", "computes with", "seconds", "result"], outcomes.Select((outcome, i) => new[]
        {
            Number(i),
            outcome.Configuration.Name + (outcome.Configuration.IsShort ? " (short trainings)" : ""),
            outcome.Registers?.ToString() ?? "",
            outcome.Duration.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture),
            Result(outcome),
        }));
        output.WriteLine();
        WriteTable(output, ["experiment", "training", "short", "float64", "float32", .. outcomes.Select((_, i) => Number(i))], references.Values.First().Select(experiment => (string[])
        [
            experiment.Key,
            Training(isShort: false, experiment.Key),
            Training(isShort: true, experiment.Key),
            experiment.Value.Double,
            experiment.Value.Single,
            .. outcomes.Select(outcome => Cell(outcome, experiment.Key)),
        ]));
        foreach (var outcome in outcomes.Where(outcome => outcome.Failure is not null))
        {
            output.WriteLine();
            output.WriteLine($"{outcome.Configuration.Name}: {outcome.Failure}");
        }

        return outcomes.All(outcome => Result(outcome) is "same" or "skipped");
    }

    private string Result(Outcome outcome) =>
        outcome.IsSkipped ? "skipped"
        : outcome.Failure is not null ? "failed"
        : ReferenceOf(outcome) is { Count: > 0 } reference && reference.Keys.All(name => Cell(outcome, name) == Same) ? "same"
        : "different";

    private IReadOnlyDictionary<string, Hashes> ReferenceOf(Outcome outcome) => references[outcome.Configuration.IsShort];

    private string Training(bool isShort, string name) => references.TryGetValue(isShort, out var reference) ? reference.GetValueOrDefault(name).Training ?? "" : "";

    private string Cell(Outcome outcome, string name) =>
        !outcome.Hashes.TryGetValue(name, out var hashes) ? ""
        : hashes.Difference(ReferenceOf(outcome)[name]) is { Length: > 0 } difference ? difference
        : Same;

    private static string Number(int index) => (index + 1).ToString(CultureInfo.InvariantCulture);

    private static void WriteTable(TextWriter output, string[] header, IEnumerable<string[]> rows)
    {
        string[][] lines = [header, .. rows];
        var widths = header.Select((_, column) => lines.Max(line => line[column].Length)).ToArray();
        output.WriteLine(Line(header, ' '));
        output.WriteLine(Line([.. header.Select(_ => "")], '-'));
        foreach (var line in lines[1..])
        {
            output.WriteLine(Line(line, ' '));
        }

        string Line(string[] fields, char filling) =>
            $"|{string.Join('|', fields.Select((field, column) => $"{filling}{field.PadRight(widths[column], filling)}{filling}"))}|";
    }
}
