using RnnGen.Checking;
using RnnGen.Data;
using RnnGen.Evaluation;
using RnnGen.Initialization;
using RnnGen.Randomness;
using RnnGen.Training;
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

        // The four events of a team of threads allocate their locks when somebody first blocks on them, and never again: of five rounds one is without.
        var count = experiment.Layout.Length * experiment.SequenceLength > 10_000 ? 3 : 100;
        var least = long.MaxValue;
        for (var round = 0; round < 5 && least > 0; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Epochs(count);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);

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

    [Theory]
    [InlineData("count-letter-a", 1)]
    [InlineData("count-letter-a", 7)]
    [InlineData("dropout", 1)]
    [InlineData("dropout", 7)]
    public void A_stream_allocates_nothing_for_a_sequence_beside_what_its_task_draws(string name, int batchSize)
    {
        var experiment = SpecCases.Get(name);
        var task = new AllocationTask(experiment);
        var settings = experiment.Settings with { Epochs = 0, Sequences = 2000, BatchSize = batchSize, LogEvery = 2000, Until = new WithinTolerance(1e-9, 10) };

        Trainer.Train(new VariantOf(experiment, task: task), settings);

        Assert.Equal(2000, task.Allocated.Count);
        Assert.Equal(0, task.Allocated[^1] - task.Allocated[2 * batchSize]);
    }

    /// <summary>Draws rows that are there already, and writes down what the thread has allocated until then.</summary>
    private sealed class AllocationTask(Experiment experiment) : RowTask(experiment)
    {
        public List<long> Allocated { get; } = new(2000);

        public override Sequence Draw(RandomState random)
        {
            Allocated.Add(GC.GetAllocatedBytesForCurrentThread());
            return base.Draw(random);
        }
    }
}
