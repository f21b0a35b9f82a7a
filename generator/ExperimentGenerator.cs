using Microsoft.CodeAnalysis;
using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Emission;
using RnnGen.Generator.Infrastructure;

namespace RnnGen.Generator;

/// <summary>
/// The pipeline: each YAML file is read by itself, specs lose their positions, are turned into code, and get their positions back for the diagnostics.
/// Nothing here looks at the compilation, so typing C# costs nothing.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class ExperimentGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var project = context.AnalyzerConfigOptionsProvider.Combine(context.ParseOptionsProvider).Combine(context.MetadataReferencesProvider.Collect())
            .Select(static (input, _) => ProjectOptions.Of(input.Left.Left.GlobalOptions, input.Left.Right, input.Right));
        var files = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Where(static pair => ProjectOptions.IsSpec(pair.Right.GetOptions(pair.Left)))
            .Select(static (pair, _) => pair.Left)
            .Select(static (file, cancellation) => Generation.Read(file.Path, file.GetText(cancellation)?.ToString() ?? ""))
            .WithTrackingName(TrackingNames.Files);

        var copied = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Where(static pair => ProjectOptions.IsFileList(pair.Right.GetOptions(pair.Left)))
            .Select(static (pair, cancellation) => ProjectFiles.Of(pair.Left.GetText(cancellation)?.ToString() ?? ""))
            .Collect()
            .Select(static (lists, _) => lists.FirstOrDefault());

        var cells = files.Where(static file => file.IsCell)
            .Select(static (file, _) => new CellFile(file.FileName, file.Cell))
            .WithTrackingName(TrackingNames.Cells);
        var names = files.Where(static file => !file.IsCell).Select(static (file, _) => file.Name).Collect()
            .Select(static (names, _) => names.OrderBy(static name => name, StringComparer.Ordinal).ToEquatableArray())
            .WithTrackingName(TrackingNames.Catalog);

        var outputs = files.Where(static file => !file.IsCell)
            .Select(static (file, _) => new LocatedSpec(file.Path, file.Name, file.Experiment)).WithTrackingName(TrackingNames.Specs)
            .Combine(cells.Collect()).Combine(names).Combine(project).Combine(copied)
            .Select(static (input, _) =>
            {
                var ((((file, cells), names), project), copied) = input;
                return GenerationInput.Of(file, cells, names, project, copied);
            })
            .WithTrackingName(TrackingNames.Inputs)
            .Select(Generation.Run).WithTrackingName(TrackingNames.Outputs);

        var diagnostics = files.Combine(outputs.Collect())
            .Select(static (pair, _) => FileFindings.Of(pair.Left, pair.Right))
            .Where(static file => file.Findings.Count > 0)
            .WithTrackingName(TrackingNames.Diagnostics);

        context.RegisterSourceOutput(outputs, static (production, output) =>
        {
            foreach (var file in output.Files)
            {
                production.AddSource(file.HintName, file.Text);
            }
        });
        context.RegisterSourceOutput(diagnostics, static (production, file) =>
        {
            foreach (var finding in file.Findings)
            {
                production.ReportDiagnostic(Diagnostic.Create(finding.Rule, file.Positions.LocationOf(finding, file.Path), [.. finding.Arguments]));
            }
        });
        context.RegisterSourceOutput(names.Combine(project), static (production, pair) =>
        {
            // The compiler hands the generator to projects, too, that only refer to one with experiments; they do not import the package's props.
            if (pair.Right.Specs is not { } specs)
            {
                return;
            }

            if (pair.Right.OldLanguage is { } version)
            {
                production.ReportDiagnostic(Diagnostic.Create(Rules.OldLanguage, Location.None, version));
            }

            if (pair.Left.Count == 0)
            {
                production.ReportDiagnostic(Diagnostic.Create(Rules.NoExperiments, Location.None, specs));
            }

            var classes = Generation.UniqueNames(pair.Left);
            var catalog = CatalogEmitter.Emit(classes, pair.Right.RootNamespace, isStub: pair.Right.OldLanguage is not null);
            production.AddSource(catalog.HintName, catalog.Text);
        });
    }
}
