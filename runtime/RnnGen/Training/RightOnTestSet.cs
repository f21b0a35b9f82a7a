using RnnGen.Data;
using RnnGen.Evaluation;

namespace RnnGen.Training;

/// <summary>
/// A stream is learnt when the weights, kept as they are, have the test set right: all of its sequences or all but a few, and, on request, with a
/// small mean absolute error and the training set as well.
/// <para>
/// This is how Hochreiter and Schmidhuber 1997 ended their tasks 1 and 3: none of 256 test sequences wrong, in task 1 and
/// none of 256 training sequences.
/// </para>
/// </summary>
/// <param name="metric">What is right; at every step of a sequence that has an answer there.</param>
/// <param name="every">The set judges, or both do, every so many sequences.</param>
/// <param name="misses">How many of the judging sequences may be wrong.</param>
/// <param name="meanError">What the mean of all absolute errors of the judging sequences is below; null for no such bound.</param>
/// <param name="sequences">How many of the test set judge, from its first on; null for all.</param>
/// <param name="trainingSet">Whether the training set judges, too.</param>
public sealed class RightOnTestSet(
    RightnessMetric metric,
    int every,
    int misses = 0,
    double? meanError = null,
    int? sequences = null,
    bool trainingSet = false)
    : StopCriterion
{
    // What is judged at once: a set that is far from right is left after the first.
    private const int ChunkSize = 128;

    /// <summary>What is right.</summary>
    public RightnessMetric Metric { get; } = metric ?? throw new ArgumentNullException(nameof(metric));

    /// <summary>Every how many sequences the test set judges.</summary>
    public int Every { get; } = ArgumentRange.Positive(every);

    /// <summary>How many of the judging sequences may be wrong.</summary>
    public int Misses { get; } = ArgumentRange.NotNegative(misses);

    /// <summary>What the mean error is below.</summary>
    public double? MeanError { get; } = meanError is { } bound ? ArgumentRange.Positive(bound, nameof(meanError)) : null;

    /// <summary>How many of the test set judge.</summary>
    public int? Sequences { get; } = sequences is { } count ? ArgumentRange.Positive(count, nameof(sequences)) : null;

    /// <summary>Whether the training set judges, too.</summary>
    public bool TrainingSet { get; } = trainingSet;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The experiment has no test set, or a smaller one, or no training set that could judge.</exception>
    public override StopCriterionState Start(Experiment experiment, ParameterBuffer parameters)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(parameters);
        if (TrainingSet && experiment.Train.Count == 0)
        {
            throw new ArgumentException("A stream has no training set that could judge.", nameof(experiment));
        }

        return experiment.Test.Count >= (Sequences ?? 1)
            ? new State(this, experiment, parameters)
            : throw new ArgumentException(
                $"A test set of {experiment.Test.Count} sequences cannot judge: expected {Sequences ?? 1} or more.", nameof(experiment));
    }

    private sealed class State(RightOnTestSet criterion, Experiment experiment, ParameterBuffer parameters) : StopCriterionState
    {
        private readonly Sequence[][] _chunks =
            [.. experiment.Test.Take(criterion.Sequences ?? int.MaxValue).Concat(criterion.TrainingSet ? experiment.Train : []).Chunk(ChunkSize)];

        private long _seen;
        private bool _isLearnt;

        public override bool Observe(Sequence sequence, ReadOnlySpan<double> predictions)
        {
            _seen++;
            return _isLearnt |= _seen % criterion.Every == 0 && IsRight();
        }

        private bool IsRight()
        {
            var (misses, errors, outputs) = (0, 0.0, 0);
            foreach (var chunk in _chunks)
            {
                var predictions = Predictions.Of(experiment, parameters, chunk);
                misses += chunk.Length - criterion.Metric.RightCount(predictions);
                if (misses > criterion.Misses)
                {
                    return false;
                }

                foreach (var answer in predictions.Answers)
                {
                    for (var i = 0; i < answer.Target.Length; i++)
                    {
                        errors += Math.Abs(answer.Prediction.Span[i] - answer.Target.Span[i]);
                    }

                    outputs += answer.Target.Length;
                }
            }

            return criterion.MeanError is not { } bound || errors / outputs < bound;
        }
    }
}
