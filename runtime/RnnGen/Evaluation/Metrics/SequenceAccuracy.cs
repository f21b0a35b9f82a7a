namespace RnnGen.Evaluation;

/// <summary>
/// The share of sequences of which every answer is right: by its largest output, as <see cref="Accuracy"/>, where a target is one of several classes,
/// and by its outputs rounded, as <see cref="BinaryAccuracy"/>, elsewhere.
/// </summary>
/// <param name="hasClassTargets">Whether a target is one of several classes.</param>
public sealed class SequenceAccuracy(bool hasClassTargets) : RightnessMetric
{
    private readonly RightnessMetric _ofAnswer = hasClassTargets ? new Accuracy() : new BinaryAccuracy();

    /// <inheritdoc/>
    public override string Name => "sequence_accuracy";

    /// <inheritdoc/>
    public override bool IsRight(Answer answer) => _ofAnswer.IsRight(answer);

    /// <inheritdoc/>
    public override double Measure(Predictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        return (double)RightCount(predictions) / predictions.Sequences.Count;
    }
}
