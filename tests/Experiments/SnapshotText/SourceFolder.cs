using System.Runtime.CompilerServices;

namespace RnnGen.SpecTests.Snapshots;

/// <summary>The folder of the tests' sources, in which the snapshots lie.</summary>
internal static class SourceFolder
{
    public static string Path { get; } = System.IO.Path.GetDirectoryName(System.IO.Path.GetDirectoryName(File()))!;

    private static string File([CallerFilePath] string path = "") => path;
}
