namespace RnnGen.Evaluation;

/// <summary>The mean over all outputs of |prediction - target|.</summary>
public sealed class MeanAbsoluteError : MeanErrorMetric
{
    /// <inheritdoc/>
    public override string Name => "mae";

    /// <inheritdoc/>
    protected override double Cost(double difference) => Math.Abs(difference);
}
