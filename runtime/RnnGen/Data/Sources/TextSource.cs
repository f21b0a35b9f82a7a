namespace RnnGen.Data.Sources;

/// <summary>
/// A text as windows of characters, one behind the other: at every step the next character is to be predicted. Inputs and targets have one output a character of the
/// alphabet.
/// </summary>
/// <param name="path">The file in UTF-8, relative to the program's folder; line ends count as one character.</param>
/// <param name="alphabet">The characters that there are, in the order of the inputs.</param>
/// <param name="window">The steps of a sequence.</param>
/// <param name="characters">The part of the text, counted from 1: <c>1..10000</c>.</param>
public sealed class TextSource(string path, string alphabet, int window, string characters)
{
    /// <summary>Reads the sequences; what does not fill a last window is left out.</summary>
    /// <exception cref="InvalidDataException">There is no such file, or a character is not in the alphabet.</exception>
    public IReadOnlyList<Sequence> Load(Experiment experiment)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        var all = File.ReadAllText(DataFile.Find(path)).ReplaceLineEndings("\n");
        var (start, length) = DataFile.Range(characters, all.Length, "characters");
        var symbols = new int[length];
        for (var i = 0; i < length; i++)
        {
            symbols[i] = alphabet.IndexOf(all[start + i], StringComparison.Ordinal);
            if (symbols[i] < 0)
            {
                var before = all[..(start + i)].Split('\n');
                throw new InvalidDataException($"{path}, line {before.Length}, character {before[^1].Length + 1}: '{all[start + i]}' is not in the alphabet '{alphabet}'.");
            }
        }

        return [.. Enumerable.Range(0, (length - 1) / window).Select(i => new Sequence(
            Vectors(symbols.AsSpan(i * window, window)),
            Vectors(symbols.AsSpan((i * window) + 1, window)),
            all.Substring(start + (i * window), window)))];
    }

    private double[] Vectors(ReadOnlySpan<int> symbols) => Tasks.OneHot.Of(symbols, alphabet.Length);
}
