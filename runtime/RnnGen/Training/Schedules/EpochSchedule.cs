namespace RnnGen.Training;

/// <summary>A schedule that is a function of the epoch, whatever the losses.</summary>
public abstract class EpochSchedule : Schedule
{
    /// <summary>The learning rate of an epoch's updates.</summary>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="learningRate">The learning rate of the optimizer.</param>
    public abstract double RateAt(int epoch, double learningRate);

    /// <inheritdoc/>
    public sealed override ScheduleState Start(double learningRate) => new State(this, learningRate);

    private sealed class State(EpochSchedule schedule, double learningRate) : ScheduleState
    {
        public override double RateAt(int epoch) => schedule.RateAt(epoch, learningRate);
    }
}
