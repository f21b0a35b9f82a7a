using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Equations;

/// <summary>The equation files that come with the generator: built-in cells, the output layer and the losses. They are files like any user's.</summary>
internal static class Library
{
    private const string CellFolder = "Cells/";
    private const string LossFolder = "Losses/";
    private const string Extension = ".yaml";

    private static readonly Lazy<IReadOnlyDictionary<string, CellSpec>> Files = new(Load);

    public static IEnumerable<string> CellNames => Names(CellFolder);

    public static IEnumerable<string> LossNames => Names(LossFolder);

    public static CellSpec Output => Files.Value["Output" + Extension];

    public static CellSpec? Cell(string name) => Find(CellFolder + name + Extension);

    public static CellSpec? Loss(string name) => Find(LossFolder + name + Extension);

    private static CellSpec? Find(string file) => Files.Value.TryGetValue(file, out var cell) ? cell : null;

    private static IEnumerable<string> Names(string folder) => Files.Value.Keys
        .Where(file => file.StartsWith(folder, StringComparison.Ordinal))
        .Select(file => file.Substring(folder.Length, file.Length - folder.Length - Extension.Length));

    private static Dictionary<string, CellSpec> Load()
    {
        var assembly = typeof(Library).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(Extension, StringComparison.Ordinal))
            .ToDictionary(name => name.Replace('\\', '/'), name => SpecFile.ReadCell(name, ReadAll(name)), StringComparer.Ordinal);

        string ReadAll(string name)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return reader.ReadToEnd();
        }
    }
}
