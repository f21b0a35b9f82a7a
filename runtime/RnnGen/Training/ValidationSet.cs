using RnnGen.Data;
using RnnGen.Evaluation;
using RnnGen.Numerics;

namespace RnnGen.Training;

/// <summary>The sequences that are kept out of the training; where the network carries its state, windows of a stream in their order.</summary>
internal sealed class ValidationSet(Experiment experiment, IReadOnlyList<Sequence> sequences, LaneWidth? width) : IDisposable
{
    private readonly Evaluator _evaluator = Evaluator.Create(experiment, sequences, width);
    private readonly Sequence[] _window = new Sequence[1];

    /// <summary>The loss at some parameters.</summary>
    public double Loss(ReadOnlySpan<double> parameters)
    {
        if (!_evaluator.CarriesState)
        {
            return _evaluator.Loss(parameters);
        }

        _evaluator.ResetState();
        var losses = new BatchLoss(experiment.Reduction);
        for (var i = 0; i < sequences.Count; i++)
        {
            _window[0] = sequences[i];
            _evaluator.Load(_window);
            losses.Add(_evaluator.Loss(parameters), _evaluator.WeightSum);
            _evaluator.CarryState();
        }

        return losses.Value;
    }

    public void Dispose() => _evaluator.Dispose();
}
