namespace RnnGen.Snapshots;

/// <summary>What to do about a snapshot that differs.</summary>
/// <param name="Accept">Write it as the verified one, and pass.</param>
/// <param name="OpenDiffTool">Show it to the person at the screen.</param>
internal sealed record SnapshotOptions(bool Accept, bool OpenDiffTool)
{
    /// <summary>The environment variable that, set to 1, accepts every snapshot of a run.</summary>
    public const string AcceptSwitch = "RNNGEN_ACCEPT_SNAPSHOTS";

    public static SnapshotOptions FromEnvironment() => From(Environment.GetEnvironmentVariable, OperatingSystem.IsLinux());

    public static SnapshotOptions From(Func<string, string?> variable, bool isLinux) =>
        new(Accept: variable(AcceptSwitch) == "1", OpenDiffTool: DiffTool.IsWelcome(variable, isLinux));
}
