using RnnGen.Evaluation;
using RnnGen.Initialization;
using RnnGen.Randomness;
using RnnGen.Training;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>What a full batch and a stream do with dropout is what one does by hand; of minibatches see <see cref="MinibatchTests"/>.</summary>
public class DropoutTrainingTests
{
    private static readonly Experiment Experiment = SpecCases.Get("dropout");

    [Fact]
    public void A_full_batch_has_other_masks_every_epoch_and_the_loss_after_an_update_those_of_the_next()
    {
        const int epochs = 5;
        var settings = Experiment.Settings with { Epochs = epochs };
        var run = Trainer.Train(Experiment, settings);

        var byHand = ByHand(epoch => (ulong)epoch);
        Assert.Equal(byHand.InitialLoss, run.InitialLoss);
        Assert.Equal(byHand.Losses, run.Losses);
        Assert.Equal(byHand.Parameters, run.Final.Values);
        Assert.NotEqual(ByHand(epoch => 0).Losses, run.Losses);

        (double InitialLoss, IReadOnlyList<double> Losses, double[] Parameters) ByHand(Func<int, ulong> maskOf)
        {
            var parameters = InitialParameters.Draw(Experiment.Layout, settings).Values;
            var gradient = new double[parameters.Length];
            var optimizer = settings.Optimizer.Start(Experiment.Layout);
            using var evaluator = Evaluator.Create(Experiment, Experiment.Train);
            int[] rows = [.. Enumerable.Range(0, Experiment.Train.Count)];
            var losses = new List<double>();
            for (var epoch = 0; epoch <= epochs; epoch++)
            {
                evaluator.DropUnits(settings.Seed, maskOf(epoch), rows);
                losses.Add(evaluator.Gradient(parameters, gradient));
                if (epoch < epochs)
                {
                    optimizer.Step(parameters, gradient, settings.Optimizer.LearningRate);
                }
            }

            return (losses[0], losses[1..], parameters);
        }
    }

    [Fact]
    public void A_stream_has_the_masks_of_each_sequences_number()
    {
        // Three updates of three sequences, and one of the last.
        const int sequences = 10;
        const int size = 3;
        var settings = Experiment.Settings with { Epochs = 0, Sequences = sequences, BatchSize = size, LogEvery = 1 };
        var run = Trainer.Train(new VariantOf(Experiment, task: new RowTask(Experiment)), settings);

        var byHand = ByHand((evaluator, numbers) => evaluator.DropUnits(settings.Seed, 0, numbers));
        Assert.Equal(4, run.Updates);
        Assert.Equal(byHand.Losses, run.Losses);
        Assert.Equal(byHand.Parameters, run.Final.Values);
        Assert.NotEqual(ByHand((evaluator, numbers) => evaluator.DropUnits(settings.Seed, 0, [.. numbers.Select(number => number % size)])).Losses, run.Losses);
        Assert.NotEqual(ByHand((_, _) => { }).Losses, run.Losses);

        (List<double> Losses, double[] Parameters) ByHand(Action<Evaluator, int[]> drop)
        {
            var parameters = InitialParameters.Draw(Experiment.Layout, settings).Values;
            var gradient = new double[parameters.Length];
            var optimizer = settings.Optimizer.Start(Experiment.Layout);
            var (task, random) = (new RowTask(Experiment), new RandomState([settings.Seed, 1]));
            var losses = new List<double>();
            foreach (var numbers in Enumerable.Range(0, sequences).Chunk(size))
            {
                using var evaluator = Evaluator.Create(Experiment, [.. numbers.Select(_ => task.Draw(random))]);
                drop(evaluator, numbers);
                losses.Add(evaluator.Gradient(parameters, gradient));
                optimizer.Step(parameters, gradient, settings.Optimizer.LearningRate);
            }

            return (losses, parameters);
        }
    }
}
