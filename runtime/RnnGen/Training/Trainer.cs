using System.Diagnostics;
using RnnGen.Evaluation;
using RnnGen.Initialization;
using RnnGen.Numerics;
using RnnGen.Randomness;

namespace RnnGen.Training;

/// <summary>Trains an experiment: full-batch gradient descent, an update an epoch.</summary>
public static class Trainer
{
    /// <summary>Trains from the initial weights that the settings' seed draws.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="settings">Its settings, by default those of its spec.</param>
    /// <param name="width">The register width, by default the widest that the machine accelerates; no bit depends on it.</param>
    /// <param name="logged">Is told of every logged epoch once its loss is known.</param>
    /// <param name="cancellation">Stops the training between two epochs.</param>
    /// <exception cref="ArgumentOutOfRangeException">The settings have no epoch, or log every zero epochs.</exception>
    /// <exception cref="KeyNotFoundException">The settings initialize a parameter that the network does not have.</exception>
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
        var initial = InitialParameters.Draw(experiment.Layout, settings, new RandomState(settings.Seed));
        var parameters = initial.Clone();
        using var evaluator = Evaluator.Create(experiment, experiment.Train, width);
        var losses = new double[settings.Epochs];
        var log = new List<LogPoint>();
        var start = Stopwatch.GetTimestamp();
        var initialLoss = Run(evaluator, experiment.Layout, parameters.Values, settings, losses, Log, cancellation);
        return new TrainingRun(experiment, settings, initial, parameters, initialLoss, losses, log, Stopwatch.GetElapsedTime(start));

        void Log(LogPoint point)
        {
            log.Add(point);
            logged?.Invoke(point);
        }
    }

    private static void Check(Experiment experiment, ExperimentSettings settings)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.Epochs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.LogEvery, 1);
        foreach (var name in settings.Initializers.Keys)
        {
            // Throws where the network has no such parameter.
            _ = experiment.Layout[name];
        }
    }

    // The loss of an epoch is that after its update: the next epoch's forward pass, which its gradient needs anyhow, supplies it.
    private static double Run(
        Evaluator evaluator, ParameterLayout layout, double[] parameters, ExperimentSettings settings, double[] losses, Action<LogPoint> log, CancellationToken cancellation)
    {
        var gradient = new double[parameters.Length];
        var optimizer = settings.Optimizer.Start(layout);
        var loss = evaluator.Gradient(parameters, gradient);
        var initialLoss = loss;
        var last = losses.Length - 1;
        for (var epoch = 0; epoch <= last; epoch++)
        {
            cancellation.ThrowIfCancellationRequested();
            var isLogged = epoch % settings.LogEvery == 0 || epoch == last;
            var norm = isLogged ? GradientNorm.Of(gradient) : 0;
            optimizer.Step(parameters, gradient, settings.Optimizer.LearningRate);
            loss = epoch < last ? evaluator.Gradient(parameters, gradient) : evaluator.Loss(parameters);
            losses[epoch] = loss;
            if (isLogged)
            {
                log(new LogPoint(epoch, loss, norm));
            }
        }

        return initialLoss;
    }
}
