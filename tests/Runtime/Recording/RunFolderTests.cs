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
}
