using Microsoft.CodeAnalysis;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.Generator.Tests;

/// <summary>A spec with errors still has its class, so that its errors are the only ones of the build.</summary>
public class StubTests
{
    public static TheoryData<string, string> BrokenSpecs => new()
    {
        { "RNN001", "a: [" },
        { "RNN001", "" },
        { "RNN004", "- a list" },
        { "RNN002", Spec.Seed.With("seed: 0", "seed: 0\nsede: 1") },
        { "RNN004", Spec.Seed.With("input_size: 3", "input_size: three") },
        { "RNN010", Spec.WithStep("z = s_prev @\ns = activation(z)") },
        { "RNN012", Spec.WithStep("z = x + s_prev\ns = activation(z)") },
        { "RNN017", Spec.Seed.With("std: 0.1 }", "std: 0.1 }\n  parameters: { a: { name: zeros } }") },
        { "RNN019", Spec.Seed.With("cell: elman", "cell: ./lost.yaml") },
        { "RNN022", Spec.Seed.With("size: 2,", "size: 4096,").With("precision: float64", "units: spelled_out") },
    };

    [Theory]
    [MemberData(nameof(BrokenSpecs))]
    public void A_broken_spec_beside_a_good_one_leaves_a_project_that_compiles(string id, string spec)
    {
        var code = "var all = Experiments.ExperimentCatalog.All; _ = new Experiments.Broken().Name; _ = new Experiments.Good().Train;";
        var program = Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText($"class Program {{ static void Main() {{ {code} }} }}", GeneratorRun.ParseOptions);

        GeneratorRun.Driver(Spec.File("broken", spec), Spec.File("good", Spec.Seed))
            .RunGeneratorsAndUpdateCompilation(GeneratorRun.Compilation().AddSyntaxTrees(program), out var compilation, out var diagnostics);

        Assert.Equal([id], diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.Id).Distinct());
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
    }

    [Fact]
    public void The_class_of_a_broken_spec_says_why_it_is_of_no_use()
    {
        var files = GeneratorRun.Files(Spec.File("broken", "seed: ["));

        Assert.Equal(["Broken.Model.g.cs", "ExperimentCatalog.g.cs"], files.Keys);
        Assert.Contains("/// <summary>Nothing: broken.yaml has errors.</summary>", files["Broken.Model.g.cs"], StringComparison.Ordinal);
    }
}
