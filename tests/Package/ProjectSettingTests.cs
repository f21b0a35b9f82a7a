using System.Text.Json;
using Xunit;

namespace RnnGen.Package.Tests;

/// <summary>Whatever a project demands of its code, the generated code meets it.</summary>
public class ProjectSettingTests
{
    private const string Strictest = """
        <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
        <WarningLevel>9999</WarningLevel>
        <Features>strict</Features>
        <AnalysisLevel>latest-all</AnalysisLevel>
        <EnforceCodeStyleInBuild>true</EnforceCodeStyleInBuild>
        <GenerateDocumentationFile>true</GenerateDocumentationFile>
        <IsAotCompatible>true</IsAotCompatible>
        <CheckForOverflowUnderflow>true</CheckForOverflowUnderflow>
        """;

    [Fact(Timeout = TestTimeout.Builds)]
    public async Task The_strictest_project_without_nullable_and_usings_builds_clean()
    {
        using var consumer = await Consumer.Create(Strictest, package: "RnnGen.Csv");
        foreach (var spec in Directory.EnumerateFiles(Path.Combine(Repository.Root, "experiments"), "*.yaml"))
        {
            File.Copy(spec, consumer.PathOf(Path.GetFileName(spec)));
        }

        // The files' names are all that the build looks at.
        foreach (var data in Directory.EnumerateFiles(Path.Combine(Repository.Root, "experiments", "data")))
        {
            consumer.Write("data/" + Path.GetFileName(data), "");
        }

        consumer.Edit(Consumer.Name + ".csproj", "</Project>", """<ItemGroup><None Include="data/**" CopyToOutputDirectory="PreserveNewest" /></ItemGroup></Project>""");

        await consumer.Build();
    }

    [Fact(Timeout = TestTimeout.Builds)]
    public async Task A_project_whose_name_is_no_namespace_builds_clean()
    {
        using var consumer = await Consumer.Create(program: Consumer.EmptyProgram);
        File.Move(consumer.PathOf(Consumer.Name + ".csproj"), consumer.PathOf("my-network.class.7 letters.csproj"));

        await consumer.Build();
    }

    [Fact(Timeout = TestTimeout.Builds)]
    public async Task Types_by_the_names_of_RnnGens_are_kept_apart_by_a_namespace()
    {
        using var consumer = await Consumer.Create($"<RnnGenNamespace>{Consumer.Name}.Networks</RnnGenNamespace>", program: Consumer.EmptyProgram);
        consumer.Write("Sequence.cs", $"namespace {Consumer.Name}; public static class Sequence;");

        await consumer.Build();
    }

    [Fact(Timeout = TestTimeout.Builds)]
    public async Task The_project_file_says_where_its_specs_are_and_output_folders_never_count()
    {
        using var consumer = await Consumer.Create("<RnnGenSpecs>**/*.yaml</RnnGenSpecs>");
        Directory.CreateDirectory(consumer.PathOf("specs/deep"));
        File.Move(consumer.PathOf(Consumer.SpecName), consumer.PathOf("specs/deep/" + Consumer.SpecName));
        consumer.Write("bin/Debug/net10.0/copied.yaml", "not: a spec");
        consumer.Write("obj/temporary.yaml", "not: a spec");

        var run = await consumer.BuildAndRun();

        Assert.Contains("experiments rare-letter", run.Lines);
    }

    [Fact(Timeout = TestTimeout.Builds)]
    public async Task What_the_project_file_says_does_not_switch_off_what_the_package_needs()
    {
        using var consumer = await Consumer.Create("<RnnGenOptimize>false</RnnGenOptimize><WarningsAsErrors>nullable</WarningsAsErrors>");
        await DotNet.Succeed(consumer.Folder, "restore");

        var evaluation = await DotNet.Succeed(
            consumer.Folder, "build", "--configuration", "Release", "-getProperty:Optimize", "-getProperty:DefineConstants", "-getProperty:WarningsAsErrors");

        using var json = JsonDocument.Parse(evaluation.Output);
        var properties = json.RootElement.GetProperty("Properties");
        Assert.Equal("false", properties.GetProperty("Optimize").GetString());
        Assert.Contains("RNNGEN_UNOPTIMIZED", properties.GetProperty("DefineConstants").GetString()!.Split(';'));
        var errors = properties.GetProperty("WarningsAsErrors").GetString()!.Split(';');
        Assert.All(["nullable", "CS8784", "CS8785", "CS9057"], code => Assert.Contains(code, errors));
    }

    [Theory(Timeout = TestTimeout.Builds)]
    [InlineData("linux-x64", "", true)]
    [InlineData("linux-x64", "x86-64-v3", false)]
    [InlineData("linux-arm64", "", false)]
    public async Task A_program_that_NativeAOT_makes_for_a_machine_without_fused_multiply_adds_is_warned_of(string runtime, string instructionSet, bool isWarned)
    {
        using var consumer = await Consumer.Create();
        await DotNet.Succeed(consumer.Folder, "restore");

        var check = await DotNet.Succeed(consumer.Folder, "msbuild", "-t:RnnGenCheckInstructionSet", "-p:PublishAot=true", $"-p:RuntimeIdentifier={runtime}", $"-p:IlcInstructionSet={instructionSet}");

        Assert.Equal(isWarned, check.Output.Contains("<IlcInstructionSet>x86-64-v3</IlcInstructionSet>", StringComparison.Ordinal));
    }

    [Fact(Timeout = TestTimeout.Builds)]
    public async Task A_project_that_refers_to_one_with_experiments_needs_none_and_keeps_its_own_settings()
    {
        using var library = await Consumer.Create(
            "<OutputType>Library</OutputType><DefaultItemExcludes>$(DefaultItemExcludes);App/**</DefaultItemExcludes>", program: "// All of it is generated.");
        library.Write("App/App.csproj", Consumer.ProjectText("", $"""<ProjectReference Include="../{Consumer.Name}.csproj" />"""));
        library.Write("App/Program.cs", Consumer.TrainingProgram);
        library.Write("App/docker-compose.yaml", "not: a spec");

        await library.Build("App");
        var run = await DotNet.Succeed(library.Folder, "exec", "App/bin/Debug/net10.0/App.dll");
        var optimize = await DotNet.Succeed(library.PathOf("App"), "build", "-getProperty:Optimize");

        Assert.Contains("experiments rare-letter", run.Lines);
        Assert.Contains("optimized True", run.Lines);
        Assert.Equal("false", optimize.Output.Trim());
    }
}
