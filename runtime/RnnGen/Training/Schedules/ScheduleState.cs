namespace RnnGen.Training;

/// <summary>
/// A schedule during one training. For each epoch in turn the trainer asks for its rate, makes its updates, and shows its loss.
/// </summary>
public abstract class ScheduleState
{
    /// <summary>The learning rate of an epoch's updates.</summary>
    /// <param name="epoch">The epoch, from 0.</param>
    public abstract double RateAt(int epoch);

    /// <summary>
    /// Shows the loss after an epoch, or whatever else should fall: a validation loss, an error rate. Most schedules do not care.
    /// </summary>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="loss">What should fall.</param>
    public virtual void Observe(int epoch, double loss)
    {
    }
}
