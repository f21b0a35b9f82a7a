using System.Globalization;

namespace RnnGen.Generator.Specs;

/// <summary>A range of places counted from 1, both ends included, or one of them: <c>1..200</c>.</summary>
internal static class NumberedRange
{
    /// <summary>How many places a range has, or null where the text is none.</summary>
    public static long? LengthOf(string text)
    {
        var ends = text.Split([".."], StringSplitOptions.None);
        return ends.Length <= 2 && Place(ends[0]) is { } first && Place(ends[ends.Length - 1]) is { } last && first >= 1 && last >= first
            ? (long)last - first + 1
            : null;

        static int? Place(string end) => int.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : null;
    }
}
