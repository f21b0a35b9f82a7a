using System.Globalization;
using System.Text;

namespace RnnGen.Recording;

/// <summary>
/// Writes <c>trace.csv</c>: one row an epoch, of a stream one row an interval of the log, with digits that give every number back to the last bit.
/// </summary>
/// <remarks>
/// <code>
/// epoch,train_loss
/// 0,0.1261487587582272
/// 1,0.1261392453347989
/// </code>
/// <para>
/// Epochs and intervals count from 0. Numbers are the shortest that round-trip, a point before the decimals in every culture, and <c>NaN</c>,
/// <c>Infinity</c>, <c>-Infinity</c>; lines end in <c>\n</c>. NumPy, pandas and R read it as it is. Appending a row allocates nothing.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// using var trace = TraceCsv.Create("trace.csv", "gradient_norm");
/// trace.Append(trainLoss, gradientNorm);
/// </code>
/// </example>
public sealed class TraceCsv : IDisposable
{
    private const string Epoch = "epoch";
    private const string Interval = "interval";

    private const int LongestNumber = 32;

    private readonly TextWriter _output;
    private readonly int _furtherColumns;
    private int _row;

    /// <summary>
    /// Starts a trace with its header.
    /// </summary>
    /// <param name="output">Where it goes. The trace owns it and disposes it.</param>
    /// <param name="furtherColumns">The names of the columns after <c>epoch</c> and <c>train_loss</c>.</param>
    /// <exception cref="ArgumentException">A name occurs twice, is empty, or has a comma, a quote or white space in it.</exception>
    public TraceCsv(TextWriter output, params ReadOnlySpan<string> furtherColumns)
        : this(Epoch, output, furtherColumns)
    {
    }

    private TraceCsv(string counted, TextWriter output, ReadOnlySpan<string> furtherColumns)
    {
        ArgumentNullException.ThrowIfNull(output);
        var header = Header(counted, furtherColumns);

        _output = output;
        _furtherColumns = furtherColumns.Length;
        _output.Write(header);
    }

    /// <summary>
    /// Starts a trace in a file, replacing it: UTF-8 without a byte order mark.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="furtherColumns">The names of the columns after <c>epoch</c> and <c>train_loss</c>.</param>
    /// <returns>The trace, to be disposed.</returns>
    /// <exception cref="ArgumentException">A name occurs twice, is empty, or has a comma, a quote or white space in it.</exception>
    public static TraceCsv Create(string path, params ReadOnlySpan<string> furtherColumns)
    {
        _ = Header(Epoch, furtherColumns);   // fails before a file is touched
        return new(Epoch, Open(path), furtherColumns);
    }

    /// <summary>
    /// Starts the trace of a stream in a file, replacing it: the columns are <c>interval</c>, <c>train_loss</c> and <c>sequences</c>, those seen up
    /// to the interval's end; the last interval may be shorter.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <returns>The trace, to be disposed.</returns>
    public static TraceCsv CreateForStream(string path) => new(Interval, Open(path), ["sequences"]);

    /// <summary>
    /// Appends the row of the next epoch or interval.
    /// </summary>
    /// <param name="trainLoss">The loss of the epoch or interval.</param>
    /// <param name="further">The numbers of the further columns, as many as there are.</param>
    /// <exception cref="ArgumentException">There are more or fewer numbers than columns.</exception>
    public void Append(double trainLoss, params ReadOnlySpan<double> further)
    {
        if (further.Length != _furtherColumns)
        {
            throw new ArgumentException(
                $"Expected {_furtherColumns} numbers after the loss, one a further column, but got {further.Length}.", nameof(further));
        }

        Write(_row++, ',');
        Write(trainLoss, further.IsEmpty ? '\n' : ',');
        for (var i = 0; i < further.Length; i++)
        {
            Write(further[i], i == further.Length - 1 ? '\n' : ',');
        }
    }

    /// <summary>
    /// Flushes and closes the output.
    /// </summary>
    public void Dispose() => _output.Dispose();

    private void Write(double number, char separator)
    {
        Span<char> text = stackalloc char[LongestNumber];
        number.TryFormat(text, out var length, "R", CultureInfo.InvariantCulture);
        text[length] = separator;
        _output.Write(text[..(length + 1)]);
    }

    private static StreamWriter Open(string path) => new(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));

    private static string Header(string counted, ReadOnlySpan<string> furtherColumns)
    {
        string[] columns = [counted, "train_loss", .. furtherColumns];
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            if (string.IsNullOrEmpty(column) || column.Any(c => c is ',' or '"' || char.IsWhiteSpace(c)))
            {
                throw new ArgumentException(
                    $"A column cannot be named '{column}': the name is empty or has a comma, a quote or a space in it.",
                    nameof(furtherColumns));
            }

            if (!names.Add(column))
            {
                throw new ArgumentException($"Two columns have the name {column}.", nameof(furtherColumns));
            }
        }

        return string.Join(',', columns) + '\n';
    }
}
