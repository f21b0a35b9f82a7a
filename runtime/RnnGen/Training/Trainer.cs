using System.Diagnostics;
using RnnGen.Data;
using RnnGen.Initialization;
using RnnGen.Numerics;

namespace RnnGen.Training;

/// <summary>Trains an experiment: by the full batch, by minibatches, or on a stream of sequences, as the settings say.</summary>
public static class Trainer
{
    // Room for losses is made before the training, which may be to go on until it stops early.
    private const int MostRoom = 1_000_000;

    /// <summary>Trains from the initial weights that the settings' seed draws.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="settings">Its settings, by default those of its spec.</param>
    /// <param name="width">The register width, by default the widest that the machine accelerates; no bit depends on it.</param>
    /// <param name="logged">Is told of every logged epoch once its loss is known.</param>
    /// <param name="cancellation">Stops the training between two epochs, of a stream between two updates.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The settings have neither epochs nor sequences, log every zero of them, or keep a share that is none for validation.
    /// </exception>
    /// <exception cref="ArgumentException">The settings contradict themselves.</exception>
    /// <exception cref="InvalidOperationException">The settings count sequences, and the experiment has neither a task nor a training set.</exception>
    /// <exception cref="KeyNotFoundException">The settings name a parameter that the network does not have.</exception>
    /// <exception cref="InvalidDataException">
    /// A sequence has other sizes than the network's or a number that is not finite; no step of the training or the validation set counts; or a layer
    /// carries its state from each batch to the next, and there is no next one.
    /// </exception>
    public static TrainingRun Train(
        Experiment experiment,
        ExperimentSettings? settings = null,
        LaneWidth? width = null,
        Action<LogPoint>? logged = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        settings ??= experiment.Settings;
        Check(experiment, settings);
        SequenceCheck.Run(experiment);
        var initial = InitialParameters.Draw(experiment.Layout, settings);
        var parameters = initial.Clone();
        var progress = new TrainingProgress(settings, settings.Sequences > 0 ? 16 : Math.Min(settings.Epochs, MostRoom), logged);
        var start = Stopwatch.GetTimestamp();
        using var context = new TrainingContext(experiment, settings, parameters, width, progress, cancellation);
        Action<TrainingContext> run = settings switch
        {
            { Sequences: > 0 } => StreamTraining.Run,
            { BatchSize: not null } => MinibatchTraining.Run,
            _ => FullBatchTraining.Run,
        };
        run(context);
        context.Best.Restore(parameters.Values);

        return new TrainingRun(experiment, settings, initial, parameters, progress.InitialLoss, progress.Losses, progress.Log, Stopwatch.GetElapsedTime(start))
        {
            End = progress.End,
            Divergence = progress.Divergence,
            LastFinite = progress.Divergence is null ? null : context.Update.Before,
            Updates = context.Update.Count,
            SequencesSeen = progress.SequencesSeen,
            ValidationLosses = progress.ValidationLosses,
            BestEpoch = context.Best.Epoch,
        };
    }

    private static void Check(Experiment experiment, ExperimentSettings settings)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(settings.Epochs);
        ArgumentOutOfRangeException.ThrowIfNegative(settings.Sequences);
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.Epochs + (long)settings.Sequences, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.LogEvery, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.BatchSize ?? 1, 1);
        if (settings is { Epochs: > 0, Sequences: > 0 })
        {
            throw new ArgumentException("The settings count both epochs and sequences.", nameof(settings));
        }

        if (!(settings.ValidationShare is >= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(settings), settings.ValidationShare, "The share that validates is from 0 to less than 1.");
        }

        if (settings.Sequences > 0 && (settings.EarlyStopping is not null || settings.ValidationShare > 0))
        {
            throw new ArgumentException("Validation and early stopping go with epochs, and the settings count sequences.", nameof(settings));
        }

        if (settings is { Epochs: > 0, Until: not null })
        {
            throw new ArgumentException("A criterion goes with sequences, and the settings count epochs.", nameof(settings));
        }

        // Indexing throws where the network has no such parameter.
        foreach (var name in settings.Initializers.Keys)
        {
            _ = experiment.Layout[name];
        }

        foreach (var (name, training) in settings.ParameterTrainings)
        {
            _ = experiment.Layout[name];
            if (settings.Optimizer.LearningRate == 0 && training.LearningRate is not null)
            {
                throw new ArgumentException("A learning rate of 0 has no proportion to that of a parameter.", nameof(settings));
            }
        }
    }
}
