using RnnGen.Numerics;

namespace RnnGen.Evaluation;

/// <summary>
/// <c>exp(-mean(log p))</c> over the probabilities p that the network gives to the classes which are right: how many classes it hesitates between.
/// Infinity where a probability is zero.
/// </summary>
public sealed class Perplexity : Metric
{
    /// <inheritdoc/>
    public override string Name => "perplexity";

    /// <inheritdoc/>
    public override double Measure(Predictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        var (sum, count) = (0.0, 0);
        foreach (var answer in predictions.Answers)
        {
            sum -= Elementary.Log(answer.Prediction.Span[Accuracy.IndexOfLargest(answer.Target.Span)]);
            count++;
        }

        return Elementary.Exp(sum / count);
    }
}
