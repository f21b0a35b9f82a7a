using RnnGen.Recording;

namespace RnnGen.Training;

/// <summary>A line of the log.</summary>
/// <param name="Epoch">The epoch, from 0; in a stream, the position in <see cref="TrainingRun.Losses"/>.</param>
/// <param name="Loss">The training loss of the epoch, see <see cref="TrainingRun.Losses"/>.</param>
/// <param name="GradientNorm">The Euclidean norm of the gradient of the last update up to here, frozen parameters left out, before clipping.</param>
/// <param name="Sequences">The sequences that have been seen.</param>
public readonly record struct LogPoint(int Epoch, double Loss, double GradientNorm, long Sequences = 0);

/// <summary>Why a training ended.</summary>
public enum TrainingEnd
{
    /// <summary>All epochs, or all sequences of a stream, have passed.</summary>
    Length,

    /// <summary>Nothing improved any more: <see cref="EarlyStopping"/>.</summary>
    EarlyStopping,

    /// <summary>The stream is learnt: <see cref="StopCriterion"/>.</summary>
    Criterion,

    /// <summary>A number was not finite: <see cref="TrainingRun.Divergence"/>.</summary>
    Divergence,
}

/// <summary>A finished training.</summary>
/// <param name="Experiment">What was trained.</param>
/// <param name="Settings">With which settings.</param>
/// <param name="Initial">The parameters at the start.</param>
/// <param name="Final">The parameters at the end; with early stopping those of the best epoch.</param>
/// <param name="InitialLoss">The training loss before the first update; of a stream, that of the first batch.</param>
/// <param name="Losses">
/// The training loss of each epoch: full batch, after its update; of minibatches, the losses before each update, their mean weighted by what each
/// counts, or their sum where the loss is a sum. Of a stream, the mean over each interval of the log in the same way.
/// </param>
/// <param name="Log">The logged epochs, and the last one.</param>
/// <param name="Duration">How long the training took.</param>
public sealed record TrainingRun(
    Experiment Experiment,
    ExperimentSettings Settings,
    ParameterBuffer Initial,
    ParameterBuffer Final,
    double InitialLoss,
    IReadOnlyList<double> Losses,
    IReadOnlyList<LogPoint> Log,
    TimeSpan Duration)
{
    /// <summary>Why the training ended.</summary>
    public TrainingEnd End { get; init; }

    /// <summary>Where a number was not finite, or null. The epoch in which that happened has no loss.</summary>
    public Divergence? Divergence { get; init; }

    /// <summary>
    /// Of a training that diverged, the parameters before the last update, after which a number was not finite; null where none had been
    /// made, and of every other training.
    /// </summary>
    public ParameterBuffer? LastFinite { get; init; }

    /// <summary>The number of updates.</summary>
    public long Updates { get; init; }

    /// <summary>The number of sequences that the updates have seen, each as often as it was seen.</summary>
    public long SequencesSeen { get; init; }

    /// <summary>The loss on the validation set after each epoch; empty without one.</summary>
    public IReadOnlyList<double> ValidationLosses { get; init; } = [];

    /// <summary>
    /// The epoch with the lowest validation loss, or training loss without a validation set, by the measure of early stopping; null in a stream.
    /// </summary>
    public int? BestEpoch { get; init; }

    /// <summary>
    /// What <c>weights.npz</c> has: the final parameters as <see cref="ParameterBuffer.FromArrays"/> reads them, and of a series its normalization as
    /// <see cref="Data.Normalization.FromArrays"/> does.
    /// </summary>
    public IEnumerable<NamedArray> ToArrays() => ToArrays(Final);

    /// <summary>What a file of weights has: some parameters of the training, and of a series its normalization.</summary>
    /// <param name="parameters">The parameters, <see cref="LastFinite"/> for instance.</param>
    public IEnumerable<NamedArray> ToArrays(ParameterBuffer parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return [.. parameters.ToArrays(), .. Experiment.Normalization?.ToArrays() ?? []];
    }
}
