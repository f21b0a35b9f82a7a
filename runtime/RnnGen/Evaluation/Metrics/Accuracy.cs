namespace RnnGen.Evaluation;

/// <summary>The share of answers whose largest output is that of the target; of equal outputs the first counts, as for <c>np.argmax</c>.</summary>
public sealed class Accuracy : RightnessMetric
{
    /// <inheritdoc/>
    public override string Name => "accuracy";

    /// <inheritdoc/>
    public override bool IsRight(Answer answer) => IndexOfLargest(answer.Prediction.Span) == IndexOfLargest(answer.Target.Span);

    internal static int IndexOfLargest(ReadOnlySpan<double> values)
    {
        var largest = 0;
        for (var i = 1; i < values.Length; i++)
        {
            largest = values[i] > values[largest] ? i : largest;
        }

        return largest;
    }
}
