using RnnGen.Data;

namespace RnnGen.Training;

/// <summary>
/// A stream is learnt when all outputs of all of the last sequences, or of all but a few, were within a tolerance of their targets, and, on request,
/// their mean absolute error was below a bound. Steps of weight 0 have no target. What counts is the prediction before the update on that sequence.
/// <para>This is how Hochreiter and Schmidhuber 1997 ended their experiments: 2000 sequences in a row, each with an error below 0.04.</para>
/// </summary>
/// <param name="tolerance">The largest absolute error of an output; greater than 0, and reached by none.</param>
/// <param name="window">How many sequences in a row; at least 1.</param>
/// <param name="meanError">What the mean of all absolute errors of these sequences is below; null for no such bound.</param>
/// <param name="misses">How many of these sequences may have an error of the tolerance or more.</param>
public sealed class WithinTolerance(double tolerance, int window, double? meanError = null, int misses = 0) : StopCriterion
{
    /// <summary>The largest absolute error of an output.</summary>
    public double Tolerance { get; } = ArgumentRange.Positive(tolerance);

    /// <summary>How many sequences in a row.</summary>
    public int Window { get; } = ArgumentRange.Positive(window);

    /// <summary>What the mean error is below.</summary>
    public double? MeanError { get; } = meanError is { } bound ? ArgumentRange.Positive(bound, nameof(meanError)) : null;

    /// <summary>How many of these sequences may be off by the tolerance or more.</summary>
    public int Misses { get; } = ArgumentRange.NotNegative(misses);

    /// <inheritdoc/>
    public override StopCriterionState Start(Experiment experiment, ParameterBuffer parameters) => Start();

    /// <summary>Makes the state of one training: of whatever experiment, since predictions are all it sees.</summary>
    public StopCriterionState Start() => new State(this);

    private sealed class State(WithinTolerance criterion) : StopCriterionState
    {
        private readonly double[] _errors = new double[criterion.Window];
        private readonly int[] _counts = new int[criterion.Window];
        private readonly bool[] _isMiss = new bool[criterion.Window];
        private int _next;
        private long _seen;
        private int _misses;

        public override bool Observe(Sequence sequence, ReadOnlySpan<double> predictions)
        {
            ArgumentNullException.ThrowIfNull(sequence);
            var (sum, count, isWithin) = (0.0, 0, true);
            var outputsAStep = sequence.Weights is { Count: > 0 } weights ? sequence.Target.Count / weights.Count : sequence.Target.Count;
            for (var i = 0; i < sequence.Target.Count; i++)
            {
                if (sequence.Weights is null || sequence.Weights[i / outputsAStep] != 0)
                {
                    var error = Math.Abs(predictions[i] - sequence.Target[i]);
                    sum += error;
                    count++;
                    isWithin &= error < criterion.Tolerance;
                }
            }

            _misses += (isWithin ? 0 : 1) - (_isMiss[_next] ? 1 : 0);
            (_errors[_next], _counts[_next], _isMiss[_next]) = (sum, count, !isWithin);
            _next = (_next + 1) % criterion.Window;
            _seen++;
            return _seen >= criterion.Window && _misses <= criterion.Misses && (criterion.MeanError is not { } bound || Mean() < bound);
        }

        // Added up anew, so that no rounding error stays behind.
        private double Mean()
        {
            var (sum, count) = (0.0, 0L);
            for (var i = 0; i < _errors.Length; i++)
            {
                sum += _errors[i];
                count += _counts[i];
            }

            return sum / count;
        }
    }
}
