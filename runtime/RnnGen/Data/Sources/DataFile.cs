using System.Globalization;

namespace RnnGen.Data.Sources;

/// <summary>What the sources share: where files are, and how ranges are written.</summary>
internal static class DataFile
{
    /// <summary>The path of a data file: relative ones are relative to the program's folder, into which a build copies them.</summary>
    /// <exception cref="InvalidDataException">There is no such file.</exception>
    private static string Find(string path)
    {
        var full = Path.Combine(AppContext.BaseDirectory, path);
        return File.Exists(full) ? full : throw new InvalidDataException($"There is no data file '{full}'.");
    }

    /// <summary>Reads a data file.</summary>
    /// <param name="path">The file, relative to the program's folder.</param>
    /// <param name="read">Reads the file of a full path.</param>
    /// <exception cref="InvalidDataException">There is no such file, or it cannot be read.</exception>
    public static T Read<T>(string path, Func<string, T> read)
    {
        var full = Find(path);
        try
        {
            return read(full);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{path} cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Reads a range such as <c>1..200</c>, both ends included, or a single number.</summary>
    /// <returns>Its first place, from 0, and its length.</returns>
    /// <exception cref="InvalidDataException">The text is no range, or ends after <paramref name="count"/>.</exception>
    public static (int Start, int Length) Range(string text, int count, string what)
    {
        var ends = text.Split("..");
        return ends.Length <= 2 && Parse(ends[0]) is { } first && Parse(ends[^1]) is { } last && first >= 1 && last >= first && last <= count
            ? (first - 1, last - first + 1)
            : throw new InvalidDataException($"'{text}' is not a range of {what} such as 1..{count}.");

        static int? Parse(string number) => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
    }
}
