using DiffEngine;

namespace RnnGen.Snapshots;

/// <summary>The diff tool of the person who runs the tests, if there is one.</summary>
internal static class DiffTool
{
    /// <summary>Whether somebody is there and wants it: not on a build server, on Linux without a display, or switched off.</summary>
    public static bool IsWelcome(Func<string, string?> variable, bool isLinux)
    {
        bool IsSet(string name) => !string.IsNullOrEmpty(variable(name));

        return !DiffRunner.Disabled
            && !BuildServerDetector.Detected
            && !IsSet("CI")
            && (!isLinux || IsSet("DISPLAY") || IsSet("WAYLAND_DISPLAY"));
    }

    public static Task OpenAsync(SnapshotFiles files) => DiffRunner.LaunchForTextAsync(files.Received, files.Verified);

    public static void Close(SnapshotFiles files) => DiffRunner.Kill(files.Received, files.Verified);
}
