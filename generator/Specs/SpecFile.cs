using System.Text.RegularExpressions;
using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Infrastructure;

namespace RnnGen.Generator.Specs;

/// <summary>
/// What one YAML file says: an experiment, or a cell (its key is <c>cell</c>) for the experiments beside it. Either is null when the file has errors.
/// </summary>
/// <param name="Path">The file's path, for the diagnostics' locations alone.</param>
/// <param name="Name">The file's name without extension: the experiment's name.</param>
/// <param name="IsCell">Whether the file is a cell's.</param>
internal sealed record SpecFile(
    string Path,
    string Name,
    bool IsCell,
    ExperimentSpec? Experiment,
    CellSpec? Cell,
    EquatableArray<Finding> Findings,
    SpecPositions Positions)
{
    private static readonly Regex ExperimentName = new(@"^[a-z][a-z0-9]*(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant);

    // What a file that is no YAML was meant to be.
    private static readonly Regex CellKey = new("^cell *:", RegexOptions.CultureInvariant | RegexOptions.Multiline);
    private static readonly Regex ModelKey = new("^model *:", RegexOptions.CultureInvariant | RegexOptions.Multiline);

    /// <summary>The file's name with its extension, by which specs name a cell's file.</summary>
    public string FileName => System.IO.Path.GetFileName(Path);

    /// <summary>Whether a name may be an experiment's.</summary>
    public static bool IsExperimentName(string name) => ExperimentName.IsMatch(name);

    /// <summary>A file whose reading failed.</summary>
    public static SpecFile Failed(string path, Finding finding) => new(
        path,
        System.IO.Path.GetFileNameWithoutExtension(path),
        false,
        null,
        null,
        new[] { finding }.ToEquatableArray(),
        new SpecPositions(EquatableArray<ValuePosition>.Empty, EquatableArray<int>.Empty));

    /// <summary>Reads a file; whatever is wrong with it is a finding.</summary>
    public static SpecFile Read(string path, string text)
    {
        var name = System.IO.Path.GetFileNameWithoutExtension(path);
        var reader = new SpecReader(text);
        try
        {
            return Read(path, name, YamlText.Parse(text), reader);
        }
        catch (YamlTextException exception)
        {
            reader.Place("", exception.Span);
            reader.Report("", Rules.YamlSyntax, exception.Message);
            return new SpecFile(path, name, CellKey.IsMatch(text) && !ModelKey.IsMatch(text), null, null, reader.Findings.ToEquatableArray(), reader.Positions);
        }
    }

    /// <summary>Reads the text of a cell's file.</summary>
    public static CellSpec ReadCell(string name, string text) =>
        Read(name, text).Cell ?? throw new InvalidOperationException($"the cell file '{name}' has errors: {string.Join("; ", Read(name, text).Findings)}");

    private static SpecFile Read(string path, string name, YamlNode node, SpecReader reader)
    {
        var root = reader.Root(node, System.IO.Path.GetFileName(path));
        var isCell = root.Has("cell") && !root.Has("model");
        ExperimentSpec? experiment = null;
        CellSpec? cell = null;
        if (isCell)
        {
            cell = CellReader.Read(root.Mapping("cell", "the cell: parameters, state, step and output"), reader);
            root.Finish();
        }
        else if (root.Exists)
        {
            if (!IsExperimentName(name))
            {
                reader.Report(
                    "",
                    Rules.InvalidName,
                    name,
                    "the file's name is the experiment's: lower-case words of letters and digits joined by '-', starting with a letter");
            }

            experiment = ExperimentReader.Read(name, root, reader);
        }

        return new SpecFile(
            path,
            name,
            isCell,
            reader.HasErrors ? null : experiment,
            reader.HasErrors ? null : cell,
            reader.Findings.ToEquatableArray(),
            reader.Positions);
    }
}
