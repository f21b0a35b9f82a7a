using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace RnnGen.SpecTests.Snapshots;

/// <summary>
/// Generated code as a review shows it: whole up to some 600 lines; of longer files the first two and the last step, what steps share, and of every other
/// step its length and hash.
/// </summary>
internal static partial class GeneratedCodeExcerpt
{
    private const int LongestWhole = 600;

    public static string Of(string code)
    {
        var lines = code.Split('\n');
        if (lines.Length <= LongestWhole)
        {
            return code;
        }

        var last = Steps(code).DefaultIfEmpty(0).Max();
        var result = new StringBuilder();
        foreach (var member in Members(lines))
        {
            var step = Steps(member).DefaultIfEmpty(-1).First();
            var isHidden = step > 1 && step != last && member.Contains("/// <summary>Step t", StringComparison.Ordinal);
            result.Append(isHidden ? $"    // Step t{step}: {member.Count(character => character == '\n')} lines, {Hash(member)}\n\n" : member);
        }

        return result.ToString();
    }

    private static IEnumerable<int> Steps(string code) => StepSummary().Matches(code).Select(match => int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture));

    // A member starts with its documentation.
    private static IEnumerable<string> Members(string[] lines)
    {
        var member = new StringBuilder();
        foreach (var (line, index) in lines.Select((line, index) => (line, index)))
        {
            if (line.StartsWith("    /// <summary>", StringComparison.Ordinal))
            {
                yield return member.ToString();
                member.Clear();
            }

            member.Append(line).Append(index < lines.Length - 1 ? "\n" : "");
        }

        yield return member.ToString();
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];

    [GeneratedRegex(@"/// <summary>Step t(\d+)")]
    private static partial Regex StepSummary();
}
