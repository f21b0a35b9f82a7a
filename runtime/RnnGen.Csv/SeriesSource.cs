namespace RnnGen.Data.Sources;

/// <summary>
/// Windows of a time series from a CSV file, each with the value some steps after its end as the target; where the network answers at every step,
/// each step has the value that comes as many steps later. The series is normalised, to mean 0 and standard deviation 1 of some of its rows: those of
/// the training part, so that nothing of the test part is known.
/// </summary>
/// <param name="path">The file, relative to the program's folder.</param>
/// <param name="columns">The columns of the series, which goes through them row by row: one, or <c>JAN..DEC</c>.</param>
/// <param name="header">Whether the first row has the columns' names.</param>
/// <param name="rows">The rows that windows and targets come from, counted from 1 behind the header: <c>1..200</c>.</param>
/// <param name="window">The steps of a sequence.</param>
/// <param name="horizon">How many steps the target is behind the last one of the window; where the network answers at every step, each behind its own.</param>
/// <param name="normalizeByRows">The rows whose mean and standard deviation normalise the series.</param>
/// <param name="normalizeByPath">The file of these rows, whose columns are called the same, where it is another one.</param>
/// <param name="stride">
/// The steps from the start of a window to the start of the next one; if as many as a window has, each goes on where the one before ends.
/// </param>
/// <param name="delimiter">The character between fields.</param>
public sealed class SeriesSource(
    string path,
    string columns,
    bool header,
    string rows,
    int window,
    int horizon,
    string normalizeByRows,
    string? normalizeByPath = null,
    int stride = 1,
    string delimiter = ",")
    : SequenceSource
{
    private readonly int _stride = stride >= 1
        ? stride
        : throw new ArgumentOutOfRangeException(nameof(stride), stride, "Windows start one step or more behind one another.");

    /// <summary>Reads the windows, from the first step of the rows on, as long as window and target lie within them.</summary>
    /// <exception cref="InvalidDataException">
    /// There is no such file, row or column, a field is no number, or the rows are fewer than a window needs.
    /// </exception>
    public override IReadOnlyList<Sequence> Load(Experiment experiment)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        var table = new CsvTable(path, header, delimiter);
        var normalization = normalizeByPath is null ? Normalization(table) : Normalization();
        var values = Values(table, rows).Select(normalization.Normalize).ToArray();
        var last = values.Length - window - horizon;
        return last >= 0
            ? [.. Enumerable.Range(0, (last / _stride) + 1).Select(i => Window(i * _stride))]
            : throw new InvalidDataException($"{path}: the rows {rows} have {values.Length} values; a window and its target need {window + horizon}.");

        Sequence Window(int start)
        {
            var behind = values[(start + horizon)..(start + horizon + window)];
            return new Sequence(values[start..(start + window)], experiment.AnswersAtEveryStep ? behind : behind[^1..]);
        }
    }

    /// <summary>The mean and the standard deviation by which the series is normalised.</summary>
    /// <exception cref="InvalidDataException">There is no such file, row or column, a field is no number, or the values are all the same.</exception>
    public Normalization Normalization() => Normalization(new CsvTable(normalizeByPath ?? path, header, delimiter));

    private Normalization Normalization(CsvTable table)
    {
        var values = Values(table, normalizeByRows);
        var mean = values.Sum() / values.Length;
        var deviation = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / values.Length);
        return double.IsFinite(mean) && deviation > 0 && double.IsFinite(deviation) ? new Normalization(mean, deviation)
            : throw new InvalidDataException(
                $"{normalizeByPath ?? path}: the values of the rows {normalizeByRows} are "
                + $"{(deviation == 0 ? "all the same" : "too large for a mean and a standard deviation")}.");
    }

    private double[] Values(CsvTable table, string range)
    {
        var (firstRow, rowCount) = table.Rows(range);
        var (firstColumn, columnCount) = table.Columns(columns);
        return [.. from row in Enumerable.Range(firstRow, rowCount) from column in Enumerable.Range(firstColumn, columnCount) select table.Number(row, column)];
    }
}
