using RnnGen.Data;
using RnnGen.Evaluation;
using RnnGen.Numerics;

namespace RnnGen.Training;

/// <summary>The sequences that are kept out of the training; where the network carries its state, windows of a stream in their order.</summary>
internal sealed class ValidationSet(Experiment experiment, IReadOnlyList<Sequence> sequences, LaneWidth? width) : IDisposable
{
    private readonly Evaluator _evaluator = Evaluator.Create(experiment, sequences, width);

    /// <summary>The loss at some parameters.</summary>
    public double Loss(ReadOnlySpan<double> parameters)
    {
        if (!_evaluator.CarriesState)
        {
            return _evaluator.Loss(parameters);
        }

        _evaluator.ResetState();
        var losses = new BatchLoss(experiment.Reduction);
        foreach (var window in sequences)
        {
            _evaluator.Load([window]);
            losses.Add(_evaluator.Loss(parameters), _evaluator.WeightSum);
            _evaluator.CarryState();
        }

        return losses.Value;
    }

    public void Dispose() => _evaluator.Dispose();
}
