using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator;

/// <summary>What a spec needs of the project around it.</summary>
internal static class ProjectCheck
{
    /// <summary>What is not there, or there twice.</summary>
    public static IEnumerable<Finding> Of(ExperimentSpec spec, GenerationInput input)
    {
        var layers = spec.Model.Layers;
        for (var i = 0; i < layers.Count; i++)
        {
            if (layers[i].Cell.File is { } file && input.Cells.Count(cell => cell.FileName == file) > 1)
            {
                yield return Finding.At(FormattableString.Invariant($"model.layers[{i}].cell"), Rules.DuplicateCell, file);
            }
        }

        foreach (var (key, set) in new[] { ("data.train", spec.Data.Train), ("data.test", spec.Data.Test) })
        {
            if (!input.Project.HasCsv && set.Source is { IsTask: false, Choice.Name: "csv" or "series" } source)
            {
                yield return Finding.At(key, Rules.PackageMissing, source.Choice.Name, "RnnGen.Csv");
            }
        }
    }

    /// <summary>The files that the program will not find. The code is there all the same: who puts them there in another way may switch the rule off.</summary>
    public static IEnumerable<Finding> OfFiles(GenerationInput input) => input.MissingFiles.Select(file => Finding.At(
        file.Key,
        Rules.FileMissing,
        file.Path,
        file.Nearest is { } nearest
            ? $"did you mean '{nearest}'?"
            : "expected a file of the project with CopyToOutputDirectory=\"PreserveNewest\""));
}
