using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RnnGen.Generator;

namespace RnnGen.Testing;

/// <summary>Runs the generator over specs in memory.</summary>
public static class GeneratorRun
{
    /// <summary>The options with which generated code is parsed.</summary>
    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

    /// <summary>Options for many specs: neither documentation nor nullability is looked at, which takes the compiler more than half of its time.</summary>
    public static CSharpParseOptions BriefParseOptions { get; } =
        new CSharpParseOptions(LanguageVersion.CSharp14, DocumentationMode.None).WithFeatures([new("run-nullable-analysis", "never")]);

    /// <summary>A driver with specs and step tracking, not yet run.</summary>
    public static GeneratorDriver Driver(params IEnumerable<SpecText> specs) => Driver(ParseOptions, specs);

    /// <summary>A driver with specs and step tracking, not yet run.</summary>
    public static GeneratorDriver Driver(CSharpParseOptions options, IEnumerable<SpecText> specs) => CSharpGeneratorDriver.Create(
        [new ExperimentGenerator().AsSourceGenerator()],
        specs,
        options,
        new SpecOptions(),
        new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>An empty compilation that generated code can join.</summary>
    public static CSharpCompilation Compilation(string name = "Specs") => CSharpCompilation.Create(
        name,
        references: References,
        options: new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: OptimizationLevel.Release,
            allowUnsafe: true,
            warningLevel: 9999,
            nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>What the generator makes of specs.</summary>
    public static GeneratorRunResult Run(params IEnumerable<SpecText> specs) =>
        Driver(specs).RunGenerators(Compilation()).GetRunResult().Results[0];

    /// <summary>The generated files by hint name.</summary>
    public static ImmutableSortedDictionary<string, string> Files(params IEnumerable<SpecText> specs) =>
        Run(specs).GeneratedSources.ToImmutableSortedDictionary(source => source.HintName, source => source.SourceText.ToString(), StringComparer.Ordinal);

    private static ImmutableArray<MetadataReference> References { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var file && (file.StartsWith("System.", StringComparison.Ordinal) || file is "RnnGen.dll" or "RnnGen.Csv.dll" or "netstandard.dll" or "mscorlib.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];
}
