using RnnGen.Data;
using RnnGen.Evaluation;
using RnnGen.Initialization;
using RnnGen.Numerics;
using RnnGen.Randomness;
using RnnGen.Training;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>What a training promises beside its numbers.</summary>
public class TrainingTests
{
    private static readonly Experiment Seed = SpecCases.Get("count-letter-a");

    private static readonly ExperimentSettings Short = Seed.Settings with { Epochs = 50, LogEvery = 10 };

    [Fact]
    public void A_frozen_parameter_keeps_its_bits_and_the_others_are_trained()
    {
        var run = Trainer.Train(Seed, Short with { ParameterTrainings = new Dictionary<string, ParameterTraining> { ["layers.0.Whh"] = ParameterTraining.Frozen } });

        Assert.Equal(run.Initial["layers.0.Whh"].ToArray(), run.Final["layers.0.Whh"].ToArray());
        Assert.NotEqual(run.Initial["layers.0.Wxh"].ToArray(), run.Final["layers.0.Wxh"].ToArray());
        Assert.NotEqual(run.Initial["output.Who"].ToArray(), run.Final["output.Who"].ToArray());
    }

    [Fact]
    public void A_rate_of_its_own_that_is_the_optimizers_changes_no_bit()
    {
        var same = new Dictionary<string, ParameterTraining> { ["layers.0.Whh"] = new(0.1) };

        Assert.Equal(Trainer.Train(Seed, Short).Losses, Trainer.Train(Seed, Short with { ParameterTrainings = same }).Losses);
    }

    [Fact]
    public void A_training_may_go_on_until_it_stops_early()
    {
        var run = Trainer.Train(Seed, Short with { Epochs = int.MaxValue, EarlyStopping = new EarlyStopping(1, minDelta: 1) });

        Assert.Equal((TrainingEnd.EarlyStopping, 2), (run.End, run.Losses.Count));
    }

    [Fact]
    public void One_minibatch_of_all_rows_makes_the_updates_of_the_full_batch()
    {
        var full = Trainer.Train(Seed, Short);
        var batch = Trainer.Train(Seed, Short with { BatchSize = 12 });

        Assert.Equal(full.Final.Values, batch.Final.Values);
        Assert.Equal(full.InitialLoss, batch.InitialLoss);
        Assert.Equal(full.Losses.SkipLast(1).Prepend(full.InitialLoss), batch.Losses.Select(loss => loss), (left, right) => Math.Abs(left - right) <= 1e-15);
    }

    [Fact]
    public void A_smaller_last_batch_is_an_update_too()
    {
        var run = Trainer.Train(Seed, Short with { BatchSize = 5, Shuffle = true });

        Assert.Equal((150, 600), (run.Updates, run.SequencesSeen));
        Assert.NotEqual(Trainer.Train(Seed, Short with { BatchSize = 5 }).Losses, run.Losses);
    }

    [Fact]
    public void Early_stopping_restores_the_weights_of_the_best_epoch()
    {
        // The steps are so large that the loss rises again.
        var settings = Short with { Optimizer = new Sgd(20), EarlyStopping = new EarlyStopping(3), Epochs = 3000 };
        var run = Trainer.Train(Seed, settings);
        using var evaluator = Evaluator.Create(Seed, Seed.Train);

        Assert.Equal(TrainingEnd.EarlyStopping, run.End);
        Assert.Equal(run.BestEpoch + 4, run.Losses.Count);
        Assert.Equal(run.Losses.Min(), run.Losses[run.BestEpoch!.Value]);
        Assert.Equal(run.Losses[run.BestEpoch.Value], evaluator.Loss(run.Final.Values));
        Assert.Equal(run.Losses.Count - 1, run.Log[^1].Epoch);
    }

