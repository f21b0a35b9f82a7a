using System.IO.Compression;

namespace RnnGen.Package.Tests;

/// <summary>A folder with the packages of this run, packed once, under a version that no cache has seen.</summary>
internal sealed class PackageFeed
{
    private static readonly Lazy<Task<PackageFeed>> Packed = new(Pack);

    private PackageFeed(string folder, string version)
    {
        Folder = folder;
        Version = version;
    }

    public string Folder { get; }

    public string Version { get; }

    public static Task<PackageFeed> Get() => Packed.Value;

    public string PathOf(string id) => Path.Combine(Folder, $"{id}.{Version}.nupkg");

    /// <summary>The same packages in another folder, without a file.</summary>
    public PackageFeed Without(string id, string entry, string folder)
    {
        var feed = new PackageFeed(Directory.CreateDirectory(folder).FullName, Version);
        foreach (var package in Directory.EnumerateFiles(Folder, "*.nupkg"))
        {
            File.Copy(package, Path.Combine(folder, Path.GetFileName(package)));
        }

        using var archive = ZipFile.Open(feed.PathOf(id), ZipArchiveMode.Update);
        archive.GetEntry(entry)!.Delete();
        return feed;
    }

    private static async Task<PackageFeed> Pack()
    {
        var folder = Directory.CreateTempSubdirectory("rnngen-feed-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var version = $"0.0.0-test.{DateTime.UtcNow.Ticks}";
        foreach (var project in (string[])["runtime/RnnGen", "runtime/RnnGen.CommandLine", "runtime/RnnGen.Csv"])
        {
            await DotNet.Succeed(
                Repository.Root, "pack", project, "--no-build", "--configuration", Repository.Configuration, "--output", folder,
                $"-p:Version={version}", $"-p:NuspecOutputPath={Path.Combine(folder, "nuspec")}");
        }

        return new PackageFeed(folder, version);
    }
}
