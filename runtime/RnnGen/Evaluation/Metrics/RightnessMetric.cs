namespace RnnGen.Evaluation;

/// <summary>A metric that calls each answer right or wrong: the share of the right ones.</summary>
public abstract class RightnessMetric : Metric
{
    /// <summary>Whether an answer is right.</summary>
    public abstract bool IsRight(Answer answer);

    /// <summary>Whether every answer of a sequence is right.</summary>
    public virtual bool IsRight(Predictions predictions, int sequence)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        return predictions.AnswersOf(sequence).All(IsRight);
    }

    /// <summary>How many sequences have only right answers.</summary>
    public int RightCount(Predictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        return Enumerable.Range(0, predictions.Sequences.Count).Count(sequence => IsRight(predictions, sequence));
    }

    /// <inheritdoc/>
    public override double Measure(Predictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        var (right, all) = (0, 0);
        foreach (var answer in predictions.Answers)
        {
            right += IsRight(answer) ? 1 : 0;
            all++;
        }

        return (double)right / all;
    }
}
