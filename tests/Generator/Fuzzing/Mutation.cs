namespace RnnGen.Generator.Tests;

/// <summary>Damages a text as people, editors and cats do; the seed decides how.</summary>
internal sealed class Mutation(int seed)
{
    private static readonly string[] Tokens =
    [
        "[", "]", "{", "}", ":", ": ", "- ", ",", "|", ">", "'", "\"", "#", "&a ", "*a", "!!str ", "? ", "---\n", "...\n", "\t", "\n", "\r", "\r\n", " ", "    ", "%YAML 1.2\n",
        "(", ")", "@", "=", "+", "-", "*", "/", "_", ".", "0", "1", "-1", "1e9", "1e400", "99999999999999999999", "0.5", ".nan", "~", "null", "true",
        "x", "s", "s_prev", "z", "Wxh", "Whh", "tanh(", "sum(", "activation(", "size", "input", "cell", "elman", "normal", "{}", "[]", "''", "<<: *a\n",
        "\0", "\u0001", "\u0085", "\u00a0", "\u2028", "\ufeff", "\ufffe", "\ud83d", "\ude00", "😀", "ω", "\u202e", "\\u0000", "\\x0", "\\",
    ];

    private readonly Random _random = new(seed);

    /// <summary>The text with one to four damages.</summary>
    public string Of(string text)
    {
        for (var count = _random.Next(1, 5); count > 0; count--)
        {
            text = _random.Next(11) switch
            {
                0 => Replaced(text, _random.Next(1, 4), ""),
                1 => Replaced(text, 0, Pick(Tokens)),
                2 => Replaced(text, _random.Next(1, 6), Pick(Tokens)),
                3 => Replaced(text, 1, ((char)_random.Next(char.MaxValue + 1)).ToString()),
                4 => Swapped(text),
                5 => WithLines(text, lines => lines.RemoveAt(Index(lines))),
                6 => WithLines(text, lines => lines.Insert(Index(lines), lines[Index(lines)])),
                7 => WithLines(text, lines => (lines[0], lines[^1]) = (lines[^1], lines[0])),
                8 => WithLines(text, lines => lines[Index(lines)] = new string(' ', _random.Next(12)) + lines[Index(lines)].Trim()),
                9 => Replaced(text, 0, Piece(text)),
                _ => _random.Next(8) == 0 ? text[.._random.Next(text.Length + 1)] : WithNumber(text),
            };
        }

        return text;
    }

    private T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    private int Index(List<string> lines) => _random.Next(lines.Count);

    private string Replaced(string text, int length, string replacement)
    {
        var start = _random.Next(text.Length + 1);
        return text[..start] + replacement + text[Math.Min(start + length, text.Length)..];
    }

    private string Piece(string text)
    {
        var start = _random.Next(text.Length + 1);
        return text.Substring(start, _random.Next(Math.Min(text.Length - start, 40) + 1));
    }

    private string Swapped(string text)
    {
        var at = _random.Next(Math.Max(1, text.Length - 1));
        return text.Length < 2 ? text : text[..at] + text[at + 1] + text[at] + text[(at + 2)..];
    }

    private string WithNumber(string text)
    {
        var digits = Enumerable.Range(0, text.Length).Where(index => char.IsAsciiDigit(text[index])).ToArray();
        return digits.Length == 0 ? text : Pick(digits) is var at ? text[..at] + Pick(["0", "1", "2", "3", "7", "10", "1.5", "-2"]) + text[(at + 1)..] : text;
    }

    private static string WithLines(string text, Action<List<string>> change)
    {
        var lines = text.Split('\n').ToList();
        change(lines);
        return string.Join('\n', lines);
    }
}
