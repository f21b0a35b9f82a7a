using RnnGen.Evaluation;
using RnnGen.Initialization;
using RnnGen.SpecTests.Snapshots;
using RnnGen.Training;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>A failing trace says what changed first.</summary>
public class TraceChangeTests
{
    private static readonly Experiment Experiment = SpecCases.Get("count-letter-a");

    private static readonly string Accepted = Text(Experiment.Settings);

    [Fact]
    public void Nothing_changed() => Assert.Null(TraceChange.Describe(Accepted, Text(Experiment.Settings)));

    [Fact]
    public void The_snapshot_has_at_most_40_lines() => Assert.InRange(Accepted.Split('\n').Length, 10, 40);

    [Fact]
    public void Another_seed_is_another_initialization() =>
        Assert.StartsWith("the initialization changed", TraceChange.Describe(Accepted, Text(Experiment.Settings with { Seed = 1 })), StringComparison.Ordinal);

    [Fact]
    public void Another_learning_rate_changes_the_trace_from_the_start() => Assert.StartsWith(
        "data and initialization are the same; the trace changes first between epochs 0 and 0; the largest relative difference of a logged loss is",
        TraceChange.Describe(Accepted, Text(Experiment.Settings with { Optimizer = new Sgd(0.11) })),
        StringComparison.Ordinal);

    // One bit of one loss in the middle of an interval, which no printed digit shows.
    [Fact]
    public void A_single_bit_is_found_in_its_interval()
    {
        var run = Trainer.Train(Experiment);
        var losses = run.Losses.ToArray();
        losses[1000] = Math.BitIncrement(losses[1000]);

        Assert.Equal(
            "data and initialization are the same; the trace changes first between epochs 901 and 1200; the largest relative difference of a logged loss is 0.0e+0.",
            TraceChange.Describe(Accepted, Text(run with { Losses = losses })));
    }

    [Fact]
    public void A_stream_counts_sequences()
    {
        var stream = SpecCases.Get("adding-1997");
        var settings = stream.Settings.ForSnapshot();
        var (accepted, other) = (Trainer.Train(stream, settings), Trainer.Train(stream, settings with { Schedule = new JumpAt(settings.Sequences / 2) }));

        Assert.StartsWith(
            FormattableString.Invariant($"data and initialization are the same; the trace changes first between sequences {(settings.Sequences / 2) + 1} and {settings.Sequences * 6 / 10};"),
            TraceChange.Describe(OfStream(accepted), OfStream(other)),
            StringComparison.Ordinal);

        static string OfStream(TrainingRun run) => TraceSnapshot.Of(run, Predictions.Of(run.Experiment, run.Final, []), Predictions.Of(run.Experiment, run.Final, []));
    }

    [Fact]
    public void Other_initializers_are_another_initialization() => Assert.StartsWith(
        "the initialization changed",
        TraceChange.Describe(Accepted, Text(Experiment.Settings with { DefaultInitializer = new Uniform(-1, 1) })),
        StringComparison.Ordinal);

    private static string Text(ExperimentSettings settings) => Text(Trainer.Train(Experiment, settings));

    private static string Text(TrainingRun run) => TraceSnapshot.Of(
        run, Predictions.Of(run.Experiment, run.Final, run.Experiment.Train), Predictions.Of(run.Experiment, run.Final, run.Experiment.Test));

    private sealed class JumpAt(int update) : EpochSchedule
    {
        public override double RateAt(int at, double learningRate) => at >= update ? 2 * learningRate : learningRate;
    }
}
