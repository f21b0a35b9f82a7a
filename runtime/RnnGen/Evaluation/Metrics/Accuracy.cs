namespace RnnGen.Evaluation;

/// <summary>
/// The share of answers whose largest output is that of the target; of equal outputs the first counts, as for <c>np.argmax</c>. An answer
/// that is not a number is wrong.
/// </summary>
public sealed class Accuracy : RightnessMetric
{
    /// <inheritdoc/>
    public override string Name => "accuracy";

    /// <inheritdoc/>
    public override bool IsRight(Answer answer) => IndexOfLargest(answer.Prediction.Span) == IndexOfLargest(answer.Target.Span);

    /// <summary>The index of the largest value, of equal ones the first; -1 where one is not a number.</summary>
    internal static int IndexOfLargest(ReadOnlySpan<double> values)
    {
        var largest = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsNaN(values[i]))
            {
                return -1;
            }

            largest = values[i] > values[largest] ? i : largest;
        }

        return largest;
    }
}
