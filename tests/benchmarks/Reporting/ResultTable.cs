namespace RnnGen.Benchmarks.Reporting;

/// <summary>A table of results; the first column is text, the others are numbers.</summary>
internal sealed record ResultTable(string Title, IReadOnlyList<string> Columns)
{
    /// <summary>The rows.</summary>
    public List<IReadOnlyList<string>> Rows { get; } = [];

    /// <summary>What is to be said below.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Adds a row.</summary>
    public void Add(params IReadOnlyList<string> cells) => Rows.Add(cells);
}
