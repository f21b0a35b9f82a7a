namespace RnnGen.Evaluation;

/// <summary>A metric from the mean over all outputs of what each difference costs.</summary>
public abstract class MeanErrorMetric : Metric
{
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
                sum += Cost(prediction[i] - target[i]);
                count++;
            }
        }

        return OfMean(sum / count);
    }

    /// <summary>What a difference of prediction and target costs.</summary>
    protected abstract double Cost(double difference);

    /// <summary>The metric of the mean cost.</summary>
    protected virtual double OfMean(double mean) => mean;
}
