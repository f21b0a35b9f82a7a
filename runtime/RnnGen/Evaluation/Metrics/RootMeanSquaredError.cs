namespace RnnGen.Evaluation;

/// <summary>The root of the mean over all outputs of (prediction - target)^2.</summary>
public sealed class RootMeanSquaredError : MeanErrorMetric
{
    /// <inheritdoc/>
    public override string Name => "rmse";

    /// <inheritdoc/>
    public override bool HasUnits => true;

    /// <inheritdoc/>
    protected override double Cost(double difference) => difference * difference;

    /// <inheritdoc/>
    protected override double OfMean(double mean) => Math.Sqrt(mean);
}
