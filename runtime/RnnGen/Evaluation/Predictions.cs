using RnnGen.Data;
using RnnGen.Numerics;

namespace RnnGen.Evaluation;

/// <summary>What a network predicts for some sequences, beside what it should.</summary>
public sealed class Predictions
{
    private readonly double[] _values;
    private readonly int _outputSize;

    private Predictions(IReadOnlyList<Sequence> sequences, double[] values, int outputSize)
    {
        Sequences = sequences;
        _values = values;
        _outputSize = outputSize;
    }

    /// <summary>The sequences.</summary>
    public IReadOnlyList<Sequence> Sequences { get; }

    /// <summary>All predictions: [sequences, outputs], row-major.</summary>
    public IReadOnlyList<double> Values => _values;

    /// <summary>The prediction of one sequence: [outputs].</summary>
    public ReadOnlySpan<double> this[int sequence] => _values.AsSpan(sequence * _outputSize, _outputSize);

    /// <summary>Whether every output of a sequence, rounded to the nearer of 0 and 1 as <c>y_hat.round(0)</c>, equals its target.</summary>
    public bool IsRight(int sequence)
    {
        var prediction = this[sequence];
        for (var i = 0; i < prediction.Length; i++)
        {
            if (Math.Round(prediction[i], MidpointRounding.ToEven) != Sequences[sequence].Target[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>How many sequences are right.</summary>
    public int RightCount => Enumerable.Range(0, Sequences.Count).Count(IsRight);

    /// <summary>The share of outputs that, rounded to 0 or 1, equal their target: the metric <c>binary_accuracy</c>.</summary>
    public double BinaryAccuracy
    {
        get
        {
            var right = 0;
            for (var i = 0; i < _values.Length; i++)
            {
                var (sequence, output) = Math.DivRem(i, _outputSize);
                right += Math.Round(_values[i], MidpointRounding.ToEven) == Sequences[sequence].Target[output] ? 1 : 0;
            }

            return (double)right / _values.Length;
        }
    }

    /// <summary>Predicts.</summary>
    /// <param name="experiment">The network.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="sequences">The sequences, possibly none.</param>
    /// <param name="width">The register width; no bit depends on it.</param>
    public static Predictions Of(Experiment experiment, ParameterBuffer parameters, IReadOnlyList<Sequence> sequences, LaneWidth? width = null)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(sequences);
        var outputs = experiment.OutputSize * (experiment.AnswersAtEveryStep ? experiment.SequenceLength : 1);
        var values = new double[sequences.Count * outputs];
        if (sequences.Count > 0)
        {
            using var evaluator = Evaluator.Create(experiment, sequences, width);
            evaluator.Predict(parameters.Values, values);
        }

        return new Predictions(sequences, values, outputs);
    }
}
