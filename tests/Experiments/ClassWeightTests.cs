using RnnGen.Evaluation;
using RnnGen.Initialization;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>Weights of classes where targets are probabilities: each class's term has its own, as in PyTorch's CrossEntropyLoss.</summary>
public class ClassWeightTests
{
    private static readonly Experiment Experiment = SpecCases.Get("classes");
    private static readonly double[][] Targets = [[0.5, 0.5, 0], [0.2, 0.3, 0.5], [0, 0, 1], [1, 0, 0], [0.25, 0.5, 0.25]];

    private static readonly Experiment Probable = new VariantOf(Experiment, [.. Targets.Zip(Experiment.Train, (target, row) => row with { Target = target })]);

    [Fact]
    public void Each_class_has_its_own_weight_in_the_loss()
    {
        var parameters = InitialParameters.Draw(Probable.Layout, Probable.Settings);
        var predictions = Predictions.Of(Probable, parameters, Probable.Train);
        var (sum, weights) = (0.0, 0.0);
        for (var row = 0; row < Targets.Length; row++)
        {
            for (var i = 0; i < 3; i++)
            {
                var weight = Targets[row][i] * Probable.ClassWeights[i];
                sum -= weight * Math.Log(predictions[row][i]);
                weights += weight;
            }
        }

        using var evaluator = Evaluator.Create(Probable, Probable.Train);
        Assert.Equal(sum / weights, evaluator.Loss(parameters.Values), 1e-14);
    }

    [Fact]
    public void The_gradient_is_that_of_the_loss()
    {
        const double Step = 1e-6;
        var parameters = InitialParameters.Draw(Probable.Layout, Probable.Settings).Values;
        var gradient = new double[parameters.Length];
        using var evaluator = Evaluator.Create(Probable, Probable.Train);
        evaluator.Gradient(parameters, gradient);
        for (var i = 0; i < parameters.Length; i++)
        {
            Assert.Equal((LossAt(i, Step) - LossAt(i, -Step)) / (2 * Step), gradient[i], 1e-9);
        }

        double LossAt(int index, double step)
        {
            var moved = (double[])parameters.Clone();
            moved[index] += step;
            return evaluator.Loss(moved);
        }
    }
}
