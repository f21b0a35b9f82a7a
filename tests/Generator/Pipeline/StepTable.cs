using Microsoft.CodeAnalysis;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Tests.Pipeline;

/// <summary>Why each step of the last run had which outputs, as lines of text.</summary>
internal static class StepTable
{
    private static readonly string[] Steps =
        [TrackingNames.Files, TrackingNames.Specs, TrackingNames.Cells, TrackingNames.Inputs, TrackingNames.Outputs, TrackingNames.Catalog, TrackingNames.Diagnostics];

    public static string Of(GeneratorRunResult result) => string.Join('\n', Steps.Where(result.TrackedSteps.ContainsKey).Select(step =>
        $"{step}: {string.Join(", ", result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => $"{NameOf(output.Value)}{output.Reason}").Order(StringComparer.Ordinal))}"));

    private static string NameOf(object output) => output switch
    {
        SpecFile file => file.Name + " ",
        LocatedSpec spec => spec.Name + " ",
        CellFile cell => Path.GetFileNameWithoutExtension(cell.FileName) + " ",
        GenerationInput input => input.File.Name + " ",
        GenerationOutput generated => Path.GetFileNameWithoutExtension(generated.Path) + " ",
        FileFindings findings => Path.GetFileNameWithoutExtension(findings.Path) + " ",
        _ => "",
    };
}
