using System.IO.Compression;

namespace RnnGen.Recording;

/// <summary>
/// NumPy's <c>.npz</c> archives of named arrays: what <c>np.savez</c> writes and <c>np.load</c> reads.
/// </summary>
/// <remarks>
/// The same arrays in the same order give the same bytes, on any machine and at any time: entries keep their order, are stored without
/// compression and carry the date 1980-01-01. Compressed archives (<c>np.savez_compressed</c>) can be read.
/// </remarks>
/// <example>
/// <code>
/// NpzFile.Write("weights.npz", [new NamedArray("Wxh", [3, 2], wxh), new NamedArray("Whh", [2, 2], whh)]);
/// // Python: np.load("weights.npz")["Wxh"]
/// </code>
/// </example>
public static class NpzFile
{
    private const string Extension = ".npy";

    /// <summary>
    /// Writes the arrays to a file, replacing it.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="arrays">The arrays, no two of the same name: less than 4 GiB and 65,536 arrays.</param>
    /// <exception cref="ArgumentException">Two arrays have the same name.</exception>
    /// <exception cref="OverflowException">The arrays are more, or more numbers, than the format holds.</exception>
    public static void Write(string path, IEnumerable<NamedArray> arrays)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var entries = Encode(arrays);
        using var file = File.Create(path);
        StoredZip.Write(file, entries);
    }

    /// <summary>
    /// Writes the arrays to a stream, which stays open.
    /// </summary>
    /// <param name="output">The stream; it need not be seekable.</param>
    /// <param name="arrays">The arrays, no two of the same name: less than 4 GiB and 65,536 arrays.</param>
    /// <exception cref="ArgumentException">Two arrays have the same name.</exception>
    /// <exception cref="OverflowException">The arrays are more, or more numbers, than the format holds.</exception>
    public static void Write(Stream output, IEnumerable<NamedArray> arrays)
    {
        ArgumentNullException.ThrowIfNull(output);
        StoredZip.Write(output, Encode(arrays));
    }

    /// <summary>
    /// Reads all arrays of a file, in its order.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <returns>The arrays.</returns>
    /// <exception cref="InvalidDataException">
    /// The file is not an archive of arrays that <see cref="NpyFormat"/> reads; the message names the file, the entry, what was
    /// expected and what was found.
    /// </exception>
    public static IReadOnlyList<NamedArray> Read(string path)
    {
        using var file = File.OpenRead(path);
        return Read(file, path);
    }

    /// <summary>
    /// Reads one array of a file, whatever the others are.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="name">The array's name.</param>
    /// <returns>The array.</returns>
    /// <exception cref="InvalidDataException">
    /// The file is not an archive, has no array of that name, or one that <see cref="NpyFormat"/> does not read; the message names the file, the
    /// array, what was expected and what was found.
    /// </exception>
    public static NamedArray Read(string path, string name)
    {
        using var file = File.OpenRead(path);
        return Read(file, path, archive => archive.GetEntry(name + Extension) is { } entry
            ? ReadEntry(entry)
            : throw new InvalidDataException(
                $"expected the array {name}, but found "
                + $"{(archive.Entries.Count == 0 ? "none" : string.Join(", ", archive.Entries.Select(Name)))}."));

        static string Name(ZipArchiveEntry entry) => Path.ChangeExtension(entry.FullName, null);
    }

    /// <summary>
    /// Reads all arrays of a stream, in its order.
    /// </summary>
    /// <param name="input">The stream; it must be seekable.</param>
    /// <param name="source">What errors are to call it, such as the file's path.</param>
    /// <returns>The arrays.</returns>
    /// <exception cref="InvalidDataException">
    /// The stream is not an archive of arrays that <see cref="NpyFormat"/> reads; the message names the source, the entry, what
    /// was expected and what was found.
    /// </exception>
    public static IReadOnlyList<NamedArray> Read(Stream input, string source) => Read(input, source, archive => archive.Entries.Select(ReadEntry).ToArray());

    private static T Read<T>(Stream input, string source, Func<ZipArchive, T> read)
    {
        try
        {
            using var archive = new ZipArchive(input, ZipArchiveMode.Read, leaveOpen: true);
            return read(archive);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{source}: cannot be read as an .npz archive of NumPy arrays: {error.Message}", error);
        }
    }

    private static List<(string Name, byte[] Content)> Encode(IEnumerable<NamedArray> arrays)
    {
        ArgumentNullException.ThrowIfNull(arrays);

        var names = new HashSet<string>(StringComparer.Ordinal);
        var entries = new List<(string, byte[])>();
        foreach (var array in arrays)
        {
            if (!names.Add(array.Name))
            {
                throw new ArgumentException($"Two arrays have the name {array.Name}.", nameof(arrays));
            }

            entries.Add((array.Name + Extension, NpyFormat.Encode(array)));
        }

        return entries;
    }

    private static NamedArray ReadEntry(ZipArchiveEntry entry)
    {
        try
        {
            if (entry.FullName.Length <= Extension.Length || !entry.FullName.EndsWith(Extension, StringComparison.Ordinal))
            {
                throw new InvalidDataException($"expected a name that ends in {Extension}.");
            }

            using var content = entry.Open();
            using var npy = new MemoryStream();
            content.CopyTo(npy);
            ReadOnlySpan<byte> bytes = npy.GetBuffer().AsSpan(0, (int)npy.Length);

            // ZipArchive does not compare it.
            if (Crc32.Of(bytes) != entry.Crc32)
            {
                throw new InvalidDataException(
                    $"expected the checksum {entry.Crc32:x8}, but found {Crc32.Of(bytes):x8}: the content is damaged.");
            }

            return NpyFormat.Decode(entry.FullName[..^Extension.Length], bytes);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"entry {entry.FullName}: {error.Message}", error);
        }
    }
}