    [Fact]
    public void Validation_rows_are_those_that_the_seed_draws_and_are_not_trained()
    {
        var (train, validation) = ValidationSplit.Of(Seed.Train, 0.25, 0);
        var rows = new RandomState([0, 3]).Permutation(12)[..3].Order();
        var run = Trainer.Train(Seed, Short with { ValidationShare = 0.25 });
        using var evaluator = Evaluator.Create(Seed, validation);

        Assert.Equal(rows.Select(row => Seed.Train[row]), validation);
        Assert.Equal(Seed.Train.Except(validation), train);
        Assert.Equal(50 * 9, run.SequencesSeen);
        Assert.Equal(evaluator.Loss(run.Final.Values), run.ValidationLosses[^1]);
    }

    [Fact]
    public void Validation_rows_that_are_not_drawn_are_the_last_ones()
    {
        var (train, validation) = ValidationSplit.Of(Seed.Train, 0.25, 0, shuffle: false);

        Assert.Equal(Seed.Train.Take(9), train);
        Assert.Equal(Seed.Train.Skip(9), validation);
    }

    [Fact]
    public void A_parameter_that_is_not_finite_ends_the_training_with_the_losses_so_far()
    {
        var run = Trainer.Train(Seed, Short with { Schedule = new JumpAt(7) });

        Assert.Equal(TrainingEnd.Divergence, run.End);
        Assert.Equal(new Divergence(7, 8, "layers.0.Wxh"), run.Divergence);
        Assert.Equal(Trainer.Train(Seed, Short).Losses.Take(7), run.Losses);
    }

    [Fact]
    public void A_stream_stops_when_its_criterion_is_met_by_what_was_predicted_before_the_update()
    {
        var stream = new VariantOf(Seed, task: new RowTask(Seed));
        var settings = Short with { Epochs = 0, Sequences = 1000, BatchSize = 3, LogEvery = 100 };

        var all = Trainer.Train(stream, settings);
        var learnt = Trainer.Train(stream, settings with { Until = new WithinTolerance(0.9999, 20) });
        var never = Trainer.Train(stream, settings with { Until = new WithinTolerance(0.9999, 20, meanError: 1e-9) });

        Assert.Equal((TrainingEnd.Length, 1000L, 334L, 10), (all.End, all.SequencesSeen, all.Updates, all.Losses.Count));
        Assert.Equal((TrainingEnd.Criterion, 21L), (learnt.End, learnt.SequencesSeen));
        Assert.Equal(all.Losses, never.Losses);
        Assert.Equal(all.Losses, Trainer.Train(stream, settings).Losses);
    }

    [Fact]
    public void A_stream_stops_when_the_weights_have_the_test_set_right()
    {
        var stream = new VariantOf(Seed, task: new RowTask(Seed), test: Seed.Test);
        var settings = Short with { Epochs = 0, Sequences = 1000, BatchSize = 3, LogEvery = 100 };

        Assert.Equal((TrainingEnd.Criterion, 30L), Ended(new RightOnTestSet(new Within(0.9999), every: 30)));
        Assert.Equal((TrainingEnd.Criterion, 33L), Ended(new RightOnTestSet(new Within(0.9999), every: 31, meanError: 0.9)));
        Assert.Equal((TrainingEnd.Length, 1000L), Ended(new RightOnTestSet(new Within(0.9999), every: 30, meanError: 1e-9)));
        Assert.Equal((TrainingEnd.Criterion, 30L), Ended(new RightOnTestSet(new Within(1e-9), every: 30, misses: 4)));
        Assert.Equal((TrainingEnd.Length, 1000L), Ended(new RightOnTestSet(new Within(1e-9), every: 30, misses: 3)));
        Assert.Equal((TrainingEnd.Criterion, 30L), Ended(new RightOnTestSet(new Within(1e-9), every: 30, misses: 3, sequences: 3)));
        Assert.Throws<ArgumentException>(() => Ended(new RightOnTestSet(new Within(0.9999), every: 30, sequences: 5)));

        (TrainingEnd, long) Ended(StopCriterion criterion)
        {
            var run = Trainer.Train(stream, settings with { Until = criterion });
            return (run.End, run.SequencesSeen);
        }
    }

