using System.Text.RegularExpressions;
using Xunit;

namespace RnnGen.Package.Tests;

public partial class TrainingTests
{
    [Fact(Timeout = TestTimeout.Builds)]
    public async Task A_spec_and_one_package_reference_train_a_network_optimized_or_for_stepping_through()
    {
        using var consumer = await Consumer.Create();

        var optimized = await consumer.BuildAndRun();
        Assert.Matches(Trace(), optimized.Lines[0]);
        Assert.Equal(["experiments rare-letter", "optimized True"], optimized.Lines.Skip(1));
        Assert.False(File.Exists(consumer.PathOf("bin/Debug/net10.0/YamlDotNet.dll")), "what only the build needs is not for the output");

        var unoptimized = await consumer.BuildAndRun("--no-restore", "-p:RnnGenOptimize=false");
        Assert.Equal([optimized.Lines[0], "experiments rare-letter", "optimized False", "RNNGEN_UNOPTIMIZED"], unoptimized.Lines);
    }

    [Fact(Timeout = TestTimeout.Builds)]
    public async Task The_command_line_package_alone_is_enough()
    {
        using var consumer = await Consumer.Create(
            package: "RnnGen.CommandLine", program: "return RnnGen.CommandLine.ExperimentApplication.Run(Consumer.ExperimentCatalog.All, args);");

        await consumer.Build();
        var run = await consumer.Run("rare-letter");

        Assert.Contains(run.Lines, line => line.StartsWith("trace ", StringComparison.Ordinal));
    }

    [Fact(Timeout = TestTimeout.Builds)]
    public async Task The_program_in_the_README_predicts_what_it_says()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "README.md"));
        using var consumer = await Consumer.Create(
            "<RootNamespace>MyProduct</RootNamespace><ImplicitUsings>enable</ImplicitUsings><Nullable>enable</Nullable>", program: ReadmeProgram().Match(readme).Groups[1].Value);
        File.Copy(Path.Combine(Repository.Root, "experiments", "count-letter-a.yaml"), consumer.PathOf("count-letter-a.yaml"));

        var run = await consumer.BuildAndRun();

        Assert.Contains("It prints 0.0302... three times.", readme, StringComparison.Ordinal);
        Assert.Equal("0.03021021016775327\n0.03021021016775327\n0.03021021016775327\n", run.Output.ReplaceLineEndings("\n"));
    }

    [GeneratedRegex("```csharp\n(using MyProduct;.*?)```", RegexOptions.Singleline)]
    private static partial Regex ReadmeProgram();

    [GeneratedRegex("^trace [0-9a-f]{64}$")]
    private static partial Regex Trace();
}
