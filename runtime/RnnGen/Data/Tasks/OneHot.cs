namespace RnnGen.Data.Tasks;

/// <summary>Sequences of symbols as vectors with a single one.</summary>
internal static class OneHot
{
    /// <summary>The vectors of some symbols one behind the other: [symbols, count].</summary>
    public static double[] Of(ReadOnlySpan<int> symbols, int count)
    {
        var values = new double[symbols.Length * count];
        for (var i = 0; i < symbols.Length; i++)
        {
            values[(i * count) + symbols[i]] = 1;
        }

        return values;
    }
}
