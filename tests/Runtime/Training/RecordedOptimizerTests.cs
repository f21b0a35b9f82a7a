using System.Globalization;
using RnnGen.Training;
using Xunit;

namespace RnnGen.Tests.Training;

/// <summary>Optimizers against the trajectories that PyTorch took.</summary>
public class RecordedOptimizerTests
{
    public static TheoryData<string> Headlines => PytorchRecord.Headlines("optimizer");

    [Theory]
    [MemberData(nameof(Headlines))]
    public void A_trajectory_is_that_of_PyTorch(string headline)
    {
        var record = PytorchRecord.Below(headline);
        var optimizer = RecordedOptimizers.Create(record);
        var schedule = new ExponentialDecay(record.Number("gamma", 1));
        var layout = CoupledWells.Layout();
        var state = optimizer.Start(layout);
        var parameters = CoupledWells.Start();
        var gradient = new double[layout.Length];
        var step = 0;
        foreach (var (label, numbers) in record.Lines)
        {
            for (var recorded = int.Parse(label, CultureInfo.InvariantCulture); step < recorded; step++)
            {
                CoupledWells.Gradient(parameters, gradient);
                state.Step(parameters, gradient, schedule.RateAt(step, optimizer.LearningRate));
            }

            CoupledWells.Gradient(parameters, gradient);
            PytorchRecord.AssertClose(numbers, [.. parameters, .. gradient], $"{headline}, before step {step}");
        }

        Assert.Equal(60, step);
    }

    [Fact]
    public void Every_optimizer_is_recorded() =>
        Assert.Equal(["adagrad", "adam", "adamw", "rmsprop", "sgd"], PytorchRecord.Names("optimizer").Order());
}
