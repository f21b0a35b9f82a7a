using System.Runtime.CompilerServices;

namespace RnnGen.Snapshots;

/// <summary>Finds verified files that no test uses any more. Compiled into each test project, so that both engines have it.</summary>
internal static class UnusedSnapshots
{
    private const string Mark = ".verified.";

    /// <summary>The verified files below a directory whose name is not among the used ones, by relative path.</summary>
    /// <param name="directory">As for <c>UseDirectory</c>: absolute, or relative to the test's source file.</param>
    /// <param name="usedNames">As for <c>UseFileName</c>; a snapshot in a directory below is <c>below/name</c>.</param>
    /// <param name="sourceFile">The test's source file, which the compiler fills in.</param>
    public static IReadOnlyList<string> In(string directory, IEnumerable<string> usedNames, [CallerFilePath] string sourceFile = "")
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(sourceFile)!, directory));
        var used = usedNames.ToHashSet(StringComparer.Ordinal);
        return
        [
            .. Directory.EnumerateFiles(root, $"*{Mark}*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))
                .Where(path => !used.Contains(path[..path.LastIndexOf(Mark, StringComparison.Ordinal)]))
                .Order(StringComparer.Ordinal),
        ];
    }
}
