using RnnGen.Data;
using RnnGen.Evaluation;
using RnnGen.Numerics;

namespace RnnGen.Training;

/// <summary>What every kind of training works with.</summary>
internal sealed class TrainingContext : IDisposable
{
    private readonly ValidationSet? _validation;
    private readonly bool _dropsUnits;

    public TrainingContext(
        Experiment experiment,
        ExperimentSettings settings,
        ParameterBuffer parameters,
        LaneWidth? width,
        TrainingProgress progress,
        CancellationToken cancellation)
    {
        (Experiment, Settings, Buffer, Width, Progress, Cancellation) = (experiment, settings, parameters, width, progress, cancellation);
        _dropsUnits = experiment.DropoutMasks.Count > 0;
        Gradient = new double[Parameters.Length];
        Update = new ParameterUpdate(experiment.Layout, settings);
        Best = new BestEpoch(settings.EarlyStopping, Parameters.Length);
        Train = experiment.Train;
        if (settings.ValidationShare > 0)
        {
            (Train, var validation) = ValidationSplit.Of(experiment.Train, settings.ValidationShare, settings.Seed, settings.ValidationShuffle);
            SequenceCheck.ThrowIfNothingCounts(Train, $"the part of the training set of {experiment.Name} that trains");
            SequenceCheck.ThrowIfNothingCounts(validation, $"the part of the training set of {experiment.Name} that validates");
            _validation = new ValidationSet(experiment, validation, width);
        }
    }

    public Experiment Experiment { get; }

    public ExperimentSettings Settings { get; }

    public ParameterBuffer Buffer { get; }

    public double[] Parameters => Buffer.Values;

    public double[] Gradient { get; }

    public LaneWidth? Width { get; }

    public TrainingProgress Progress { get; }

    public CancellationToken Cancellation { get; }

    public ParameterUpdate Update { get; }

    public BestEpoch Best { get; }

    /// <summary>The training set without the rows that are kept for validation.</summary>
    public IReadOnlyList<Sequence> Train { get; }

    /// <summary>An evaluator for batches of the training set.</summary>
    /// <param name="size">The sequences of a batch.</param>
    /// <exception cref="InvalidDataException">A layer carries its state from each batch to the next, and there is no next one.</exception>
    public Evaluator ForBatches(int size)
    {
        var evaluator = Evaluator.Create(Experiment, size, Width);
        if (evaluator.CarriesState && Train.Count > 1 && Train.Count < 2 * size)
        {
            evaluator.Dispose();
            throw new InvalidDataException(
                $"A layer of {Experiment.Name} carries its state from each batch to the next, and its training set of {Train.Count} windows "
                + $"is one batch of {size}; expected a batch_size of at most {Train.Count / 2}.");
        }

        return evaluator;
    }

    /// <summary>Draws the dropout masks of an epoch for the sequences that are loaded, where the network has any.</summary>
    /// <param name="evaluator">The evaluator.</param>
    /// <param name="epoch">The epoch.</param>
    /// <param name="sequences">The numbers of the loaded sequences in the training set.</param>
    public void DropUnits(Evaluator evaluator, int epoch, ReadOnlySpan<int> sequences)
    {
        if (_dropsUnits)
        {
            evaluator.DropUnits(Settings.Seed, (ulong)epoch, sequences);
        }
    }

    /// <summary>Writes an epoch down, and shows its loss to the schedule and to early stopping; returns whether the training goes on.</summary>
    public bool EndEpoch(int epoch, double loss)
    {
        var watched = _validation?.Loss(Parameters) ?? loss;
        if (!double.IsFinite(loss) || !double.IsFinite(watched))
        {
            // The full batch alone has the gradient of an epoch's loss, and not behind the last epoch; of a validation loss nobody has it.
            var hasGradient = !double.IsFinite(loss) && Settings.BatchSize is null && epoch < Settings.Epochs - 1;
            Progress.Diverge(Update.OfLoss(epoch, hasGradient ? Gradient : []));
            return false;
        }

        Progress.Losses.Add(loss);
        if (_validation is not null)
        {
            Progress.ValidationLosses.Add(watched);
        }

        Update.Schedule.Observe(epoch, watched);
        if (Best.Observe(epoch, watched, Parameters))
        {
            Progress.End = TrainingEnd.EarlyStopping;
            return false;
        }

        return true;
    }

    public void Dispose() => _validation?.Dispose();
}
