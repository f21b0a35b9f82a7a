using RnnGen.Evaluation;
using RnnGen.Initialization;
using RnnGen.Randomness;
using RnnGen.Training;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>What minibatches do with carried states and dropout is what one does by hand.</summary>
public class MinibatchTests
{
    private const int Epochs = 3;

    [Fact]
    public void A_state_goes_on_from_batch_to_batch_and_starts_anew_with_an_epoch()
    {
        var experiment = SpecCases.Get("windows-with-state");
        var settings = experiment.Settings with { Epochs = Epochs, BatchSize = 1, Shuffle = true };

        var expected = ByHand(experiment, settings, [0, 1], (evaluator, epoch, row) =>
        {
            if (row == 0)
            {
                evaluator.ResetState();
            }
        });

        Assert.Equal(expected, Trainer.Train(experiment, settings).Losses);
        Assert.NotEqual(expected, ByHand(experiment, settings, [0, 1], (evaluator, _, _) => evaluator.ResetState()));
    }

    [Fact]
    public void Rows_of_a_batch_go_through_pieces_of_the_stream()
    {
        var experiment = SpecCases.Get("windows-with-state");
        var rows = experiment.Train;
        var doubled = new VariantOf(experiment, [rows[0], rows[1], rows[1], rows[0], rows[0]]);

        var run = Trainer.Train(doubled, experiment.Settings with { Epochs = 1, BatchSize = 2 });

        // Two pieces of two windows; the fifth fills no batch.
        Assert.Equal(4, run.SequencesSeen);
        using var evaluator = Evaluator.Create(experiment, 2);
        var parameters = run.Initial.Clone().Values;
        var gradient = new double[parameters.Length];
        evaluator.Load([rows[0], rows[1]]);
        var first = evaluator.Gradient(parameters, gradient);
        evaluator.CarryState();
        experiment.Settings.Optimizer.Start(experiment.Layout).Step(parameters, gradient, experiment.Settings.Optimizer.LearningRate);
        evaluator.Load([rows[1], rows[0]]);
        Assert.Equal((first + evaluator.Gradient(parameters, gradient)) / 2, run.Losses[0], 15);
    }

    [Fact]
    public void Masks_are_those_of_the_epoch_and_of_the_rows()
    {
        var experiment = SpecCases.Get("dropout");
        var settings = experiment.Settings with { Epochs = Epochs, BatchSize = 1, Shuffle = false };

        var expected = ByHand(experiment, settings, [0, 1], (evaluator, epoch, row) => evaluator.DropUnits(settings.Seed, (ulong)epoch, [row]));

        Assert.Equal(expected, Trainer.Train(experiment, settings).Losses);
        Assert.NotEqual(expected, ByHand(experiment, settings, [0, 1], (_, _, _) => { }));
    }

    private static List<double> ByHand(Experiment experiment, ExperimentSettings settings, int[] order, Action<Evaluator, int, int> prepare)
    {
        var parameters = InitialParameters.Draw(experiment.Layout, settings, new RandomState(settings.Seed)).Values;
        var gradient = new double[parameters.Length];
        var optimizer = settings.Optimizer.Start(experiment.Layout);
        using var evaluator = Evaluator.Create(experiment, 1);
        var losses = new List<double>();
        for (var epoch = 0; epoch < settings.Epochs; epoch++)
        {
            var (sum, weights) = (0.0, 0.0);
            foreach (var row in order)
            {
                evaluator.Load([experiment.Train[row]]);
                prepare(evaluator, epoch, row);
                sum += evaluator.Gradient(parameters, gradient) * evaluator.WeightSum;
                weights += evaluator.WeightSum;
                evaluator.CarryState();
                optimizer.Step(parameters, gradient, settings.Optimizer.LearningRate);
            }

            losses.Add(sum / weights);
        }

        return losses;
    }
}
