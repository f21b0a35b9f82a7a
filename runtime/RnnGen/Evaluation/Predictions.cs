using RnnGen.Data;
using RnnGen.Numerics;

namespace RnnGen.Evaluation;

/// <summary>What a network predicts for some sequences, beside what it should.</summary>
public sealed class Predictions
{
    private readonly Experiment _experiment;
    private readonly double[] _values;
    private readonly int _valuesPerSequence;

    private Predictions(Experiment experiment, IReadOnlyList<Sequence> sequences, double[] values, int valuesPerSequence)
    {
        _experiment = experiment;
        Sequences = sequences;
        _values = values;
        _valuesPerSequence = valuesPerSequence;
    }

    /// <summary>The sequences.</summary>
    public IReadOnlyList<Sequence> Sequences { get; }

    /// <summary>
    /// All predictions: [sequences, outputs], or [sequences, steps, outputs] where the network answers at every step, row-major, with zeros behind a
    /// sequence's end.
    /// </summary>
    public IReadOnlyList<double> Values => _values;

    /// <summary>The prediction of one sequence: [outputs], or [its steps, outputs] where the network answers at every step.</summary>
    public ReadOnlySpan<double> this[int sequence]
    {
        get
        {
            var length = Sequences[sequence].Steps.Count / _experiment.InputSize;
            return _values.AsSpan(sequence * _valuesPerSequence, _experiment.AnswersAtEveryStep ? length * _experiment.OutputSize : _experiment.OutputSize);
        }
    }

    /// <summary>Every answer that the loss counts, in order of sequences and steps.</summary>
    public IEnumerable<Answer> Answers => Enumerable.Range(0, Sequences.Count).SelectMany(AnswersOf);

    /// <summary>The answers of one sequence that the loss counts.</summary>
    public IEnumerable<Answer> AnswersOf(int sequence)
    {
        var row = Sequences[sequence];
        var (outputs, length) = (_experiment.OutputSize, row.Steps.Count / _experiment.InputSize);
        var target = row.Target as double[] ?? [.. row.Target];
        for (var answer = 0; answer < (_experiment.AnswersAtEveryStep ? length : 1); answer++)
        {
            var weight = row.Weights?[answer] ?? 1;
            if (weight != 0)
            {
                yield return new Answer(
                    sequence,
                    _experiment.AnswersAtEveryStep ? answer : length - 1,
                    _values.AsMemory((sequence * _valuesPerSequence) + (answer * outputs), outputs),
                    target.AsMemory(answer * outputs, outputs),
                    weight,
                    _experiment.HasClassTargets);
            }
        }
    }

    /// <summary>Predicts.</summary>
    /// <param name="experiment">The network.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="sequences">The sequences, possibly none; where the network carries its state, windows of one stream in their order.</param>
    /// <param name="width">The register width; no bit depends on it.</param>
    public static Predictions Of(Experiment experiment, ParameterBuffer parameters, IReadOnlyList<Sequence> sequences, LaneWidth? width = null)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(sequences);
        var perSequence = experiment.OutputSize * (experiment.AnswersAtEveryStep ? experiment.SequenceLength : 1);
        var values = new double[(long)sequences.Count * perSequence];
        if (sequences.Count > 0)
        {
            Predict(experiment, parameters, sequences, width, values);
        }

        return new Predictions(experiment, sequences, values, perSequence);
    }

    private static unsafe void Predict(
        Experiment experiment, ParameterBuffer parameters, IReadOnlyList<Sequence> sequences, LaneWidth? width, Span<double> values)
    {
        var windowByWindow = experiment.GetKernels<ScalarLane>().CarriedStates is not null;
        using var evaluator = windowByWindow ? Evaluator.Create(experiment, capacity: 1, width) : Evaluator.Create(experiment, sequences, width);
        if (!windowByWindow)
        {
            evaluator.Predict(parameters.Values, values);
            return;
        }

        var perWindow = values.Length / sequences.Count;
        for (var i = 0; i < sequences.Count; i++)
        {
            evaluator.Load([sequences[i]]);
            evaluator.Predict(parameters.Values, values.Slice(i * perWindow, perWindow));
            evaluator.CarryState();
        }
    }
}
