using System.Globalization;
using System.Text;
using RnnGen.Benchmarks.Measuring;
using Spectre.Console;

namespace RnnGen.Benchmarks.Reporting;

/// <summary>What was measured: printed as it comes, and once all of it is there written as Markdown beside two figures.</summary>
/// <param name="folder">Where <c>results.md</c>, <c>results.svg</c> and <c>seed.svg</c> go.</param>
/// <param name="quantity">What was measured: time, or processor time.</param>
/// <param name="command">By what.</param>
internal sealed class Report(string folder, string quantity, string command)
{
    private readonly List<ResultTable> _tables = [];
    private readonly List<Target> _targets = [];
    private readonly string _loadAtStart = LoadAverage();
    private readonly string _versions = Peer.Versions;

    /// <summary>How many times as slow as RnnGen peers are, over the units: the lines of <c>results.svg</c>.</summary>
    public SlownessFigure Slowness { get; } = new();

    /// <summary>How many times as slow as RnnGen peers are on the seed: the bars of <c>seed.svg</c>.</summary>
    public SeedFigure Seed { get; } = new();

    /// <summary>Prints a table and keeps it.</summary>
    public void Add(ResultTable table)
    {
        _tables.Add(table);
        Print(table);
    }

    /// <summary>Keeps what was to be reached.</summary>
    public void Add(Target target) => _targets.Add(target);

    /// <summary>Prints what was to be reached, and writes the results and the figures.</summary>
    public void Finish()
    {
        if (_targets.Count > 0)
        {
            Print(Targets());
        }

        Write();
        if (!Slowness.IsEmpty)
        {
            File.WriteAllText(Path.Combine(folder, "results.svg"), Slowness.ToSvg());
        }

        if (!Seed.IsEmpty)
        {
            File.WriteAllText(Path.Combine(folder, "seed.svg"), Seed.ToSvg());
        }

        AnsiConsole.WriteLine($"written to {folder}");
    }

    private ResultTable Targets()
    {
        var table = new ResultTable("To reach", ["", "at least", "aim", "measured", ""]);
        foreach (var target in _targets)
        {
            table.Add(target.What, target.Format(target.AtLeast), target.Format(target.Aim), target.Format(target.Reached), target.Verdict);
        }

        return table;
    }

    private static void Print(ResultTable table)
    {
        var grid = new Table { Border = TableBorder.Simple };
        for (var i = 0; i < table.Columns.Count; i++)
        {
            grid.AddColumn(new TableColumn(Markup.Escape(table.Columns[i])) { Alignment = i == 0 ? Justify.Left : Justify.Right, NoWrap = true });
        }

        foreach (var row in table.Rows)
        {
            grid.AddRow([.. row.Select(cell => new Markup(cell == "missed" ? "[red]missed[/]" : Markup.Escape(cell)))]);
        }

        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = 200;
        }

        AnsiConsole.MarkupLineInterpolated($"[bold]{table.Title}[/]");
        AnsiConsole.Write(grid);
        foreach (var note in table.Notes)
        {
            AnsiConsole.MarkupLineInterpolated($"{note}");
        }
    }

    private void Write()
    {
        var text = new StringBuilder();
        text.AppendLine("# Speed").AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{Machine()}; load average {_loadAtStart} at the start, {LoadAverage()} at the end. {_versions}.").AppendLine()
            .AppendLine(CultureInfo.InvariantCulture, $"Medians of the {quantity} in interleaved rounds; ratios are medians of each round's ratio. Written by `{command}`.").AppendLine();
        foreach (var table in _targets.Count > 0 ? [Targets(), .. _tables] : _tables)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"## {table.Title}").AppendLine();
            Line(table.Columns);
            Line(table.Columns.Select((_, i) => i == 0 ? "---" : "---:"));
            table.Rows.ForEach(Line);
            table.Notes.ForEach(note => text.AppendLine().AppendLine(note));
            text.AppendLine();
        }

        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "results.md"), text.ToString().ReplaceLineEndings("\n"));

        void Line(IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).AppendLine(" |");
    }

    private static string Machine()
    {
        var processor = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim()
            : null;
        return $"{processor ?? "unknown processor"}, {Environment.ProcessorCount} processors, .NET {Environment.Version}";
    }

    private static string LoadAverage() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
}