    [Fact]
    public void A_stream_without_a_task_draws_from_the_training_set()
    {
        var settings = Short with { Epochs = 0, Sequences = 1000, BatchSize = 3, LogEvery = 100 };
        var random = new RandomState([settings.Seed, 2]);
        var picks = new Picks(Enumerable.Range(0, 1000).Select(_ => Seed.Train[(int)random.Randint(0, 12)]));

        Assert.Equal(Trainer.Train(new VariantOf(Seed, task: picks), settings).Losses, Trainer.Train(new VariantOf(Seed, train: Seed.Train), settings).Losses);
        Assert.Throws<InvalidOperationException>(() => Trainer.Train(new VariantOf(Seed), settings));
    }

    [Fact]
    public void The_training_set_judges_beside_the_test_set()
    {
        // With a target that no output comes near, the training set has a sequence that is wrong.
        var far = Seed.Train[0] with { Target = [9] };
        var stream = new VariantOf(Seed, train: [.. Seed.Train, far], test: Seed.Test);
        var settings = Short with { Epochs = 0, Sequences = 60, LogEvery = 100 };

        Assert.Equal(TrainingEnd.Criterion, Ended(misses: 0, trainingSet: false));
        Assert.Equal(TrainingEnd.Length, Ended(misses: 0, trainingSet: true));
        Assert.Equal(TrainingEnd.Criterion, Ended(misses: 1, trainingSet: true));
        Assert.Throws<ArgumentException>(() => new RightOnTestSet(new Within(0.9), every: 30, trainingSet: true).Start(new VariantOf(Seed, test: Seed.Test), new ParameterBuffer(Seed.Layout)));

        TrainingEnd Ended(int misses, bool trainingSet) =>
            Trainer.Train(stream, settings with { Until = new RightOnTestSet(new Within(0.9999), every: 30, misses, sequences: 1, trainingSet: trainingSet) }).End;
    }

    [Fact]
    public void The_weights_that_the_test_set_has_judged_are_kept()
    {
        var stream = new VariantOf(Seed, task: new RowTask(Seed), test: Seed.Test);
        var settings = Short with { Epochs = 0, Sequences = 300, LogEvery = 100, Optimizer = new Sgd(1) };
        var before = Trainer.Train(stream, settings with { Sequences = 299 });
        var predictions = Predictions.Of(Seed, before.Final, Seed.Test);
        var largest = predictions.Answers.Max(answer => Math.Abs(answer.Prediction.Span[0] - answer.Target.Span[0]));

        var learnt = Trainer.Train(stream, settings with { Until = new RightOnTestSet(new Within(Math.BitIncrement(largest)), every: 300) });

        Assert.Equal((TrainingEnd.Criterion, 299L), (learnt.End, learnt.Updates));
        Assert.Equal(before.Final.Values, learnt.Final.Values);
        Assert.Equal(TrainingEnd.Length, Trainer.Train(stream, settings with { Until = new RightOnTestSet(new Within(largest), every: 300) }).End);
    }

    [Fact]
    public void The_predictions_beside_a_gradient_are_those_without()
    {
        foreach (var width in Enum.GetValues<LaneWidth>())
        {
            var parameters = InitialParameters.Draw(Seed.Layout, Seed.Settings, new RandomState(3)).Values;
            using var evaluator = Evaluator.Create(Seed, Seed.Train, width);
            var (answers, predictions) = (new double[12], new double[12]);
            evaluator.Gradient(parameters, new double[parameters.Length], answers);
            evaluator.Predict(parameters, predictions);

            Assert.Equal(predictions, answers);
        }
    }

    // Sequences in the order in which they are given, whatever the random numbers.
    private sealed class Picks(IEnumerable<Sequence> sequences) : RowTask(Seed)
    {
        private readonly IEnumerator<Sequence> _next = sequences.GetEnumerator();

        public override Sequence Draw(RandomState random)
        {
            _next.MoveNext();
            return _next.Current;
        }
    }

    private sealed class JumpAt(int epoch) : EpochSchedule
    {
        public override double RateAt(int at, double learningRate) => at == epoch ? double.MaxValue * 4 : learningRate;
    }
}
