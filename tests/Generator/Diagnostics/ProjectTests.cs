using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.Generator.Tests;

/// <summary>What a project lacks is said once, and nothing else is.</summary>
public class ProjectTests
{
    private const string Program = "class Program { static void Main() { var all = Experiments.ExperimentCatalog.All; _ = new Experiments.CountLetterA().Train; } }";

    [Theory]
    [InlineData(LanguageVersion.CSharp10, "10.0")]
    [InlineData(LanguageVersion.CSharp12, "12.0")]
    [InlineData(LanguageVersion.CSharp13, "13.0")]
    public void An_old_language_version(LanguageVersion version, string shown) => Assert.Equal(
        [$"error RNN024: the generated code needs C# 14 or later, and the project's LangVersion is {shown}: remove it from the project, or raise it"],
        Errors(GeneratorRun.ParseOptions.WithLanguageVersion(version), GeneratorRun.Compilation(), Spec.File("count-letter-a", Spec.Seed)));

    [Fact]
    public void Csv_data_without_its_package()
    {
        var compilation = GeneratorRun.Compilation();
        var spec = RepositorySpecs.Get("digits");

        Assert.Empty(Errors(GeneratorRun.ParseOptions, compilation, spec, Spec.File("count-letter-a", Spec.Seed)));
        Assert.Equal(
            ["error RNN025: data from 'csv' needs the package RnnGen.Csv: dotnet add package RnnGen.Csv", "error RNN025: data from 'csv' needs the package RnnGen.Csv: dotnet add package RnnGen.Csv"],
            Errors(GeneratorRun.ParseOptions, compilation.RemoveReferences(compilation.References.Where(reference => reference.Display!.EndsWith("RnnGen.Csv.dll", StringComparison.Ordinal))), spec, Spec.File("count-letter-a", Spec.Seed)));
    }

    [Fact]
    public void Types_by_the_names_of_those_that_generated_code_uses_are_kept_apart_by_a_namespace()
    {
        string[] names =
        [
            .. typeof(Experiment).Assembly.GetExportedTypes().Where(type => !type.IsNested).Select(type => type.Name.Split('`')[0]),
            "Dictionary", "GeneratedCode", "GeneratedCodeAttribute", "IReadOnlyList", "InlineArray", "InlineArrayAttribute", "InvalidOperationException", "MethodImpl", "MethodImplAttribute", "MethodImplOptions", "Sources", "System", "Tasks",
        ];
        var types = string.Concat(names.Distinct().Select(name => $"public static class {name}; public static class {name}<T>;\n"));
        var compilation = GeneratorRun.Compilation().AddSyntaxTrees(CSharpSyntaxTree.ParseText($"#pragma warning disable\nnamespace Acme {{ {types} }}", GeneratorRun.ParseOptions));
        SpecText[] specs = [.. RepositorySpecs.All];

        GeneratorRun.Driver(specs).WithUpdatedAnalyzerConfigOptions(new SpecOptions("Acme", "Acme.Networks")).RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);

        Assert.Empty(output.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.ToString()).Take(10));
        Assert.NotNull(output.GetTypeByMetadataName("Acme.Networks.CountLetterA"));
    }

    // What the generator and the compiler say together.
    private static string[] Errors(CSharpParseOptions options, CSharpCompilation compilation, params SpecText[] specs)
    {
        GeneratorRun.Driver(options, specs).RunGeneratorsAndUpdateCompilation(
            compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(Program, options)), out var output, out var diagnostics);
        return [.. diagnostics.Concat(output.GetDiagnostics()).Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.ToString().Split("): ")[^1])];
    }
}
