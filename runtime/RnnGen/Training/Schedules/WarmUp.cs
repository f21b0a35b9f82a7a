namespace RnnGen.Training;

/// <summary>
/// The learning rate rises linearly for some epochs; then another schedule begins, at its own epoch 0: PyTorch's <c>SequentialLR</c> of
/// <c>LinearLR</c> and the other.
/// <code>
/// lr * (start_factor + (1 - start_factor) * epoch / epochs)          while epoch is less than epochs
/// then.RateAt(epoch - epochs)                                        from then on
/// </code>
/// Source: <see href="https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.LinearLR.html">LinearLR</see>, whose
/// <c>total_iters</c> is epochs and whose <c>end_factor</c> is 1, and
/// <see href="https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.SequentialLR.html">SequentialLR</see>, whose
/// milestone is epochs. Losses during the rise are not shown to the other schedule.
/// </summary>
/// <param name="epochs">How many epochs the rise takes: the first is at the start factor, and the first after them at the full rate; at
/// least 1.</param>
/// <param name="then">What comes after; by default the rate stays.</param>
/// <param name="startFactor">The share of the learning rate in epoch 0; greater than 0 and at most 1.</param>
public sealed class WarmUp(int epochs, Schedule? then = null, double startFactor = 1.0 / 3) : Schedule
{
    /// <summary>How many epochs the rise takes.</summary>
    public int Epochs { get; } = ArgumentRange.Positive(epochs);

    /// <summary>What comes after.</summary>
    public Schedule Then { get; } = then ?? new ConstantRate();

    /// <summary>The share of the learning rate in epoch 0.</summary>
    public double StartFactor { get; } = ArgumentRange.FromAboveZeroToOne(startFactor);

    /// <inheritdoc/>
    public override ScheduleState Start(double learningRate) => new State(this, learningRate);

    private sealed class State(WarmUp schedule, double learningRate) : ScheduleState
    {
        private readonly ScheduleState _then = schedule.Then.Start(learningRate);

        public override double RateAt(int epoch)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(epoch);
            return epoch < schedule.Epochs
                ? learningRate * (schedule.StartFactor + ((1 - schedule.StartFactor) * epoch / schedule.Epochs))
                : _then.RateAt(epoch - schedule.Epochs);
        }

        public override void Observe(int epoch, double loss)
        {
            if (epoch >= schedule.Epochs)
            {
                _then.Observe(epoch - schedule.Epochs, loss);
            }
        }
    }
}
