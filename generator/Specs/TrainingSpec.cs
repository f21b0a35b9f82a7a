using RnnGen.Generator.Infrastructure;

namespace RnnGen.Generator.Specs;

/// <summary>How the network is trained.</summary>
/// <param name="IsStream">Whether sequences are counted, which a task or the training set is drawn from, and not epochs.</param>
/// <param name="Length">How many epochs, of a stream how many sequences.</param>
/// <param name="BatchSize">The sequences of an update; null for all.</param>
/// <param name="Shuffle">Whether each epoch has an order of its own.</param>
/// <param name="LogEvery">How many epochs or sequences lie between two lines of the log.</param>
/// <param name="SnapshotLength">How many epochs or sequences the snapshot test trains.</param>
internal sealed record TrainingSpec(
    bool IsStream,
    int Length,
    int? BatchSize,
    bool Shuffle,
    ChoiceSpec Optimizer,
    ChoiceSpec? Clipping,
    ChoiceSpec? Schedule,
    EarlyStoppingSpec? EarlyStopping,
    ValidationSpec? Validation,
    EquatableArray<ParameterTrainingSpec> Parameters,
    ChoiceSpec? Until,
    int LogEvery,
    int SnapshotLength);

internal sealed record EarlyStoppingSpec(int Patience, string MinDelta);

/// <summary>What is kept out of the training set: rows that are drawn, or the last ones.</summary>
internal sealed record ValidationSpec(string Share, bool Shuffle);

/// <summary>How one parameter is trained; of a null rate, at the optimizer's.</summary>
internal sealed record ParameterTrainingSpec(string Parameter, string? LearningRate, bool Frozen);
