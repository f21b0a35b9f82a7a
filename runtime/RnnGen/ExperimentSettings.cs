using RnnGen.Evaluation;
using RnnGen.Initialization;
using RnnGen.Training;

namespace RnnGen;

/// <summary>What a run needs beside the network, and may override.</summary>
public sealed record ExperimentSettings
{
    /// <summary>The seed of the random numbers: the initial weights are drawn from <c>RandomState(seed)</c>.</summary>
    public required uint Seed { get; init; }

    /// <summary>How a parameter without an initializer of its own starts.</summary>
    public required Initializer DefaultInitializer { get; init; }

    /// <summary>The initializers of single parameters by name.</summary>
    public IReadOnlyDictionary<string, Initializer> Initializers { get; init; } = new Dictionary<string, Initializer>();

    /// <summary>The number of passes over the training set, one update each.</summary>
    public required int Epochs { get; init; }

    /// <summary>How the weights follow the gradient.</summary>
    public required Optimizer Optimizer { get; init; }

    /// <summary>Every how many epochs a line is logged, from epoch 0.</summary>
    public required int LogEvery { get; init; }

    /// <summary>How many epochs the experiment's snapshot test trains.</summary>
    public required int SnapshotEpochs { get; init; }

    /// <summary>The metrics that a run tells of the training set and the test set.</summary>
    public IReadOnlyList<Metric> Metrics { get; init; } = [];
}
