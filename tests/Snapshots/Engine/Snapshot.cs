using VerifyTests;

namespace RnnGen.Snapshots;

/// <summary>Verifies one snapshot.</summary>
internal static class Snapshot
{
    public static async Task VerifyAsync(SnapshotFiles files, string received, SnapshotOptions options)
    {
        if (received.Length == 0)
        {
            throw new VerifyException($"The snapshot '{files.Name}' is empty: it would prove nothing.");
        }

        var leftover = files.Leftover();
        DeleteAll(leftover);

        var comparison = SnapshotComparison.Of(files, received);
        if (comparison.IsEqual && leftover.Length > 0 && options.OpenDiffTool)
        {
            DiffTool.Close(files);
        }

        if (options.Accept)
        {
            Accept(comparison);
        }
        else if (!comparison.Passes)
        {
            await RejectAsync(comparison, options);
        }
    }

    private static void Accept(SnapshotComparison comparison)
    {
        DeleteAll(comparison.Outdated);
        if (!comparison.IsEqual)
        {
            SnapshotText.Write(comparison.Files.Verified, comparison.Received);
        }
    }

    private static async Task RejectAsync(SnapshotComparison comparison, SnapshotOptions options)
    {
        if (!comparison.IsEqual)
        {
            SnapshotText.Write(comparison.Files.Received, comparison.Received);
            if (options.OpenDiffTool)
            {
                await DiffTool.OpenAsync(comparison.Files);
            }
        }

        throw new VerifyException(SnapshotReport.Of(comparison));
    }

    private static void DeleteAll(string[] paths)
    {
        foreach (var path in paths)
        {
            File.Delete(path);
        }
    }
}
