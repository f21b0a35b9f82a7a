namespace RnnGen.Evaluation;

/// <summary>The root of the mean over all outputs of (prediction - target)^2.</summary>
public sealed class RootMeanSquaredError : Metric
{
    /// <inheritdoc/>
    public override string Name => "rmse";

    /// <inheritdoc/>
    public override double Measure(Predictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        var (sum, count) = (0.0, 0);
        foreach (var answer in predictions.Answers)
        {
            var prediction = answer.Prediction.Span;
            var target = answer.Target.Span;
            for (var i = 0; i < target.Length; i++)
            {
                sum += (prediction[i] - target[i]) * (prediction[i] - target[i]);
                count++;
            }
        }

        return Math.Sqrt(sum / count);
    }
}
