using Xunit;

namespace RnnGen.Package.Tests;

public class IncrementalBuildTests
{
    [Fact(Timeout = TestTimeout.Builds)]
    public async Task A_build_notices_specs_that_change_or_go_and_nothing_else()
    {
        using var consumer = await Consumer.Create();
        consumer.Write("another.yaml", Consumer.SpecText);
        var first = await consumer.BuildAndRun();
        Assert.Contains("experiments another rare-letter", first.Lines);

        var compiled = File.GetLastWriteTimeUtc(consumer.CompiledAssembly);
        await consumer.Build("--no-restore");
        Assert.Equal(compiled, File.GetLastWriteTimeUtc(consumer.CompiledAssembly));

        File.Delete(consumer.PathOf("another.yaml"));
        var second = await consumer.BuildAndRun("--no-restore");
        Assert.Equal([first.Lines[0], "experiments rare-letter"], second.Lines.Take(2));

        consumer.Edit(Consumer.SpecName, "seed: 5", "seed: 6");
        var third = await consumer.BuildAndRun("--no-restore");
        Assert.NotEqual(first.Lines[0], third.Lines[0]);
    }
}
