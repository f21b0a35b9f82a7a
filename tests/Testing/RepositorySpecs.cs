using System.Reflection;

namespace RnnGen.Testing;

/// <summary>The specs in the repository's <c>experiments</c> folder: a new file there is tested without anyone writing a test.</summary>
public static class RepositorySpecs
{
    /// <summary>The folder.</summary>
    public static string Folder { get; } = typeof(RepositorySpecs).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "ExperimentsFolder").Value!;

    /// <summary>Every YAML file, cells as well.</summary>
    public static IReadOnlyList<SpecText> All { get; } =
        [.. Directory.EnumerateFiles(Folder, "*.yaml").Order(StringComparer.Ordinal).Select(path => new SpecText(path, File.ReadAllText(path)))];

    /// <summary>A file by its experiment's name.</summary>
    public static SpecText Get(string name) => All.Single(spec => Path.GetFileNameWithoutExtension(spec.Path) == name);
}
