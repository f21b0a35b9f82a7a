namespace RnnGen.CommandLine;

/// <summary>What to answer to a name that nobody has.</summary>
internal static class NearestNames
{
    private const int Shown = 3;

    public static string Message(string name, IReadOnlyList<string> known)
    {
        var nearest = known.OrderBy(candidate => Distance(name, candidate)).ThenBy(candidate => candidate, StringComparer.Ordinal).Take(Shown).ToArray();
        var hint = nearest.Length == 0 ? "This project has no experiments." : $"Did you mean {string.Join(" or ", nearest)}?";
        return $"There is no experiment '{name}'. {hint}";
    }

    // Levenshtein's distance, one row of the table at a time.
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var substituted = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[right.Length];
    }
}
