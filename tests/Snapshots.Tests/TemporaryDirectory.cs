namespace RnnGen.Snapshots.Tests;

/// <summary>A directory of its own for one test.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("rnngen-snapshots-").FullName;

    public string[] Files => [.. Directory.GetFiles(Root).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public string this[string name] => Path.Combine(Root, name);

    public void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[name])!);
        File.WriteAllText(this[name], text);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
