using System.Buffers;
using System.Collections.Concurrent;
using EmptyFiles;
using VerifyTests;

namespace RnnGen.Snapshots;

/// <summary>The verified and the received file of one snapshot.</summary>
internal sealed record SnapshotFiles(string Folder, string Name, string Extension)
{
    // What some file system that a repository is checked out on does not allow, and Verify's mark of an index.
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("<>:\"/\\|?*#");

    private static readonly ConcurrentDictionary<string, bool> Claimed = new(StringComparer.OrdinalIgnoreCase);

    public string VerifiedName => $"{Name}.verified.{Extension}";

    public string ReceivedName => $"{Name}.received.{Extension}";

    public string Verified => Path.Combine(Folder, VerifiedName);

    public string Received => Path.Combine(Folder, ReceivedName);

    /// <summary>Finds the files of a snapshot, and reserves its name for the run.</summary>
    public static SnapshotFiles Claim(VerifySettings settings, string extension, string sourceFile, string? testName)
    {
        if (extension.StartsWith('.') || !FileExtensions.IsTextExtension(extension))
        {
            throw new VerifyException($"'{extension}' is no extension of a text file: such as txt or cs, without a dot.");
        }

        var files = new SnapshotFiles(FolderOf(settings, sourceFile), NameOf(settings, testName), extension);
        if (!Claimed.TryAdd(Path.Combine(files.Folder, files.Name), true))
        {
            throw new VerifyException(
                $"Two snapshots of this run are named '{files.Name}' in {files.Folder}. " +
                "Give each a name of its own with UseFileName: each case of a theory, each call in a test.");
        }

        return files;
    }

    /// <summary>The verified files of this name with another extension: of a snapshot that no longer is.</summary>
    public string[] Outdated() => [.. Existing("verified").Where(path => path != Verified).Order(StringComparer.Ordinal)];

    /// <summary>The received files of this name, which an earlier run left.</summary>
    public string[] Leftover() => Existing("received");

    private static string FolderOf(VerifySettings settings, string sourceFile)
    {
        var besideTheTest = Path.GetDirectoryName(sourceFile);
        if (!Directory.Exists(besideTheTest))
        {
            throw new VerifyException(
                $"The test's source file '{sourceFile}' is not on this machine, so its snapshots are not either. " +
                "Build the tests where they run, without DeterministicSourcePaths.");
        }

        return Path.GetFullPath(Path.Combine(besideTheTest, settings.Directory ?? ""));
    }

    private static string NameOf(VerifySettings settings, string? testName)
    {
        var name = settings.FileName ?? testName ?? throw new VerifyException(
            "Which test runs is not known, so the snapshot needs a name: call UseFileName, or import Snapshots.props into the project.");
        if (string.IsNullOrWhiteSpace(name) || name.AsSpan().ContainsAny(Forbidden))
        {
            throw new VerifyException($"'{name}' cannot name a file on every system.");
        }

        return name;
    }

    private string[] Existing(string kind) => Directory.Exists(Folder) ? Directory.GetFiles(Folder, $"{Name}.{kind}.*") : [];
}
