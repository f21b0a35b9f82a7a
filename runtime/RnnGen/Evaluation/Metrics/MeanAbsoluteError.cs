namespace RnnGen.Evaluation;

/// <summary>The mean over all outputs of |prediction - target|.</summary>
public sealed class MeanAbsoluteError : MeanErrorMetric
{
    /// <inheritdoc/>
    public override string Name => "mae";

    /// <inheritdoc/>
    public override bool HasUnits => true;

    /// <inheritdoc/>
    protected override double Cost(double difference) => Math.Abs(difference);
}
