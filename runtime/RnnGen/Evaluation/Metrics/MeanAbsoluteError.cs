namespace RnnGen.Evaluation;

/// <summary>The mean over all outputs of |prediction - target|.</summary>
public sealed class MeanAbsoluteError : Metric
{
    /// <inheritdoc/>
    public override string Name => "mae";

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
                sum += Math.Abs(prediction[i] - target[i]);
                count++;
            }
        }

        return sum / count;
    }
}
