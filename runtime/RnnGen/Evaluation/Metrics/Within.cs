namespace RnnGen.Evaluation;

/// <summary>The share of answers whose outputs all differ from their targets by less than a tolerance: how Hochreiter and Schmidhuber 1997 count.</summary>
/// <param name="tolerance">The tolerance, which is itself too much.</param>
public sealed class Within(double tolerance) : RightnessMetric
{
    /// <inheritdoc/>
    public override string Name => "within";

    /// <summary>The tolerance.</summary>
    public double Tolerance { get; } = tolerance;

    /// <inheritdoc/>
    public override bool IsRight(Answer answer)
    {
        var prediction = answer.Prediction.Span;
        var target = answer.Target.Span;
        for (var i = 0; i < target.Length; i++)
        {
            // Also false for what is not a number.
            if (!(Math.Abs(prediction[i] - target[i]) < Tolerance))
            {
                return false;
            }
        }

        return true;
    }
}
