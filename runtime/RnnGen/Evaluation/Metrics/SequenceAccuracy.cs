namespace RnnGen.Evaluation;

/// <summary>
/// The share of sequences of which every answer is right: by its largest output, as <see cref="Accuracy"/>, where a target is one of several classes,
/// and by its outputs rounded, as <see cref="BinaryAccuracy"/>, elsewhere.
/// </summary>
public sealed class SequenceAccuracy : RightnessMetric
{
    private static readonly Accuracy OfClasses = new();
    private static readonly BinaryAccuracy OfOutputs = new();

    /// <inheritdoc/>
    public override string Name => "sequence_accuracy";

    /// <inheritdoc/>
    public override bool IsRight(Answer answer) => answer.IsClass ? OfClasses.IsRight(answer) : OfOutputs.IsRight(answer);

    /// <inheritdoc/>
    public override double Measure(Predictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        return (double)RightCount(predictions) / predictions.Sequences.Count;
    }
}
