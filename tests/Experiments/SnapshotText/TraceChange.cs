using System.Globalization;
using System.Text.RegularExpressions;

namespace RnnGen.SpecTests.Snapshots;

/// <summary>Says in words what is different between two trace snapshots: what changed first, and by how much.</summary>
internal static partial class TraceChange
{
    /// <summary>The difference, or null where there is none.</summary>
    public static string? Describe(string verified, string received)
    {
        var (before, after) = (Lines(verified), Lines(received));
        if (before.SequenceEqual(after))
        {
            return null;
        }

        return First(before, after) + Largest(before, after);
    }

    private static string First(string[] before, string[] after)
    {
        foreach (var (label, words) in new[] { ("data ", "the data changed"), ("weights.initial ", "the initialization changed, with the same data") })
        {
            if (Labelled(before, label) != Labelled(after, label))
            {
                return words;
            }
        }

        var unit = before.Any(line => line.StartsWith("sequences ", StringComparison.Ordinal)) ? "sequences" : "epochs";
        var otherPoints = $"other {unit} are logged";
        var previous = -1;
        foreach (var (old, now) in Points(before).Zip(Points(after)))
        {
            if (old.Epoch != now.Epoch)
            {
                return otherPoints;
            }

            if (old.Hash != now.Hash)
            {
                return FormattableString.Invariant($"data and initialization are the same; the trace changes first between {unit} {previous + 1} and {old.Epoch}");
            }

            previous = old.Epoch;
        }

        return Points(before).Count != Points(after).Count ? otherPoints : "the losses are the same to the bit; something else changed";
    }

    private static string Largest(string[] before, string[] after)
    {
        var differences = Points(before).Join(Points(after), point => point.Epoch, point => point.Epoch, (old, now) => Math.Abs(now.Loss - old.Loss) / Math.Abs(old.Loss)).ToArray();
        return differences.Length == 0 ? "." : FormattableString.Invariant($"; the largest relative difference of a logged loss is {differences.Max():0.0e+0}.");
    }

    private static string[] Lines(string text) => [.. text.TrimStart('\uFEFF').ReplaceLineEndings("\n").TrimEnd('\n').Split('\n')];

    private static string? Labelled(string[] lines, string label) => lines.FirstOrDefault(line => line.StartsWith(label, StringComparison.Ordinal));

    private static List<(int Epoch, double Loss, string Hash)> Points(string[] lines) =>
    [
        .. lines.Select(line => LogPoint().Match(line)).Where(match => match.Success).Select(match => (
            int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture),
            double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture),
            match.Groups[3].Value)),
    ];

    [GeneratedRegex(@"^ *(\d+)  (\S+) +\S+ +([0-9a-f]{8})$")]
    private static partial Regex LogPoint();
}
