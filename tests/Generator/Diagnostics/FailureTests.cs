using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Infrastructure;
using RnnGen.Generator.Specs;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.Generator.Tests;

/// <summary>RNN020 and RNN021: whatever fails inside the generator is one error of the file, and the other files are generated.</summary>
public class FailureTests
{
    [Fact]
    public void A_missing_YamlDotNet_is_said_in_words()
    {
        var generator = (IIncrementalGenerator)Activator.CreateInstance(new WithoutYamlDotNet().Generator)!;
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [generator.AsSourceGenerator()], [Spec.File("count-letter-a", Spec.Seed)], GeneratorRun.ParseOptions, new SpecOptions());

        var result = driver.RunGenerators(GeneratorRun.Compilation()).GetRunResult().Results[0];

        Assert.Null(result.Exception);
        var error = Assert.Single(result.Diagnostics);
        Assert.StartsWith(
            "/specs/count-letter-a.yaml(1,1): error RNN020: the generator could not load YamlDotNet, which must lie beside it: ", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(["CountLetterA.Model.g.cs", "ExperimentCatalog.g.cs"], result.GeneratedSources.Select(source => source.HintName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_bug_in_the_generator_is_an_error_of_the_file_and_leaves_a_stub()
    {
        var spec = SpecFile.Read("/specs/count-letter-a.yaml", Spec.Seed).Experiment! with { Loss = null! };
        var input = new GenerationInput(new LocatedSpec("/specs/count-letter-a.yaml", spec.Name, spec), EquatableArray<CellFile>.Empty, null, new ProjectOptions("Experiments", "*.yaml", null, true), []);

        var output = Generation.Run(input, CancellationToken.None);

        var finding = Assert.Single(output.Findings);
        Assert.Equal("RNN021", finding.Rule.Id);
        Assert.StartsWith("NullReferenceException: ", finding.Arguments[0], StringComparison.Ordinal);
        Assert.DoesNotContain('\n', finding.Arguments[0]);
        Assert.Equal("CountLetterA.Model.g.cs", Assert.Single(output.Files).HintName);
    }

    [Fact]
    public void A_file_whose_reading_failed_has_a_location()
    {
        var file = SpecFile.Failed("/specs/count-letter-a.yaml", Finding.At("", Rules.InternalError, "bad luck"));

        var location = file.Positions.LocationOf(file.Findings[0], file.Path);

        Assert.Equal("/specs/count-letter-a.yaml: (0,0)-(0,0)", location.GetLineSpan().ToString());
    }

    [Fact]
    public void Cancellation_is_no_failure()
    {
        var spec = SpecFile.Read("/specs/count-letter-a.yaml", Spec.Seed).Experiment;
        var input = new GenerationInput(new LocatedSpec("/specs/count-letter-a.yaml", "count-letter-a", spec), EquatableArray<CellFile>.Empty, null, new ProjectOptions("Experiments", "*.yaml", null, true), []);

        Assert.Throws<OperationCanceledException>(() => Generation.Run(input, new CancellationToken(canceled: true)));
    }

    // The generator as a compiler loads it, with YamlDotNet.dll lost on the way.
    private sealed class WithoutYamlDotNet() : AssemblyLoadContext(nameof(WithoutYamlDotNet))
    {
        public Type Generator => LoadFromAssemblyPath(typeof(ExperimentGenerator).Assembly.Location).GetType(typeof(ExperimentGenerator).FullName!)!;

        protected override Assembly? Load(AssemblyName assemblyName) => assemblyName.Name == "YamlDotNet"
            ? throw new FileNotFoundException("YamlDotNet.dll was not found")
            : null;
    }
}
