using Xunit;

namespace RnnGen.CommandLine.Tests;

/// <summary>The current folder while a test runs, made for it; tests that use it are of the collection "Console".</summary>
internal sealed class WorkingFolder : IDisposable
{
    private readonly string _before = Directory.GetCurrentDirectory();

    public WorkingFolder() => Directory.SetCurrentDirectory(Folder);

    public string Folder { get; } = Directory.CreateTempSubdirectory("rnngen-").FullName;

    public void Dispose()
    {
        Directory.SetCurrentDirectory(_before);
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Writes a file.</summary>
    /// <returns>Its path.</returns>
    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>The names of the files and folders in a folder of this one, in order.</summary>
    public IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFileSystemEntries(Path.Combine(Folder, folder)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
}

/// <summary>Tests of what the process has once: its console and its current folder.</summary>
[CollectionDefinition("Console", DisableParallelization = true)]
public static class ConsoleGroup;
