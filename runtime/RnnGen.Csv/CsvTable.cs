using System.Globalization;
using Sylvan.Data.Csv;

namespace RnnGen.Data.Sources;

/// <summary>The fields of a CSV file, all rows of which have the same number.</summary>
internal sealed class CsvTable
{
    // Characters of a row, for which the parser's buffer grows: as many as a string has.
    private const int LongestRow = 1 << 30;

    private readonly string _path;
    private string[] _names = [];
    private readonly List<string[]> _rows = [];
    private readonly string _counted;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, relative to the program's folder.</param>
    /// <param name="header">Whether the first row has the columns' names.</param>
    /// <param name="delimiter">The character between fields.</param>
    /// <exception cref="InvalidDataException">There is no such file, it cannot be read, or its rows differ in length.</exception>
    public CsvTable(string path, bool header, string delimiter)
    {
        if (delimiter.Length != 1 || delimiter[0] is '"' or '\r' or '\n')
        {
            throw new InvalidDataException($"{path}: the delimiter is '{delimiter}'; expected a character such as ',' or ';'.");
        }

        _path = path;
        _counted = header ? " behind the header" : "";
        var full = Path.Combine(AppContext.BaseDirectory, path);
        if (!File.Exists(full))
        {
            throw new InvalidDataException($"There is no data file '{full}'.");
        }

        try
        {
            Read(full, header, delimiter[0]);
        }
        catch (CsvMissingHeadersException)
        {
            throw new InvalidDataException($"{path} is empty; expected a header and rows.");
        }
        catch (Exception exception) when (exception is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{Place(_rows.Count)}: {exception.Message}", exception);
        }

        // Empty lines at the end are none; one in between has a number of a series that is missing.
        while (_rows.Count > 0 && IsEmptyLine(_rows[^1]))
        {
            _rows.RemoveAt(_rows.Count - 1);
        }

        CheckWidths(header ? _names.Length : _rows.FirstOrDefault([]).Length);
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
    public InvalidDataException Error(int row, int column, string expected) =>
        new($"{Place(row)}, column {column + 1}: {expected}, found '{_rows[row][column]}'.");

    /// <summary>Reads columns such as <c>JAN..DEC</c>, <c>1..64</c> or one of them; returns the first, from 0, and how many there are.</summary>
    /// <exception cref="InvalidDataException">There are no such columns, or they are one thing by name and another one by number.</exception>
    public (int Start, int Count) Columns(string text)
    {
        var ends = text.Split("..");
        var byName = Range(ends, end => Array.IndexOf(_names, end));
        var byNumber = Range(ends, IndexOfNumber);
        if (byName is not null && byNumber is not null && byName != byNumber)
        {
            throw new InvalidDataException(
                $"{_path}: '{text}' is both names and numbers of columns, and not of the same ones. "
                + "With 'header: false' columns go by number, and the header is row 1.");
        }

        return byName ?? byNumber
            ?? throw new InvalidDataException(
                $"{_path} has no columns '{text}'; there are {(_names.Length > 0 ? string.Join(", ", _names) : $"1..{ColumnCount}")}.");
    }

    // As a spec counts rows.
    private string Place(int row) => $"{_path}, row {row + 1}{_counted}";

    private static (int Start, int Count)? Range(string[] ends, Func<string, int> indexOf)
    {
        var (first, last) = (indexOf(ends[0]), indexOf(ends[^1]));
        return ends.Length <= 2 && first >= 0 && last >= first ? (first, last - first + 1) : null;
    }

    private int IndexOfNumber(string column) =>
        int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= ColumnCount ? number - 1 : -1;

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

    private void Read(string full, bool header, char delimiter)
    {
        // A row that starts with # is a row.
        var options = new CsvDataReaderOptions
        {
            HasHeaders = header,
            Culture = CultureInfo.InvariantCulture,
            Comment = '\0',
            Delimiter = delimiter,
            MaxBufferSize = LongestRow,
        };
        using var reader = CsvDataReader.Create(full, options);
        _names = header ? [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)] : [];
        while (reader.Read())
        {
            _rows.Add([.. Enumerable.Range(0, reader.RowFieldCount).Select(reader.GetString)]);
        }
    }

    private static bool IsEmptyLine(string[] row) => row is [var field] && string.IsNullOrWhiteSpace(field);

    private void CheckWidths(int expected)
    {
        var row = _rows.FindIndex(fields => fields.Length != expected);
        if (row >= 0)
        {
            throw new InvalidDataException($"{Place(row)}: expected {expected} fields, found {_rows[row].Length}.");
        }
    }
}
