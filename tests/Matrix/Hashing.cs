using System.Buffers.Binary;
using System.Globalization;
using System.IO.Hashing;
using RnnGen.Data;
using RnnGen.Evaluation;
using RnnGen.Initialization;
using RnnGen.Numerics;
using RnnGen.Randomness;
using RnnGen.Training;

namespace RnnGen.Matrix;

/// <summary>Trains an experiment and hashes what comes out.</summary>
internal static class Hashing
{
    // Nine registers of 8 sequences, five of 16: work for four threads, and a register that is not full.
    private const int Sequences = 70;

    private const int DescentSteps = 2;

    private const double DescentRate = 0.01;

    private static readonly int? Threads =
        int.TryParse(Environment.GetEnvironmentVariable(Configuration.ThreadsVariable), CultureInfo.InvariantCulture, out var threads) ? threads : null;

    /// <summary>All hashes of an experiment.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="isShort">Whether a fiftieth of what the snapshot trains is enough.</param>
    public static Hashes Of(Experiment experiment, bool isShort) => new(
        OfTraining(experiment, isShort), OfDescent(experiment, Precision.Float64), OfDescent(experiment, Precision.Float32));

    private static string OfTraining(Experiment experiment, bool isShort)
    {
        var settings = experiment.Settings.ForSnapshot();
        var run = Trainer.Train(experiment, isShort ? Shortened(settings) : settings);
        return Of([run.InitialLoss, .. run.Losses, .. run.ValidationLosses, .. run.Final.Values]);
    }

    // The training of a small network uses one thread whatever the number allowed; here, it is shared out.
    private static string OfDescent(Experiment experiment, Precision precision)
    {
        var weights = InitialParameters.Draw(experiment.Layout, experiment.Settings).Values;
        var gradient = new double[weights.Length];
        using var evaluator = Evaluator.Create(experiment, FirstSequences(experiment), threads: Threads, precision: precision);
        var numbers = new List<double>();
        for (var step = 0; step < DescentSteps; step++)
        {
            numbers.Add(evaluator.Gradient(weights, gradient));
            numbers.AddRange(gradient);
            for (var i = 0; i < weights.Length; i++)
            {
                weights[i] -= DescentRate * gradient[i];
            }
        }

        return Of([.. numbers, .. weights]);
    }

    private static IReadOnlyList<Sequence> FirstSequences(Experiment experiment)
    {
        var random = new RandomState([experiment.Settings.Seed, 1]);
        return experiment.Task is { } task
            ? [.. Enumerable.Range(0, Sequences).Select(_ => task.Draw(random))]
            : [.. experiment.Train.Take(Sequences)];
    }

    private static ExperimentSettings Shortened(ExperimentSettings settings) => settings with
    {
        Epochs = (settings.Epochs + 49) / 50,
        Sequences = (settings.Sequences + 49) / 50,
    };

    // Not the framework's SHA-256: it is OpenSSL's, which under an emulator would have to be there for the other processor.
    private static string Of(ReadOnlySpan<double> numbers)
    {
        var hash = new XxHash64();
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        foreach (var number in numbers)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes, number);
            hash.Append(bytes);
        }

        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }
}
