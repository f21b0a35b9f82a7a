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

    [Theory]
    [InlineData("count-letter-a", null)]
    [InlineData("count-letter-a", 5)]
    [InlineData("dropout", null)]
    [InlineData("dropout", 3)]
    [InlineData("windows-with-state", 1)]
    public void A_training_allocates_nothing_from_epoch_to_epoch(string name, int? batchSize)
    {
        const int Epochs = 300;
        var experiment = SpecCases.Get(name);
        var rows = new VariantOf(experiment, [.. Enumerable.Repeat(experiment.Train, 4).SelectMany(rows => rows)]);
        foreach (var (optimizer, clipping, inner) in new (Optimizer, GradientClipping, Schedule)[]
        {
            (new Sgd(0.1, momentum: 0.9), new ClipByGlobalNorm(1e-3), new ReduceOnPlateau(patience: 2)),
            (new Adam(0.01, amsgrad: true), new ClipByParameterNorm(1e-3), new WarmUp(20, new CosineAnnealing(50))),
            (new RmsProp(0.01), new ClipByValue(1e-3), new StepDecay(20)),
        })
        {
            var schedule = new AllocationSchedule(inner, Epochs);
            var settings = experiment.Settings with
            {
                Epochs = Epochs,
                LogEvery = Epochs,
                BatchSize = batchSize,
                Shuffle = batchSize is not null,
                Optimizer = optimizer,
                Clipping = clipping,
                Schedule = schedule,
                EarlyStopping = new EarlyStopping(Epochs),
                ValidationShare = 0.4,
                ValidationShuffle = false,
            };

            var run = Trainer.Train(rows, settings);

            Assert.Equal(Epochs, run.ValidationLosses.Count);
            Assert.Equal(Epochs, schedule.Allocated.Count);
            Assert.Equal(0, schedule.Allocated[^1] - schedule.Allocated[1]);
        }
    }

    /// <summary>Another schedule, which writes down what the thread has allocated until the end of each epoch.</summary>
    private sealed class AllocationSchedule(Schedule inner, int epochs) : Schedule
    {
        public List<long> Allocated { get; } = new(epochs);

        public override ScheduleState Start(double learningRate) => new State(inner.Start(learningRate), Allocated);

        private sealed class State(ScheduleState inner, List<long> allocated) : ScheduleState
        {
            public override double RateAt(int epoch) => inner.RateAt(epoch);

            public override void Observe(int epoch, double loss)
            {
                allocated.Add(GC.GetAllocatedBytesForCurrentThread());
                inner.Observe(epoch, loss);
            }
        }
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
