namespace RnnGen.Snapshots;

/// <summary>What is verified, beside what was received.</summary>
/// <param name="Files">The files of the snapshot.</param>
/// <param name="Verified">The verified text, empty where there is none.</param>
/// <param name="Received">The text of this run.</param>
/// <param name="Outdated">Verified files that the snapshot no longer has.</param>
internal sealed record SnapshotComparison(SnapshotFiles Files, string Verified, string Received, string[] Outdated)
{
    public bool IsNew => Verified.Length == 0;

    public bool IsEqual => SnapshotText.AreEqual(Verified, Received);

    public bool Passes => IsEqual && Outdated.Length == 0;

    public static SnapshotComparison Of(SnapshotFiles files, string received)
    {
        var verified = File.Exists(files.Verified) ? SnapshotText.Read(files.Verified) : "";
        return new(files, verified, received, files.Outdated());
    }
}
