namespace RnnGen.Training;

/// <summary>An epoch that is logged.</summary>
/// <param name="Epoch">The epoch, from 0.</param>
/// <param name="Loss">The training loss after the epoch's update.</param>
/// <param name="GradientNorm">The Euclidean norm of the gradient of that update.</param>
public readonly record struct LogPoint(int Epoch, double Loss, double GradientNorm);

/// <summary>A finished training.</summary>
/// <param name="Experiment">What was trained.</param>
/// <param name="Settings">With which settings.</param>
/// <param name="Initial">The parameters at the start.</param>
/// <param name="Final">The parameters at the end.</param>
/// <param name="InitialLoss">The training loss before the first update.</param>
/// <param name="Losses">The training loss after each epoch's update.</param>
/// <param name="Log">The logged epochs, and the last one.</param>
/// <param name="Duration">How long the training took.</param>
public sealed record TrainingRun(
    Experiment Experiment,
    ExperimentSettings Settings,
    ParameterBuffer Initial,
    ParameterBuffer Final,
    double InitialLoss,
    IReadOnlyList<double> Losses,
    IReadOnlyList<LogPoint> Log,
    TimeSpan Duration);
