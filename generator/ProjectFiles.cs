using RnnGen.Generator.Infrastructure;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator;

/// <summary>A file that a spec names, and that its program will not find.</summary>
/// <param name="Key">Where the spec names it.</param>
/// <param name="Path">Its path there.</param>
/// <param name="Nearest">The file that is likely meant, or null.</param>
internal sealed record MissingFile(string Key, string Path, string? Nearest);

/// <summary>The files that the project copies to its program's folder, as the package's targets list them. No file is opened.</summary>
/// <param name="Copied">Their paths in that folder, with slashes, in order.</param>
internal sealed record ProjectFiles(EquatableArray<string> Copied)
{
    public static ProjectFiles Of(string list) => new(
        list.Split('\n')
            .Select(line => Normal(line.TrimEnd('\r').Replace('\\', '/')))
            .Where(path => path.Length > 0)
            .Distinct()
            .OrderBy(path => path, StringComparer.Ordinal)
            .ToEquatableArray());

    /// <summary>The files of a spec that are not copied. What is outside of the program's folder, nobody knows.</summary>
    public IEnumerable<MissingFile> MissingOf(ExperimentSpec spec)
    {
        foreach (var (key, path) in PathsOf(spec).Where(named => named.Path.Length > 0 && !IsAbsolute(named.Path)))
        {
            if (!Copied.Contains(Normal(path)))
            {
                var sameName = Copied.Where(file => NameOf(file) == NameOf(path)).ToArray();
                yield return new MissingFile(key, path, sameName.Length == 1 ? sameName[0] : Suggestion.Nearest(path, Copied));
            }
        }
    }

    private static IEnumerable<(string Key, string Path)> PathsOf(ExperimentSpec spec)
    {
        var initializers = spec.Initialization.Parameters
            .Select(parameter => ("initialization.parameters." + parameter.Parameter, (ChoiceSpec?)parameter.Initializer));
        var choices = new[]
        {
            ("data.train", spec.Data.Train.Source?.Choice),
            ("data.test", spec.Data.Test.Source?.Choice),
            ("initialization.default", spec.Initialization.Default),
        }.Concat(initializers);
        foreach (var (key, choice) in choices)
        {
            foreach (var argument in (choice?.Arguments ?? []).Where(argument => argument.IsPath))
            {
                yield return ($"{key}.{argument.Name}", argument.Text);
            }
        }
    }

    private static bool IsAbsolute(string path) => path[0] is '/' or '\\' || (path.Length > 1 && path[1] == ':');

    private static string NameOf(string path) => path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);

    // "./a//b/../c" is "a/c".
    private static string Normal(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Split('/').Where(part => part.Length > 0 && part != "."))
        {
            if (part == ".." && parts.Count > 0 && parts[parts.Count - 1] != "..")
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else
            {
                parts.Add(part);
            }
        }

        return string.Join("/", parts);
    }
}
