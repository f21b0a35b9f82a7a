namespace RnnGen.Training;

/// <summary>
/// The learning rate falls by a factor when the loss has stopped falling: <c>torch.optim.lr_scheduler.ReduceLROnPlateau</c> in its mode
/// <c>min</c>.
/// <code>
/// if loss &lt; best * (1 - threshold): best = loss, bad = 0          else: bad = bad + 1
/// if cooling > 0: cooling = cooling - 1, bad = 0
/// if bad > patience: cooling = cooldown, bad = 0, and
///     new = max(lr * factor, min_lr); if lr - new > eps: lr = new
/// </code>
/// after every epoch, from <c>best = infinity</c>. A loss that is not a number is no improvement.
/// Source:
/// <see href="https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.ReduceLROnPlateau.html">ReduceLROnPlateau</see>.
/// <para>
/// Keras' callback of that name reduces already at <c>bad >= patience</c>, an epoch earlier, and compares with <c>best - min_delta</c>.
/// </para>
/// </summary>
/// <param name="factor">The factor; at least 0 and below 1.</param>
/// <param name="patience">How many epochs without an improvement are let pass: the next one reduces.</param>
/// <param name="threshold">How large an improvement has to be; at least 0.</param>
/// <param name="thresholdMode">Whether the threshold is a share of the best loss, or a difference to it.</param>
/// <param name="cooldown">For how many epochs after a reduction none is counted.</param>
/// <param name="minLr">The learning rate's lower bound; at least 0.</param>
/// <param name="eps">A reduction by this or less is left out; at least 0.</param>
public sealed class ReduceOnPlateau(
    double factor = 0.1,
    int patience = 10,
    double threshold = 1e-4,
    PlateauThreshold thresholdMode = PlateauThreshold.Relative,
    int cooldown = 0,
    double minLr = 0,
    double eps = 1e-8)
    : Schedule
{
    /// <summary>The factor.</summary>
    public double Factor { get; } = ArgumentRange.FromZeroToBelowOne(factor);

    /// <summary>How many epochs without an improvement are let pass.</summary>
    public int Patience { get; } = ArgumentRange.NotNegative(patience);

    /// <summary>How large an improvement has to be.</summary>
    public double Threshold { get; } = ArgumentRange.NotNegative(threshold);

    /// <summary>Whether the threshold is a share of the best loss, or a difference to it.</summary>
    public PlateauThreshold ThresholdMode { get; } = thresholdMode is PlateauThreshold.Relative or PlateauThreshold.Absolute
        ? thresholdMode
        : throw new ArgumentOutOfRangeException(nameof(thresholdMode), thresholdMode, "It has to be one of the two modes.");

    /// <summary>For how many epochs after a reduction none is counted.</summary>
    public int Cooldown { get; } = ArgumentRange.NotNegative(cooldown);

    /// <summary>The learning rate's lower bound.</summary>
    public double MinLr { get; } = ArgumentRange.NotNegative(minLr);

    /// <summary>A reduction by this or less is left out.</summary>
    public double Eps { get; } = ArgumentRange.NotNegative(eps);

    /// <inheritdoc/>
    public override ScheduleState Start(double learningRate) => new ReduceOnPlateauState(this, learningRate);
}
