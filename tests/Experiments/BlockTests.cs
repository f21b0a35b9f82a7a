using RnnGen.Checking;
using RnnGen.Data;
using RnnGen.Evaluation;
using RnnGen.Initialization;
using RnnGen.Numerics;
using RnnGen.Randomness;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>A batch is computed block by block. Here a block is four panels of 38, so that threads share several blocks of several chunks, and the last ones are smaller.</summary>
public class BlockTests
{
    private const string Spec = """
        seed: 0
        model:
          input_size: 1
          sequence_length: 600
          units: looped
          layers: [{ cell: elman, size: 8, initial_state: carried }]
          output: { size: 1, activation: sigmoid, steps: every }
        loss: { name: binary_cross_entropy, reduce: mean }
        initialization: { default: { name: normal, std: 0.3 } }
        data:
          train: { name: parity, length: 600, minimal_length: 600, every_step: true, count: 4 }
        training: { epochs: 1, batch_size: 2, optimizer: { name: sgd, learning_rate: 0.1 } }
        """;

    private static readonly Experiment Experiment = With();

    private static readonly Experiment OfDifferentLengths = With(("600\n", "{ max: 600 }\n"), ("minimal_length: 600", "minimal_length: 2"), ("carried", "zero"));

    public static TheoryData<LaneWidth, int, Precision> Ways
    {
        get
        {
            var ways = new TheoryData<LaneWidth, int, Precision>();
            foreach (var (width, threads) in Enum.GetValues<LaneWidth>().SelectMany(_ => (int[])[1, 2, 3, 5], (width, threads) => (width, threads)))
            {
                ways.Add(width, threads, Precision.Float64);
                ways.Add(width, threads, Precision.Float32);
            }

            return ways;
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Neither_threads_nor_registers_change_a_bit(LaneWidth width, int threads, Precision precision) => Assert.All(
        new[] { Experiment, OfDifferentLengths },
        experiment => Assert.Equal(Results(experiment, LaneWidth.Bits512, 1, precision), Results(experiment, width, threads, precision)));

    // Groups of six panels are a block of four and one of two.
    [Theory]
    [InlineData(48)]
    [InlineData(41)]
    public void Nor_do_rounds_of_blocks_of_several_groups(int count) => Assert.All(
        new[] { LaneWidth.Bits256, LaneWidth.Bits128, LaneWidth.Bits64 },
        width => Assert.Equal(Results(Experiment, LaneWidth.Bits512, 1, Precision.Float64, count, count - 7), Results(Experiment, width, 5, Precision.Float64, count, count - 7)));

    [Fact]
    public void Spelled_out_units_have_the_same_blocks() => Assert.Equal(
        Results(Experiment, LaneWidth.Bits512, 2, Precision.Float64),
        Results(With(("units: looped", "units: spelled_out")), LaneWidth.Bits512, 1, Precision.Float64));

    // Narrow registers leave out those of the last panel that have no sequence; small networks of few panels run forward in all registers together.
    [Theory]
    [InlineData("two-layers")]
    [InlineData("lengths-last")]
    [InlineData("classes-every")]
    [InlineData("bidirectional-every")]
    [InlineData("dropout")]
    public void However_many_sequences_there_are_registers_change_no_bit(string name)
    {
        var experiment = SpecCases.Get(name);
        var parameters = InitialParameters.Draw(experiment.Layout, experiment.Settings, new RandomState(3)).Values;
        foreach (var precision in Enum.GetValues<Precision>())
        {
            Assert.All(Enumerable.Range(1, 70), count =>
            {
                var sequences = RandomSequences.Draw(experiment, new RandomState((uint)count), count);
                var expected = Pass(sequences, LaneWidth.Bits512, precision);
                Assert.All([LaneWidth.Bits256, LaneWidth.Bits128, LaneWidth.Bits64], width => Assert.Equal(expected, Pass(sequences, width, precision)));
            });
        }

        double[] Pass(IReadOnlyList<Sequence> sequences, LaneWidth width, Precision precision)
        {
            using var evaluator = Evaluator.Create(experiment, sequences, width, threads: 1, precision);
            var gradient = new double[parameters.Length];
            return [evaluator.Gradient(parameters, gradient), .. gradient];
        }
    }

    // Losses, gradients and predictions of sequences, and then of other ones of which fewer go on where those ended: 21 panels, whose last one has registers without a sequence, which would be a
    // block of their own.
    private static double[] Results(Experiment experiment, LaneWidth width, int threads, Precision precision, int count = 300, int fewer = 163)
    {
        var random = new RandomState(3);
        var parameters = InitialParameters.Draw(experiment.Layout, experiment.Settings, random).Values;
        var (first, second) = (RandomSequences.Draw(experiment, random, count), RandomSequences.Draw(experiment, random, fewer));
        using var evaluator = Evaluator.Create(experiment, first, width, threads, precision);
        var results = Pass(first.Count);
        evaluator.CarryState();
        evaluator.Load(second);
        return [.. results, .. Pass(second.Count)];

        double[] Pass(int count)
        {
            var (gradient, predictions) = (new double[parameters.Length], new double[count * 600]);
            return [evaluator.Gradient(parameters, gradient, predictions), .. gradient, .. predictions];
        }
    }

    private static Experiment With(params (string Old, string New)[] changes) =>
        CompiledSpecs.Load(new SpecText("blocks.yaml", changes.Aggregate(Spec, (spec, change) => spec.Replace(change.Old, change.New, StringComparison.Ordinal)))).Values.Single();
}
