using System.Text;
using RnnGen.Snapshots;

namespace VerifyTests;

/// <summary>Where a snapshot lives, and what is replaced in its text before it is compared.</summary>
public sealed class VerifySettings
{
    private readonly List<Action<StringBuilder>> _scrubbers = [];

    /// <summary>Creates settings that name the snapshot after the test and scrub nothing.</summary>
    public VerifySettings()
    {
    }

    /// <summary>Creates a copy.</summary>
    public VerifySettings(VerifySettings? settings)
    {
        if (settings is not null)
        {
            _scrubbers.AddRange(settings._scrubbers);
            Directory = settings.Directory;
            FileName = settings.FileName;
        }
    }

    internal string? Directory { get; private set; }

    internal string? FileName { get; private set; }

    /// <summary>Keeps the snapshot in another directory than the test's source file; a relative one starts there.</summary>
    public void UseDirectory(string directory) => Directory = directory;

    /// <summary>Names the snapshot's files, in the place of the test's class and method. Without extension.</summary>
    public void UseFileName(string fileName) => FileName = fileName;

    /// <summary>Changes the text before it is compared. As in Verify, the scrubber that was added last runs first.</summary>
    public void AddScrubber(Action<StringBuilder> scrubber) => _scrubbers.Insert(0, scrubber);

    /// <summary>Replaces lines of the text before it is compared; <see langword="null"/> removes the line.</summary>
    public void ScrubLinesWithReplace(Func<string, string?> replaceLine) =>
        AddScrubber(text =>
        {
            var replaced = SnapshotText.ReplaceLines(text.ToString(), replaceLine);
            text.Clear().Append(replaced);
        });

    internal string Scrub(string text)
    {
        var builder = new StringBuilder(text);
        foreach (var scrub in _scrubbers)
        {
            scrub(builder);
        }

        return SnapshotText.Normalize(builder.ToString());
    }
}
