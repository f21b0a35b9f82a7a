namespace RnnGen.CommandLine.Plotting;

/// <summary>
/// Chooses few of many values such that a line through them looks the same.
/// </summary>
internal static class Decimation
{
    /// <summary>
    /// Chooses the first value, the last, and of each of equally long stretches between them the lowest and the highest: no spike is lost.
    /// </summary>
    /// <param name="values">The values.</param>
    /// <param name="most">How many may be chosen, at least 4. If there are no more than that, all are.</param>
    /// <returns>The indices of the chosen values, ascending.</returns>
    public static IReadOnlyList<int> Choose(ReadOnlySpan<double> values, int most)
    {
        if (values.Length <= most)
        {
            return [.. Enumerable.Range(0, values.Length)];
        }

        var between = values.Length - 2;
        var stretches = (most - 2) / 2;
        var chosen = new List<int>(most) { 0 };
        for (var i = 0; i < stretches; i++)
        {
            var start = 1 + (int)((long)between * i / stretches);
            var end = 1 + (int)((long)between * (i + 1) / stretches);
            (var lowest, var highest) = Extremes(values, start, end);
            chosen.Add(Math.Min(lowest, highest));
            if (lowest != highest)
            {
                chosen.Add(Math.Max(lowest, highest));
            }
        }

        chosen.Add(values.Length - 1);
        return chosen;
    }

    private static (int Lowest, int Highest) Extremes(ReadOnlySpan<double> values, int start, int end)
    {
        var lowest = start;
        var highest = start;
        for (var i = start + 1; i < end; i++)
        {
            lowest = values[i] < values[lowest] ? i : lowest;
            highest = values[i] > values[highest] ? i : highest;
        }

        return (lowest, highest);
    }
}
