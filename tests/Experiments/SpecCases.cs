using System.Collections.Concurrent;
using RnnGen.Generator.Specs;
using RnnGen.Numerics;
using RnnGen.SpecTests.Snapshots;
using RnnGen.Testing;
using RnnGen.Training;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>The specs that every differential test runs over: the repository's experiments, and those in <c>Specs</c> beside this file.</summary>
public static class SpecCases
{
    private static readonly ConcurrentDictionary<string, Lazy<TrainingRun>> Runs = new();

    private static readonly ConcurrentDictionary<string, Lazy<Experiment>> Looped = new();

    private static readonly ConcurrentDictionary<string, Lazy<Experiment>> UnitLoops = new();

    private static readonly SpecText[] TestSpecs =
        [.. Directory.EnumerateFiles(Path.Combine(SourceFolder.Path, "Specs"), "*.yaml").Order(StringComparer.Ordinal).Select(path => new SpecText(path, File.ReadAllText(path)))];

    private static readonly Lazy<IReadOnlyDictionary<string, Experiment>> Compiled = new(() => CompiledSpecs.Load(TestSpecs));

    /// <summary>The names of the repository's experiments.</summary>
    public static TheoryData<string> ExperimentNames { get; } = [.. global::Experiments.ExperimentCatalog.All.Select(experiment => experiment.Name)];

    /// <summary>The names of all cases.</summary>
    public static TheoryData<string> Names { get; } = [.. global::Experiments.ExperimentCatalog.All.Select(experiment => experiment.Name).Concat(TestSpecs.Select(NameOf))];

    /// <summary>The experiment: the repository's as the experiments project compiles them, the others compiled here.</summary>
    public static Experiment Get(string name) =>
        global::Experiments.ExperimentCatalog.All.SingleOrDefault(experiment => experiment.Name == name) ?? Compiled.Value[name];

    /// <summary>The same experiment with its steps as a loop.</summary>
    public static Experiment GetLooped(string name) => Looped.GetOrAdd(name, key => new(() => CompiledSpecs.Load([.. Cells, With(key, "form", "looped")])[key])).Value;

    /// <summary>The same experiment with its units as loops.</summary>
    public static Experiment GetUnitLoops(string name) => UnitLoops.GetOrAdd(name, key => new(() => CompiledSpecs.Load([.. Cells, With(key, "units", "looped")])[key])).Value;

    /// <summary>The experiment trained as far as its snapshot shows.</summary>
    public static TrainingRun Run(string name) => Runs.GetOrAdd(name, key => new(() => Train(Get(key)))).Value;

    /// <summary>Trains as far as the snapshot shows.</summary>
    public static TrainingRun Train(Experiment experiment, LaneWidth? width = null) =>
        Trainer.Train(experiment, experiment.Settings.ForSnapshot(), width);

    /// <summary>The spec's text.</summary>
    public static SpecText Text(string name) => TestSpecs.Concat(RepositorySpecs.All).Single(spec => NameOf(spec) == name);

    /// <summary>The spec as the generator reads it.</summary>
    internal static ExperimentSpec Read(string name) => SpecFile.Read(name + ".yaml", Text(name).Text).Experiment!;

    /// <summary>The repository's cell files.</summary>
    internal static IReadOnlyDictionary<string, CellSpec> CellFiles { get; } =
        RepositorySpecs.All.Select(file => SpecFile.Read(file.Path, file.Text)).Where(file => file.IsCell).ToDictionary(file => file.FileName, file => file.Cell!);

    /// <summary>The repository's cell files as the compiler reads them, without which a spec that names one cannot be compiled.</summary>
    public static IEnumerable<SpecText> Cells => RepositorySpecs.All.Where(file => CellFiles.ContainsKey(Path.GetFileName(file.Path)));

    private static string NameOf(SpecText spec) => Path.GetFileNameWithoutExtension(spec.Path);

    private static SpecText With(string name, string setting, string value)
    {
        var file = Text(name);
        var lines = file.Text.Split('\n').Where(line => !line.TrimStart().StartsWith(setting + ":", StringComparison.Ordinal)).ToList();
        lines.Insert(lines.FindIndex(line => line.TrimEnd() == "model:") + 1, $"  {setting}: {value}");
        return new SpecText(file.Path, string.Join('\n', lines));
    }
}
