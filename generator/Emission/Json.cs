using System.Text;

namespace RnnGen.Generator.Emission;

/// <summary>Writes JSON from parts that are JSON already.</summary>
internal static class Json
{
    public static string Object(params (string Key, string? Value)[] members) => members.Length == 0
        ? "{}"
        : "{ " + string.Join(", ", members.Where(member => member.Value is not null).Select(member => $"{Text(member.Key)}: {member.Value}")) + " }";

    public static string Array(IEnumerable<string> items) => "[" + string.Join(", ", items) + "]";

    /// <summary>An object or a list with each member on a line of its own.</summary>
    public static string Lines(char open, char close, IEnumerable<string> members) =>
        $"{open}\n  {string.Join(",\n", members).Replace("\n", "\n  ")}\n{close}";

    public static string Text(string text)
    {
        var builder = new StringBuilder("\"");
        foreach (var character in text)
        {
            builder.Append(character switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < ' ' or (>= '\u007f' and <= '\u009f') or '\u2028' or '\u2029' or '\ufeff' => FormattableString.Invariant($"\\u{(int)character:x4}"),
                _ => character.ToString(),
            });
        }

        return builder.Append('"').ToString();
    }
}
