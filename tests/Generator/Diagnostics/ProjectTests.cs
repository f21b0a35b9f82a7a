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

    // What the generator and the compiler say together.
    private static string[] Errors(CSharpParseOptions options, CSharpCompilation compilation, params SpecText[] specs)
    {
        GeneratorRun.Driver(options, specs).RunGeneratorsAndUpdateCompilation(
            compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(Program, options)), out var output, out var diagnostics);
        return [.. diagnostics.Concat(output.GetDiagnostics()).Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.ToString().Split("): ")[^1])];
    }
}
