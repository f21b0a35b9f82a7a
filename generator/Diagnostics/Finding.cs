using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using RnnGen.Generator.Infrastructure;

namespace RnnGen.Generator.Diagnostics;

/// <summary>
/// Something to tell about a spec, without its place in the file: stages after the reading know paths such as <c>model.layers[0].activation</c>
/// and offsets into an equation's text; positions are joined last, so that moving a line re-runs no stage.
/// </summary>
/// <param name="Rule">What is wrong.</param>
/// <param name="Path">The path of the value in the spec.</param>
/// <param name="Offset">Where in the value's text it starts, or -1 for the whole value.</param>
/// <param name="Length">How long it is there.</param>
/// <param name="Arguments">The message's arguments.</param>
internal sealed record Finding(DiagnosticDescriptor Rule, string Path, int Offset, int Length, EquatableArray<string> Arguments)
{
    private const int LongestWord = 200;

    private const int LongestText = 4000;

    private static readonly Regex LongWord = new(FormattableString.Invariant($@"[^\s']{{{LongestWord + 1},}}"), RegexOptions.CultureInvariant);

    /// <summary>The cell file that the path is in, where that is not the spec.</summary>
    public string? File { get; init; }

    public bool IsError => Rule.DefaultSeverity == DiagnosticSeverity.Error;

    public static Finding At(string path, DiagnosticDescriptor rule, params string[] arguments) =>
        new(rule, path, -1, 0, arguments.Select(OneLine).ToEquatableArray());

    public static Finding Within(string path, int offset, int length, DiagnosticDescriptor rule, params string[] arguments) =>
        new(rule, path, offset, length, arguments.Select(OneLine).ToEquatableArray());

    // A message is one line of the build's output, which can be read: control characters of the spec are shown by their
    // codes, and what is very long by how it begins.
    private static string OneLine(string text)
    {
        var shown = Shortened(LongWord.Replace(text, word => Shortened(word.Value, LongestWord)), LongestText);
        return shown.Any(IsHidden)
            ? string.Concat(shown.Select(character => IsHidden(character) ? FormattableString.Invariant($"\\u{(int)character:x4}") : character.ToString()))
            : shown;
    }

    // Half a character is none.
    private static string Shortened(string text, int length) =>
        text.Length <= length ? text : text.Substring(0, char.IsHighSurrogate(text[length - 1]) ? length - 1 : length) + "...";

    private static bool IsHidden(char character) => char.IsControl(character) || character is '\u2028' or '\u2029';
}
