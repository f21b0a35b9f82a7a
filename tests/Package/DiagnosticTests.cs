using System.Text.RegularExpressions;
using Xunit;

namespace RnnGen.Package.Tests;

/// <summary>A build that cannot succeed fails with one error, and that one says what to do.</summary>
public class DiagnosticTests
{
    [Fact(Timeout = TestTimeout.Builds)]
    public async Task An_error_in_a_spec_is_printed_with_file_line_and_column()
    {
        using var consumer = await Consumer.Create();
        consumer.Edit(Consumer.SpecName, "    size: 1\n", "    flavour: sweet\n    size: 1\n");

        var build = await consumer.TryBuild();

        Assert.NotEqual(0, build.ExitCode);
        var error = Assert.Single(build.Errors);
        Assert.StartsWith($"{consumer.PathOf(Consumer.SpecName)}(7,5): error RNN002: unknown key 'flavour': ", error, StringComparison.Ordinal);
        Assert.EndsWith($" [{consumer.PathOf(Consumer.Name + ".csproj")}]", error, StringComparison.Ordinal);
    }

    [Fact(Timeout = TestTimeout.Builds)]
    public async Task A_file_that_is_not_copied_is_an_error_until_it_is_or_the_rule_is_switched_off()
    {
        using var consumer = await Consumer.Create();
        consumer.Edit(Consumer.SpecName, "default: {", "parameters: { output.Who: { name: npz, path: data/start.npz } }\n  default: {");
        consumer.Write("data/start.npz", "This is not read.");
        var (line, column) = consumer.PlaceOf(Consumer.SpecName, "data/start.npz");

        var build = await consumer.TryBuild();

        Assert.Equal(
            $"{consumer.PathOf(Consumer.SpecName)}({line},{column}): error RNN026: the project copies no file 'data/start.npz' to the program's folder: expected a file of the project with CopyToOutputDirectory=\"PreserveNewest\" [{consumer.PathOf(Consumer.Name + ".csproj")}]",
            Assert.Single(build.Errors));

        await consumer.Build("-p:NoWarn=RNN026");
        consumer.Edit(Consumer.Name + ".csproj", "</Project>", """<ItemGroup><None Include="data/**" CopyToOutputDirectory="PreserveNewest" /></ItemGroup></Project>""");
        await consumer.Build();
        File.Delete(consumer.PathOf("data/start.npz"));
        Assert.Contains("RNN026", Assert.Single((await consumer.TryBuild()).Errors), StringComparison.Ordinal);
    }

    [Fact(Timeout = TestTimeout.Builds)]
    public async Task A_project_without_specs_is_told_so()
    {
        using var consumer = await Consumer.Create(program: Consumer.EmptyProgram);
        File.Delete(consumer.PathOf(Consumer.SpecName));

        var build = await consumer.TryBuild();

        Assert.NotEqual(0, build.ExitCode);
        Assert.Matches("^CSC : error RNN009: .*RnnGenSpecs.*'\\*\\.yaml'", Assert.Single(build.Errors));
    }

    [Fact(Timeout = TestTimeout.Builds)]
    public async Task A_package_without_YamlDotNet_fails_the_build_and_says_why()
    {
        using var consumer = await Consumer.Create();
        var feed = await PackageFeed.Get();
        consumer.Use(feed.Without("RnnGen", "analyzers/dotnet/cs/YamlDotNet.dll", consumer.PathOf("feed")));

        var build = await consumer.TryBuild();

        Assert.NotEqual(0, build.ExitCode);
        Assert.Matches($"{Regex.Escape(Consumer.SpecName)}\\(1,1\\): error RNN020: .*YamlDotNet", Assert.Single(build.Errors));
    }
}
