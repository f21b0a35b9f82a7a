using System.Globalization;
using System.Text.RegularExpressions;

namespace RnnGen.Generator.Specs;

/// <summary>
/// Numbers stay text from the YAML to the C# literal: no floating-point value is ever formatted, so that the host's runtime cannot change a digit.
/// </summary>
internal static class NumberText
{
    // More digits may be no integer of C#'s: the text says that a floating-point number is meant.
    private const int LongestInteger = 18;

    private static readonly Regex Number = new(@"^[-+]?([0-9]+(\.[0-9]+)?|\.[0-9]+)([eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant);

    /// <summary>The number as both JSON and C# write it, or null where the text is none that a float64 holds.</summary>
    public static string? Normalize(string text)
    {
        if (!Number.IsMatch(text) || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || double.IsInfinity(value))
        {
            return null;
        }

        var sign = text[0] == '-' ? "-" : "";
        var digits = text.TrimStart('-', '+');
        digits = digits.Length > 1 && digits[0] == '0' ? digits.TrimStart('0') : digits;
        digits = digits.Length == 0 || digits[0] is '.' or 'e' or 'E' ? "0" + digits : digits;
        return sign + (digits.Length > LongestInteger && digits.All(digit => digit is >= '0' and <= '9') ? digits + ".0" : digits);
    }

    /// <summary>The value of a normalized number, for comparisons alone.</summary>
    public static double Value(string number) => double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>The literal as C# needs it where a double is meant: <c>2</c> alone would be an integer.</summary>
    public static string Literal(string number) => number.IndexOfAny(['.', 'e', 'E']) >= 0 ? number : number + ".0";
}
