namespace RnnGen.Generator.Infrastructure;

/// <summary>The nearest of some names, for "did you mean".</summary>
internal static class Suggestion
{
    // A longer name is no misspelled one, and would take its time.
    private const int MaximalLength = 100;

    /// <summary>A message's tail: the likely name if one is near, else all of them.</summary>
    /// <param name="name">The name that is not known.</param>
    /// <param name="candidates">Those that are.</param>
    /// <param name="none">What to say where there are none.</param>
    public static string For(string name, IEnumerable<string> candidates, string none = "nothing is expected here")
    {
        var all = candidates.OrderBy(candidate => candidate, StringComparer.Ordinal).ToArray();
        if (all.Length == 0)
        {
            return none;
        }

        return Nearest(name, all) is { } nearest ? $"did you mean '{nearest}'?" : "expected " + Join(all);
    }

    /// <summary>The name that is likely meant, or null where none is near.</summary>
    public static string? Nearest(string name, IEnumerable<string> candidates)
    {
        var limit = Math.Max(1, name.Length / 3);
        if (name.Length > MaximalLength)
        {
            return null;
        }

        var (nearest, distance) = candidates
            .Where(candidate => Math.Abs(candidate.Length - name.Length) <= limit)
            .OrderBy(candidate => candidate, StringComparer.Ordinal)
            .Select(candidate => (candidate, Distance(name, candidate)))
            .OrderBy(pair => pair.Item2)
            .FirstOrDefault();
        return nearest is not null && distance <= limit && distance < name.Length ? nearest : null;
    }

    public static string Join(IReadOnlyList<string> names) => names.Count switch
    {
        1 => $"'{names[0]}'",
        _ => string.Join(", ", names.Take(names.Count - 1).Select(name => $"'{name}'")) + $" or '{names[names.Count - 1]}'",
    };

    // Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours, case ignored.
    private static int Distance(string left, string right)
    {
        left = left.ToLowerInvariant();
        right = right.ToLowerInvariant();
        var table = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    table[i, j] = i + j;
                    continue;
                }

                var cost = left[i - 1] == right[j - 1] ? 0 : 1;
                table[i, j] = Math.Min(Math.Min(table[i - 1, j] + 1, table[i, j - 1] + 1), table[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
                }
            }
        }

        return table[left.Length, right.Length];
    }
}
