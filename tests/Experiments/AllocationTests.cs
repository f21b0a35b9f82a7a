using RnnGen.Checking;
using RnnGen.Evaluation;
using RnnGen.Initialization;
using RnnGen.Randomness;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>Training allocates before its first epoch, and never again.</summary>
public class AllocationTests
{
    public static TheoryData<string> Names => SpecCases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void An_epoch_allocates_nothing(string name)
    {
        var experiment = SpecCases.Get(name);
        var parameters = InitialParameters.Draw(experiment.Layout, experiment.Settings, new RandomState(0)).Values;
        var gradient = new double[parameters.Length];
        var optimizer = experiment.Settings.Optimizer.Start(experiment.Layout);
        using var evaluator = Evaluator.Create(experiment, experiment.Train.Count > 0 ? [.. experiment.Train.Take(128)] : RandomSequences.Draw(experiment, new RandomState(0), 8));
        Epochs(2);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Epochs(experiment.Layout.Length * experiment.SequenceLength > 10_000 ? 3 : 100);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Epochs(int count)
        {
            for (var i = 0; i < count; i++)
            {
                evaluator.Gradient(parameters, gradient);
                optimizer.Step(parameters, gradient, experiment.Settings.Optimizer.LearningRate);
                evaluator.Loss(parameters);
            }
        }
    }
}
