namespace RnnGen.Evaluation;

/// <summary>
/// The coefficient of determination, <c>1 - sum((y - y_hat)^2) / sum((y - mean(y))^2)</c> with the mean of each output: scikit-learn's <c>r2_score</c> for one
/// output, and for several with <c>multioutput='variance_weighted'</c>. Not a number where no target varies.
/// </summary>
public sealed class RSquared : Metric
{
    /// <inheritdoc/>
    public override string Name => "r2";

    /// <inheritdoc/>
    public override double Measure(Predictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        var answers = predictions.Answers.ToArray();
        var means = answers.FirstOrDefault().Target.ToArray();

        // From the first target on, so that the mean of targets that do not vary is exact.
        foreach (var answer in answers)
        {
            for (var i = 0; i < means.Length; i++)
            {
                means[i] += (answer.Target.Span[i] - answers[0].Target.Span[i]) / answers.Length;
            }
        }

        var (residual, total) = (0.0, 0.0);
        foreach (var answer in answers)
        {
            var prediction = answer.Prediction.Span;
            var target = answer.Target.Span;
            for (var i = 0; i < means.Length; i++)
            {
                residual += (target[i] - prediction[i]) * (target[i] - prediction[i]);
                total += (target[i] - means[i]) * (target[i] - means[i]);
            }
        }

        return total == 0 ? double.NaN : 1 - (residual / total);
    }
}
