using DiffPlex.Renderer;

namespace RnnGen.Snapshots;

/// <summary>What a failing test says: the files, in the form that Verify's tools read too, and what changed in them.</summary>
internal static class SnapshotReport
{
    private const int LinesOfContext = 3;
    private const int MaxLinesOfDiff = 80;

    public static string Of(SnapshotComparison comparison) =>
        string.Join('\n',
        [
            $"Directory: {comparison.Files.Folder}",
            .. Received(comparison),
            .. Outdated(comparison),
            "",
            "FileContent:",
            "",
            .. Diff(comparison),
            $"To accept, run the tests once with {SnapshotOptions.AcceptSwitch}=1.",
        ]);

    private static string[] Received(SnapshotComparison comparison) =>
        comparison.IsEqual
            ? []
            :
            [
                comparison.IsNew ? "New:" : "NotEqual:",
                $"  - Received: {comparison.Files.ReceivedName}",
                $"    Verified: {comparison.Files.VerifiedName}",
            ];

    private static string[] Outdated(SnapshotComparison comparison) =>
        comparison.Outdated.Length == 0
            ? []
            : ["Delete:", .. comparison.Outdated.Select(path => $"  - {Path.GetFileName(path)}")];

    private static string[] Diff(SnapshotComparison comparison)
    {
        if (comparison.IsEqual)
        {
            return [];
        }

        var diff = UnidiffRenderer.GenerateUnidiff(
            comparison.Verified,
            comparison.Received,
            comparison.Files.VerifiedName,
            comparison.Files.ReceivedName,
            ignoreWhitespace: false,
            ignoreCase: false,
            LinesOfContext);
        var lines = SnapshotText.Normalize(diff).TrimEnd('\n').Split('\n');
        return lines.Length <= MaxLinesOfDiff
            ? [.. lines, ""]
            : [.. lines[..MaxLinesOfDiff], $"({lines.Length - MaxLinesOfDiff} more lines of differences)", ""];
    }
}
