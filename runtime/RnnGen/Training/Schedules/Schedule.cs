namespace RnnGen.Training;

/// <summary>
/// How the learning rate changes from epoch to epoch: an immutable description, which <see cref="Start"/> turns into the state of one
/// training.
/// <para>
/// The schedules are those of <c>torch.optim.lr_scheduler</c>, with a call of <c>scheduler.step()</c> after every epoch. PyTorch computes
/// most of them by recursion from the last rate; here they are computed from the epoch alone, by the closed forms that PyTorch's
/// documentation gives: the same up to rounding, and no rounding adds up.
/// </para>
/// </summary>
public abstract class Schedule
{
    /// <summary>Makes the state of one training.</summary>
    /// <param name="learningRate">The learning rate of the optimizer, which the schedule changes.</param>
    public abstract ScheduleState Start(double learningRate);
}
