using System.Text;

namespace RnnGen.Data.Sources;

/// <summary>
/// A text over the experiment's alphabet as windows of as many characters as the network has steps, one behind the other: at every step the next
/// character is to be predicted, whose vector has a single one at the character's place in the alphabet.
/// </summary>
/// <param name="path">The file in UTF-8, relative to the program's folder.</param>
/// <param name="characters">The part of the text, counted from 1: <c>1..10000</c>.</param>
public sealed class TextSource(string path, string characters) : SequenceSource
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file; line ends become one character.</summary>
    /// <param name="path">The file in UTF-8, relative to the program's folder.</param>
    /// <exception cref="InvalidDataException">There is no such file, or it cannot be read, or it is not UTF-8.</exception>
    public static string Read(string path)
    {
        try
        {
            return DataFile.Read(path, full => File.ReadAllText(full, Strict)).ReplaceLineEndings("\n");
        }
        catch (DecoderFallbackException exception)
        {
            throw new InvalidDataException($"{path} is not a text in UTF-8: {exception.Message}", exception);
        }
    }

    /// <summary>Reads the sequences; what does not fill a last window and has no character behind it is left out.</summary>
    /// <exception cref="InvalidDataException">
    /// There is no such file, a character is not in the alphabet, or the characters are fewer than a window needs.
    /// </exception>
    /// <exception cref="InvalidOperationException">The experiment has no alphabet.</exception>
    public override IReadOnlyList<Sequence> Load(Experiment experiment)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        var alphabet = experiment.Alphabet ?? throw new InvalidOperationException($"The experiment '{experiment.Name}' has no alphabet.");
        var all = Read(path);
        var (start, length) = DataFile.Range(characters, all.Length, "characters");
        var window = experiment.SequenceLength;
        if (length <= window)
        {
            throw new InvalidDataException($"{path}: the characters {characters} are {length}; a window and the character behind it are {window + 1}.");
        }

        var symbols = new int[length];
        for (var i = 0; i < length; i++)
        {
            symbols[i] = alphabet.IndexOf(all[start + i]);
            if (symbols[i] < 0)
            {
                var place = start + i;
                var line = 1 + all.AsSpan(0, place).Count('\n');
                var column = place - all.AsSpan(0, place).LastIndexOf('\n');
                throw new InvalidDataException(
                    $"{path}, line {line}, column {column}: expected a character of the alphabet {alphabet}, "
                    + $"found {Alphabet.Quote(all[place..(place + 1)])}.");
            }
        }

        return [.. Enumerable.Range(0, (length - 1) / window).Select(i => alphabet.Sequence(
            all.Substring(start + (i * window), window),
            Tasks.OneHot.Of(symbols.AsSpan((i * window) + 1, window), alphabet.Symbols.Length)))];
    }
}
