using RnnGen.CommandLine.Plotting;
using RnnGen.Evaluation;
using RnnGen.Snapshots;
using RnnGen.SpecTests.Snapshots;
using RnnGen.Testing;
using VerifyTests;
using VerifyXunit;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>What a pull request shows of every experiment: the generated code, the loss trace and the curve.</summary>
public class SnapshotTests
{
    private const string Folder = "Snapshots";

    private static readonly Lazy<IReadOnlyDictionary<string, string>> Generated = new(() => GeneratorRun.Files(RepositorySpecs.All));

    public static TheoryData<string> Names => SpecCases.ExperimentNames;

    public static TheoryData<string> Files { get; } = [.. GeneratorRun.Files(RepositorySpecs.All).Keys];

    [Theory]
    [MemberData(nameof(Files))]
    public Task The_generated_code_is_the_accepted_one(string file)
    {
        var settings = new VerifySettings();
        settings.UseDirectory(Folder + "/" + Path.GetDirectoryName(SnapshotOf(file)));
        settings.UseFileName(Path.GetFileName(SnapshotOf(file)));
        settings.ScrubLinesWithReplace(line => line.Contains("GeneratedCode(", StringComparison.Ordinal) ? "[GeneratedCode(\"RnnGen\", \"(version)\")]" : line);
        return Verifier.Verify(GeneratedCodeExcerpt.Of(Generated.Value[file]), "cs", settings).ToTask();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_loss_trace_is_the_accepted_one(string name)
    {
        var run = SpecCases.Run(name);
        var text = TraceSnapshot.Of(run, Predictions.Of(run.Experiment, run.Final, run.Experiment.Train), Predictions.Of(run.Experiment, run.Final, run.Experiment.Test));
        var verified = Path.Combine(SourceFolder.Path, Folder, ClassName(name), "Trace.verified.txt");
        var change = File.Exists(verified) ? TraceChange.Describe(File.ReadAllText(verified), text) : null;
        try
        {
            await Verifier.Verify(text, "txt", Settings(ClassName(name), "Trace"));
        }
        catch (Exception exception) when (change is not null)
        {
            throw new InvalidOperationException($"{name}: {change}\n\n{exception.Message}", exception);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public Task The_loss_curve_is_the_accepted_one(string name)
    {
        var run = SpecCases.Run(name);
        return Verifier.Verify(LossPlot.ToSvg(run), "svg", Settings(ClassName(name), "Loss")).ToTask();
    }

    [Fact]
    public void Every_accepted_file_belongs_to_an_experiment()
    {
        var names = Generated.Value.Keys.Select(SnapshotOf).Concat(global::Experiments.ExperimentCatalog.All.SelectMany(experiment => new[] { $"{ClassName(experiment.Name)}/Trace", $"{ClassName(experiment.Name)}/Loss" }));

        Assert.Empty(UnusedSnapshots.In(Folder, names));
    }

    // CountLetterA.Forward.g.cs is CountLetterA/Forward; the catalog, which has no concern, stands by itself.
    private static string SnapshotOf(string file) => file.Split('.') is [var type, var concern, "g", "cs"] ? $"{type}/{concern}" : file.Split('.')[0];

    private static string ClassName(string name) => SpecCases.Get(name).GetType().Name;

    private static VerifySettings Settings(string className, string concern)
    {
        var settings = new VerifySettings();
        settings.UseDirectory($"{Folder}/{className}");
        settings.UseFileName(concern);
        return settings;
    }
}
