using System.Text;

namespace RnnGen.Snapshots;

/// <summary>The text of a snapshot: how it is kept in a file, and when two are the same.</summary>
internal static class SnapshotText
{
    // As Verify writes: with a byte order mark, and never a replacement character in the place of what cannot be encoded.
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    public static string Normalize(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    /// <summary>Equal, or the verified text has one newline more at its end: editors add it.</summary>
    public static bool AreEqual(string verified, string received) =>
        verified == received || verified == received + "\n";

    public static string ReplaceLines(string text, Func<string, string?> replaceLine)
    {
        var normalized = Normalize(text);
        var end = normalized.EndsWith('\n') ? "\n" : "";
        var lines = normalized[..^end.Length].Split('\n').Select(replaceLine).OfType<string>().ToList();
        return lines.Count == 0 ? "" : string.Join('\n', lines) + end;
    }

    public static string Read(string path) => Normalize(File.ReadAllText(path, Encoding));

    public static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text, Encoding);
    }
}
