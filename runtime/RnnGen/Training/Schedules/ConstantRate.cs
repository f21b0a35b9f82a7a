namespace RnnGen.Training;

/// <summary>The learning rate stays.</summary>
public sealed class ConstantRate : EpochSchedule
{
    /// <inheritdoc/>
    public override double RateAt(int epoch, double learningRate) => learningRate;
}
