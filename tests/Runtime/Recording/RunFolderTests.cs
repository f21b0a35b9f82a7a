using RnnGen.Recording;
using Xunit;

namespace RnnGen.Tests.Recording;

/// <summary>The folders of runs.</summary>
public sealed class RunFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rnngen-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Runs_of_the_same_second_have_different_folders()
    {
        var parent = Path.Combine(_folder, "runs");
        var folders = new string[40];
        Parallel.For(0, folders.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => folders[i] = RunFolder.Create(parent, "count-letter-a"));

        Assert.Equal(folders.Length, folders.Distinct().Count());
        Assert.Equal(folders.Order(StringComparer.Ordinal), Directory.EnumerateDirectories(parent).Order(StringComparer.Ordinal));
        Assert.All(folders, folder => Assert.Matches(@"^count-letter-a-\d{8}-\d{6}(-\d+)?\z", Path.GetFileName(folder)));
        Assert.All(folders, folder => Assert.Equal(0, new FileInfo(Path.Combine(folder, "run.json")).Length));
        Assert.Contains(folders, folder => folder.EndsWith("-2", StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_an_error()
    {
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");

        Assert.ThrowsAny<IOException>(() => RunFolder.Create(file, "count-letter-a"));
    }

    [Fact]
    public void A_folder_is_taken_back_with_nothing_that_somebody_has_written()
    {
        var (empty, used, written) = (RunFolder.Create(_folder, "a"), RunFolder.Create(_folder, "b"), RunFolder.Create(_folder, "c"));
        File.WriteAllText(Path.Combine(used, "notes.txt"), "");
        File.WriteAllText(Path.Combine(written, "run.json"), "{}");
        foreach (var folder in (string[])[empty, used, written])
        {
            RunFolder.TakeBack(folder);
        }

        Assert.False(Directory.Exists(empty));
        Assert.Equal([Path.Combine(used, "notes.txt"), Path.Combine(written, "run.json")], Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_runs_and_trials_have_written_is_deleted_but_for_the_file_that_says_the_folder_is_taken()
    {
        foreach (var file in (string[])["trace.csv", "loss.svg", "weights.initial.npz", "weights.npz", "weights.last-finite.npz", "run.json", "trials.csv", "trials.svg", "notes.csv"])
        {
            File.WriteAllText(Path.Combine(_folder, file), "");
        }

        RunFolder.Clear(_folder, "trials.csv");

        Assert.Equal(["notes.csv", "trials.csv"], Directory.EnumerateFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }
}
