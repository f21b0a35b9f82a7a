namespace RnnGen.Evaluation;

/// <summary>
/// The share of outputs that, rounded to the nearer of 0 and 1 as <c>y_hat.round(0)</c>, equal their target. An answer
/// is right if all its outputs are.
/// </summary>
public sealed class BinaryAccuracy : RightnessMetric
{
    /// <inheritdoc/>
    public override string Name => "binary_accuracy";

    /// <inheritdoc/>
    public override bool IsRight(Answer answer) => RightOutputs(answer) == answer.Target.Length;

    /// <inheritdoc/>
    public override double Measure(Predictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        var (right, all) = (0, 0);
        foreach (var answer in predictions.Answers)
        {
            right += RightOutputs(answer);
            all += answer.Target.Length;
        }

        return (double)right / all;
    }

    private static int RightOutputs(Answer answer)
    {
        var prediction = answer.Prediction.Span;
        var target = answer.Target.Span;
        var right = 0;
        for (var i = 0; i < target.Length; i++)
        {
            right += Math.Round(prediction[i], MidpointRounding.ToEven) == target[i] ? 1 : 0;
        }

        return right;
    }
}
