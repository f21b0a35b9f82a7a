using System.Runtime.CompilerServices;
using RnnGen.Snapshots;
using VerifyTests;

namespace VerifyXunit;

/// <summary>Compares a text with the one that was accepted before, and fails the test when they differ.</summary>
public static class Verifier
{
    /// <summary>Verifies a text, kept with the extension <c>txt</c>.</summary>
    /// <param name="target">The text.</param>
    /// <param name="settings">Where the snapshot lives and what is scrubbed; the task's own methods add to a copy.</param>
    /// <param name="sourceFile">The test's source file, which the compiler fills in.</param>
    public static SettingsTask Verify(string target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Verify(target, "txt", settings, sourceFile);

    /// <summary>Verifies a text, kept with the given extension.</summary>
    /// <param name="target">The text.</param>
    /// <param name="extension">The extension of its files, without the dot.</param>
    /// <param name="settings">Where the snapshot lives and what is scrubbed; the task's own methods add to a copy.</param>
    /// <param name="sourceFile">The test's source file, which the compiler fills in.</param>
    public static SettingsTask Verify(
        string target,
        string extension,
        VerifySettings? settings = null,
        [CallerFilePath] string sourceFile = "") =>
        new(settings, current =>
        {
            var files = SnapshotFiles.Claim(current, extension, sourceFile, CurrentTestAttribute.TestName);
            return Snapshot.VerifyAsync(files, current.Scrub(target), SnapshotOptions.FromEnvironment());
        });
}
