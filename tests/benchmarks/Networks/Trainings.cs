using RnnGen.Benchmarks.Functions;
using RnnGen.Evaluation;
using RnnGen.Initialization;
using RnnGen.Testing;
using RnnGen.Training;

namespace RnnGen.Benchmarks.Networks;

/// <summary>What RnnGen's own process computes: the generator's output, compiled in memory.</summary>
internal static class Trainings
{
    // Sequences that go side by side where many are predicted.
    private const int SideBySide = 64;

    /// <summary>A workload by its name: a function that makes some iterations and returns the loss of each.</summary>
    /// <param name="workload">The name.</param>
    /// <param name="folder">Where the data is.</param>
    public static Func<int, IReadOnlyList<double>> Prepare(string workload, string folder) => workload switch
    {
        "seed" => Seed(),
        _ when workload.StartsWith(FunctionBlock.Prefix, StringComparison.Ordinal) => FunctionBlock.Prepare(workload),
        _ when workload.StartsWith("predict-", StringComparison.Ordinal) => Prediction(int.Parse(workload["predict-".Length..], null)),
        _ => Steps(CompiledSpecs.Load(Network.Parse(workload).Spec(folder))[workload]),
    };

    // As a user trains it, from the initial weights every time.
    private static Func<int, IReadOnlyList<double>> Seed()
    {
        var experiment = CountLetterA();
        return epochs => Trainer.Train(experiment, experiment.Settings with { Epochs = epochs, LogEvery = epochs }).Losses;
    }

    // Sequences as numbers, which are read anew every time; one goes by itself, many 64 side by side. What it returns is the prediction of the first.
    private static Func<int, IReadOnlyList<double>> Prediction(int count)
    {
        var experiment = CountLetterA();
        var predictor = Predictor.Create(experiment, Trainer.Train(experiment).Final.Values, Math.Min(count, SideBySide));
        double[] sequences = [.. Enumerable.Range(0, count).SelectMany(i => experiment.Train[i % experiment.Train.Count].Steps)];
        var answers = new double[count];
        return iterations =>
        {
            var predictions = new double[iterations];
            for (var i = 0; i < iterations; i++)
            {
                predictor.Predict(experiment.SequenceLength, sequences, answers);
                predictions[i] = answers[0];
            }

            return predictions;
        };
    }

    private static Experiment CountLetterA() => CompiledSpecs.Load(RepositorySpecs.Get("count-letter-a"))["count-letter-a"];

    // Steps of a training that goes on: gradient and update. Its memory is made once.
    private static Func<int, IReadOnlyList<double>> Steps(Experiment experiment)
    {
        var parameters = InitialParameters.Draw(experiment.Layout, experiment.Settings).Values;
        var gradient = new double[parameters.Length];
        var evaluator = Evaluator.Create(experiment, experiment.Train);
        var optimizer = experiment.Settings.Optimizer.Start(experiment.Layout);
        return count =>
        {
            var losses = new double[count];
            for (var i = 0; i < count; i++)
            {
                losses[i] = evaluator.Gradient(parameters, gradient);
                optimizer.Step(parameters, gradient, experiment.Settings.Optimizer.LearningRate);
            }

            return losses;
        };
    }
}
