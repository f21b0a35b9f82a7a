using System.Runtime.CompilerServices;

namespace RnnGen.Tests.Recording;

/// <summary>
/// The files in <c>Fixtures</c>, read where they lie in the source tree.
/// </summary>
internal static class Fixture
{
    public static string PathOf(string file) => Path.Combine(Folder(), "Fixtures", file);

    private static string Folder([CallerFilePath] string thisFile = "") => Path.GetDirectoryName(thisFile)!;
}
