using RnnGen.Data;
using RnnGen.Evaluation;
using RnnGen.Initialization;
using RnnGen.Randomness;
using RnnGen.Training;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>Steps of weight 0 count neither in a metric nor in a criterion.</summary>
public class StepWeightTests
{
    private static readonly Experiment Experiment = SpecCases.Get("every-step");

    [Fact]
    public void The_metric_within_leaves_out_steps_of_weight_0()
    {
        var steps = Experiment.SequenceLength;
        var parameters = InitialParameters.Draw(Experiment.Layout, Experiment.Settings);
        double[] weights = [.. Enumerable.Range(0, steps).Select(step => step % 2 == 0 ? 0.5 : 0)];
        var all = Predictions.Of(Experiment, parameters, [.. Experiment.Train.Select(row => row with { Weights = null })]);
        var some = Predictions.Of(Experiment, parameters, [.. Experiment.Train.Select(row => row with { Weights = weights })]);
        var errors = all.Answers.ToLookup(
            answer => answer.Step % 2 == 0, answer => answer.Prediction.ToArray().Zip(answer.Target.ToArray(), (left, right) => Math.Abs(left - right)).Max());

        // A tolerance between the errors, so that some are within it and some are not.
        var tolerance = errors.SelectMany(group => group).Order().ElementAt(all.Answers.Count() / 3);
        var expected = errors[true].Count(error => error < tolerance) / (double)errors[true].Count();

        Assert.InRange(expected, 0.01, 0.99);
        Assert.Equal(expected, new Within(tolerance).Measure(some));
        Assert.NotEqual(expected, new Within(tolerance).Measure(all));
    }

    [Fact]
    public void A_stream_ends_by_the_steps_that_count()
    {
        // The targets of the steps that do not count are out of reach.
        var steps = Experiment.SequenceLength;
        var outputs = Experiment.OutputSize;
        double[] weights = [.. Enumerable.Range(0, steps).Select(step => step == 0 ? 0.0 : 1)];
        var rows = new VariantOf(Experiment, [.. Experiment.Train.Select(row => row with { Weights = weights, Target = [.. Enumerable.Repeat(1e6, outputs), .. row.Target.Skip(outputs)] })]);
        var stream = new VariantOf(Experiment, task: new RowTask(rows));
        var settings = Experiment.Settings with { Epochs = 0, Sequences = 50, LogEvery = 10, Optimizer = new Sgd(1e-6), Until = new WithinTolerance(100, 20) };

        Assert.Equal((TrainingEnd.Criterion, 20L), Ended(Trainer.Train(stream, settings)));
        Assert.Equal((TrainingEnd.Length, 50L), Ended(Trainer.Train(stream, settings with { Until = new WithinTolerance(1e-9, 20) })));

        static (TrainingEnd, long) Ended(TrainingRun run) => (run.End, run.SequencesSeen);
    }

    [Fact]
    public void A_batch_in_which_no_step_counts_changes_nothing()
    {
        var nothing = Experiment.Train[0] with { Weights = new double[Experiment.SequenceLength] };
        var settings = Experiment.Settings with { Epochs = 3, BatchSize = 1, Shuffle = false };
        var some = Trainer.Train(new VariantOf(Experiment, [nothing, .. Experiment.Train]), settings);
        var all = Trainer.Train(new VariantOf(Experiment, Experiment.Train), settings);

        Assert.Null(some.Divergence);
        Assert.Equal(all.Losses, some.Losses);
        Assert.Equal(all.Final.Values, some.Final.Values);
    }

    [Theory]
    [InlineData(LossReduction.Mean)]
    [InlineData(LossReduction.Sum)]
    public void An_interval_in_which_no_step_counts_has_no_loss(LossReduction reduction)
    {
        var nothing = Experiment.Train[0] with { Weights = new double[Experiment.SequenceLength] };
        var (some, counted) = (Stream(nothing, nothing, Experiment.Train[1], nothing, Experiment.Train[0], nothing), Stream(Experiment.Train[1], Experiment.Train[0]));

        Assert.Equal(counted.Losses, some.Losses);
        Assert.Equal(counted.Final.Values, some.Final.Values);
        Assert.Equal([3, 5], some.Log.Select(point => point.Sequences));

        TrainingRun Stream(params Sequence[] sequences)
        {
            var stream = new VariantOf(Experiment, task: new OneAfterTheOther(sequences)) { Reduced = reduction };
            return Trainer.Train(stream, Experiment.Settings with { Epochs = 0, Sequences = sequences.Length, LogEvery = 1 });
        }
    }

    [Fact]
    public void A_training_or_validation_set_in_which_no_step_counts_is_refused()
    {
        var nothing = Experiment.Train[0] with { Weights = new double[Experiment.SequenceLength] };
        var settings = Experiment.Settings with { Epochs = 3 };
        var split = settings with { ValidationShare = 0.4, ValidationShuffle = false };

        Assert.StartsWith("No step of the training set of every-step counts in the loss", Refused([nothing, nothing], settings), StringComparison.Ordinal);
        Assert.Contains("every-step that validates counts", Refused([Experiment.Train[0], nothing], split), StringComparison.Ordinal);
        Assert.Contains("every-step that trains counts", Refused([nothing, Experiment.Train[0]], split), StringComparison.Ordinal);

        static string Refused(Sequence[] train, ExperimentSettings settings) =>
            Assert.Throws<InvalidDataException>(() => Trainer.Train(new VariantOf(Experiment, train), settings)).Message;
    }

    [Fact]
    public void A_set_in_which_no_step_counts_has_no_coefficient_of_determination()
    {
        var nothing = Experiment.Train[0] with { Weights = new double[Experiment.SequenceLength] };

        Assert.Equal(double.NaN, new RSquared().Measure(Predictions.Of(Experiment, new ParameterBuffer(Experiment.Layout), [nothing])));
    }

    // The rows in their order, whatever the random numbers.
    private sealed class OneAfterTheOther(IEnumerable<Sequence> rows) : RowTask(Experiment)
    {
        private readonly IEnumerator<Sequence> _next = rows.GetEnumerator();

        public override Sequence Draw(RandomState random)
        {
            _next.MoveNext();
            return _next.Current;
        }
    }
}
