using RnnGen.Evaluation;
using RnnGen.Initialization;
using RnnGen.Training;

namespace RnnGen;

/// <summary>What a run needs beside the network, and may override.</summary>
public sealed record ExperimentSettings
{
    /// <summary>The seed of the random numbers.</summary>
    public required uint Seed { get; init; }

    /// <summary>Where the initial weights come from: by default from the one stream of <c>RandomState(seed)</c>.</summary>
    public RandomGenerator InitialGenerator { get; init; }

    /// <summary>How a parameter without an initializer of its own starts.</summary>
    public required Initializer DefaultInitializer { get; init; }

    /// <summary>The initializers of single parameters by name.</summary>
    public IReadOnlyDictionary<string, Initializer> Initializers { get; init; } = new Dictionary<string, Initializer>();

    /// <summary>The number of passes over the training set; 0 where <see cref="Sequences"/> are counted instead.</summary>
    public int Epochs { get; init; }

    /// <summary>
    /// The number of sequences drawn from the experiment's task, or without one at random from its training set; 0 where
    /// <see cref="Epochs"/> are counted instead.
    /// </summary>
    public int Sequences { get; init; }

    /// <summary>The sequences of an update; null for the whole training set, of a stream for one.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Whether every epoch goes through the minibatches in an order of its own: a permutation from <c>RandomState([seed, 2])</c>.</summary>
    public bool Shuffle { get; init; }

    /// <summary>How the weights follow the gradient.</summary>
    public required Optimizer Optimizer { get; init; }

    /// <summary>How a gradient is kept from growing too large; null for not at all.</summary>
    public GradientClipping? Clipping { get; init; }

    /// <summary>How the learning rate changes from epoch to epoch, in a stream from update to update.</summary>
    public Schedule Schedule { get; init; } = new ConstantRate();

    /// <summary>When to stop since nothing improves any more; null for never.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>The share of the training set that is kept out of it, see <see cref="ValidationSplit"/>; 0 for none.</summary>
    public double ValidationShare { get; init; }

    /// <summary>Whether the rows that are kept out are drawn; otherwise they are the last ones, which a time series or a text needs.</summary>
    public bool ValidationShuffle { get; init; } = true;

    /// <summary>How single parameters are trained, by name.</summary>
    public IReadOnlyDictionary<string, ParameterTraining> ParameterTrainings { get; init; } = new Dictionary<string, ParameterTraining>();

    /// <summary>When a stream is learnt; null for never.</summary>
    public StopCriterion? Until { get; init; }

    /// <summary>Every how many epochs a line is logged, from epoch 0; in a stream, every how many sequences.</summary>
    public required int LogEvery { get; init; }

    /// <summary>How many epochs the experiment's snapshot test trains.</summary>
    public int SnapshotEpochs { get; init; }

    /// <summary>How many sequences the snapshot test of a stream trains.</summary>
    public int SnapshotSequences { get; init; }

    /// <summary>The metrics that a run tells of the training set and the test set.</summary>
    public IReadOnlyList<Metric> Metrics { get; init; } = [];

    /// <summary>
    /// The settings of the experiment's snapshot test, which logs every tenth of it at least, so that its trace tells where something changed.
    /// </summary>
    public ExperimentSettings ForSnapshot() => this with
    {
        Epochs = SnapshotEpochs,
        Sequences = SnapshotSequences,
        LogEvery = Math.Clamp((SnapshotEpochs + SnapshotSequences) / 10, 1, LogEvery),
    };
}
