using System.Collections.Concurrent;
using RnnGen.Generator.Specs;
using RnnGen.Testing;
using RnnGen.Training;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>The experiments of the repository as test cases, each compiled, read and trained once.</summary>
public static class Specs
{
    private static readonly ConcurrentDictionary<string, Lazy<TrainingRun>> Runs = new();

    private static readonly ConcurrentDictionary<string, Lazy<Experiment>> Looped = new();

    /// <summary>Every experiment's name.</summary>
    public static TheoryData<string> Names { get; } = [.. global::Experiments.ExperimentCatalog.All.Select(experiment => experiment.Name)];

    /// <summary>The experiment as the experiments project compiles it.</summary>
    public static Experiment Get(string name) => global::Experiments.ExperimentCatalog.All.Single(experiment => experiment.Name == name);

    /// <summary>The same experiment, compiled here with its steps as a loop.</summary>
    public static Experiment GetLooped(string name) => Looped.GetOrAdd(name, key => new(() => CompiledSpecs.Load([.. CellsAnd(WithForm(key, "looped"))])[key])).Value;

    /// <summary>The experiment trained as far as its snapshot shows.</summary>
    public static TrainingRun Run(string name) => Runs.GetOrAdd(name, key => new(() => Train(Get(key)))).Value;

    /// <summary>Trains as far as the snapshot shows.</summary>
    public static TrainingRun Train(Experiment experiment, Numerics.LaneWidth? width = null) =>
        Trainer.Train(experiment, experiment.Settings with { Epochs = experiment.Settings.SnapshotEpochs }, width);

    /// <summary>The experiment's spec.</summary>
    internal static ExperimentSpec Read(string name)
    {
        var file = RepositorySpecs.Get(name);
        return SpecFile.Read(file.Path, file.Text).Experiment!;
    }

    /// <summary>A spec with its cell files.</summary>
    public static IEnumerable<SpecText> CellsAnd(SpecText spec) => RepositorySpecs.All.Where(file => SpecFile.Read(file.Path, file.Text).IsCell).Append(spec);

    /// <summary>A spec with another form.</summary>
    public static SpecText WithForm(string name, string form)
    {
        var file = RepositorySpecs.Get(name);
        var lines = file.Text.Split('\n').Where(line => !line.TrimStart().StartsWith("form:", StringComparison.Ordinal)).ToList();
        lines.Insert(lines.FindIndex(line => line.TrimEnd() == "model:") + 1, $"  form: {form}");
        return new SpecText(file.Path, string.Join('\n', lines));
    }
}
