using System.Globalization;
using Sylvan.Data.Csv;

namespace RnnGen.Data.Sources;

/// <summary>The fields of a CSV file, all rows of which have the same number.</summary>
internal sealed class CsvTable
{
    private readonly string _path;
    private string[] _names = [];
    private readonly List<string[]> _rows = [];
    private readonly string _counted;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, relative to the program's folder.</param>
    /// <param name="header">Whether the first row has the columns' names.</param>
    /// <exception cref="InvalidDataException">There is no such file, it cannot be read, or its rows differ in length.</exception>
    public CsvTable(string path, bool header)
    {
        _path = path;
        _counted = header ? " behind the header" : "";
        var full = Path.Combine(AppContext.BaseDirectory, path);
        if (!File.Exists(full))
        {
            throw new InvalidDataException($"There is no data file '{full}'.");
        }

        try
        {
            Read(full, header);
        }
        catch (CsvMissingHeadersException)
        {
            throw new InvalidDataException($"{path} is empty; expected a header and rows.");
        }
        catch (Exception exception) when (exception is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{Place(_rows.Count)}: {exception.Message}", exception);
        }

        if (_rows.Count == 0)
        {
            throw new InvalidDataException($"{path} has no rows{(header ? " behind its header" : "")}.");
        }
    }

    /// <summary>The number of rows without the header.</summary>
    public int RowCount => _rows.Count;

    /// <summary>The number of columns.</summary>
    public int ColumnCount => _rows[0].Length;

    /// <summary>A number.</summary>
    /// <exception cref="InvalidDataException">The field is none.</exception>
    public double Number(int row, int column) =>
        double.TryParse(_rows[row][column], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw Error(row, column, "expected a number");

    /// <summary>Whether nothing stands in a field, or nothing but spaces.</summary>
    public bool IsEmpty(int row, int column) => string.IsNullOrWhiteSpace(_rows[row][column]);

    /// <summary>What is wrong with a field: where it is, what was expected, and what was found.</summary>
    public InvalidDataException Error(int row, int column, string expected) => new($"{Place(row)}, column {column + 1}: {expected}, found '{_rows[row][column]}'.");

    /// <summary>Reads columns such as <c>JAN..DEC</c>, <c>1..64</c> or one of them; returns the first, from 0, and how many there are.</summary>
    /// <exception cref="InvalidDataException">There are no such columns.</exception>
    public (int Start, int Count) Columns(string text)
    {
        var ends = text.Split("..");
        var (first, last) = (IndexOf(ends[0]), IndexOf(ends[^1]));
        return ends.Length <= 2 && first >= 0 && last >= first
            ? (first, last - first + 1)
            : throw new InvalidDataException($"{_path} has no columns '{text}'; there are {(_names.Length > 0 ? string.Join(", ", _names) : $"1..{ColumnCount}")}.");
    }

    // As a spec counts rows.
    private string Place(int row) => $"{_path}, row {row + 1}{_counted}";

    private int IndexOf(string column)
    {
        var named = Array.IndexOf(_names, column);
        return named >= 0 ? named
            : int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= ColumnCount ? number - 1
            : -1;
    }

    /// <summary>Reads rows such as <c>1..200</c>, counted from 1 behind the header; returns the first, from 0, and how many there are.</summary>
    /// <exception cref="InvalidDataException">There are no such rows.</exception>
    public (int Start, int Count) Rows(string text)
    {
        var ends = text.Split("..");
        return ends.Length <= 2
            && int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            && first >= 1 && last >= first && last <= RowCount
            ? (first - 1, last - first + 1)
            : throw new InvalidDataException($"{_path} has no rows '{text}'; there are 1..{RowCount}.");
    }

    private void Read(string full, bool header)
    {
        // A row that starts with # is a row.
        using var reader = CsvDataReader.Create(full, new CsvDataReaderOptions { HasHeaders = header, Culture = CultureInfo.InvariantCulture, Comment = '\0' });
        _names = header ? [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)] : [];
        while (reader.Read())
        {
            var row = Enumerable.Range(0, reader.RowFieldCount).Select(reader.GetString).ToArray();
            var expected = header ? _names.Length : _rows.Count > 0 ? _rows[0].Length : row.Length;
            if (row.Length != expected)
            {
                throw new InvalidDataException($"{Place(_rows.Count)}: expected {expected} fields, found {row.Length}.");
            }

            _rows.Add(row);
        }
    }
}
