using RnnGen.Data;
using Spectre.Console;

namespace RnnGen.CommandLine;

/// <summary>Says which rows of the test set are also rows of the training set.</summary>
internal static class Overlap
{
    private const int MostNamed = 5;

    // Of a text that is a row.
    private const int MostCharacters = 40;

    public static void Write(IReadOnlyList<Sequence> train, IReadOnlyList<Sequence> test, IAnsiConsole console)
    {
        if (test.Count == 0)
        {
            return;
        }

        var known = new HashSet<Sequence>(train, new SameSteps());
        var seen = Enumerable.Range(0, test.Count).Where(row => known.Contains(test[row])).ToArray();
        if (seen.Length > 0)
        {
            var more = seen.Length > MostNamed ? $" and {seen.Length - MostNamed} more" : "";
            var rows = string.Join(", ", seen.Take(MostNamed).Select(row => Name(test[row], row))) + more;
            console.Plain($"{seen.Length} of the {test.Count} test rows ({rows}) are also training rows: they say nothing about generalisation.");
        }
    }

    // By its text, or by what it is called in the table of predictions.
    private static string Name(Sequence sequence, int row) =>
        sequence.Text is not { } text ? $"test {row}"
        : text.Length > MostCharacters ? Alphabet.Quote(text[..MostCharacters]) + "..."
        : Alphabet.Quote(text);
}
