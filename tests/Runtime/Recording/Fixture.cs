using System.Runtime.CompilerServices;

namespace RnnGen.Tests.Recording;

/// <summary>
/// The files in <c>Fixtures</c>, read where they lie in the source tree.
/// </summary>
internal static class Fixture
{
    public static string PathOf(string file, [CallerFilePath] string thisFile = "") =>
        Path.Combine(Path.GetDirectoryName(thisFile)!, "Fixtures", file);
}
