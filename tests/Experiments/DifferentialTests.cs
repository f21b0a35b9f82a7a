using RnnGen.Checking;
using RnnGen.Evaluation;
using RnnGen.Numerics;
using RnnGen.SpecTests.Interpreter;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>For every experiment: the generated code does what the equations say, whatever its form and whatever the registers.</summary>
public class DifferentialTests
{
    // The multiply-adds of finite differences: some seconds.
    private const double MostDifferenceWork = 4e10;

    public static TheoryData<string> Names => SpecCases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void The_looped_form_gives_the_same_bits(string name) => AssertSameBits(name, SpecCases.GetLooped(name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Loops_over_units_give_the_same_bits(string name) => AssertSameBits(name, SpecCases.GetUnitLoops(name));

    // Three threads have columns and rows that do not divide evenly.
    [Theory]
    [MemberData(nameof(Names))]
    public void Any_number_of_threads_gives_the_same_bits(string name)
    {
        var experiment = SpecCases.GetUnitLoops(name);
        foreach (var draw in RandomDraw.Of(name))
        {
            foreach (var width in new[] { Lanes.Width, LaneWidth.Bits128 })
            {
                var expected = draw.Gradient(experiment, width, threads: 1);
                foreach (var threads in new[] { 2, 3, 4 })
                {
                    var actual = draw.Gradient(experiment, width, threads);
                    SameBits.Assert([expected.Loss, .. expected.Gradient], [actual.Loss, .. actual.Gradient]);
                }
            }
        }
    }

    // A few sequences are computed in narrower registers, one in those of one number; the matrices' rows of a large network then are computed by other kernels.
    [Theory]
    [MemberData(nameof(Names))]
    public void Any_number_of_sequences_gives_the_same_bits_in_registers_that_suit_it(string name)
    {
        var draw = RandomDraw.Of(name).Last();
        foreach (var experiment in new[] { SpecCases.Get(name), SpecCases.GetUnitLoops(name) })
        {
            foreach (var (count, precision) in ((int[])[1, 2, 3, 5, 9]).SelectMany(_ => Enum.GetValues<Precision>(), (count, precision) => (Math.Min(count, draw.Sequences.Count), precision)))
            {
                var few = draw with { Sequences = [.. draw.Sequences.Take(count)] };

                SameBits.Assert(few.Gradient(experiment, LaneWidth.Bits512, precision: precision).Gradient, few.Gradient(experiment, null, precision: precision).Gradient);
            }
        }
    }

    // What is multiplied with the share of a lane without a sequence may be infinite, and whether there is such a lane depends on the width.
    [Theory]
    [MemberData(nameof(Names))]
    public void A_loss_that_overflows_does_so_at_every_register_width_and_changes_nothing_afterwards(string name)
    {
        var draw = RandomDraw.Of(name).Last();
        var huge = draw.Parameters.Values.Select(value => value * 1e160).ToArray();
        var expected = Results(LaneWidth.Bits64);

        Assert.All(Enum.GetValues<LaneWidth>(), width => Assert.Equal(expected, Results(width)));

        // More sequences and fewer, and each time again with numbers that do not overflow.
        List<double> Results(LaneWidth width)
        {
            using var evaluator = Evaluator.Create(SpecCases.Get(name), 11, width);
            var results = new List<double>();
            foreach (var count in (int[])[9, 1, 3, 11, 5])
            {
                evaluator.Load([.. draw.Sequences.Take(count)]);
                foreach (var parameters in new[] { huge, draw.Parameters.Values })
                {
                    var gradient = new double[parameters.Length];
                    results.AddRange([evaluator.Gradient(parameters, gradient), evaluator.Loss(parameters), .. gradient]);
                }
            }

            return results;
        }
    }

    private static void AssertSameBits(string name, Experiment other)
    {
        var (expected, actual) = (SpecCases.Run(name), SpecCases.Train(other));

        SameBits.Assert(expected.Losses, actual.Losses);
        SameBits.Assert(expected.Final.Values, actual.Final.Values);
        foreach (var draw in RandomDraw.Of(name))
        {
            foreach (var width in new[] { Lanes.Width, LaneWidth.Bits128 })
            {
                SameBits.Assert(draw.Gradient(SpecCases.Get(name), Lanes.Width).Gradient, draw.Gradient(other, width).Gradient);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_register_width_gives_the_same_bits(string name)
    {
        var expected = SpecCases.Run(name);

        // Windows that go on from one another are predicted one by one, which takes long for all of a text.
        var train = expected.Experiment.Train.Take(1500).ToArray();
        foreach (var width in Enum.GetValues<LaneWidth>())
        {
            var run = SpecCases.Train(SpecCases.Get(name), width);

            SameBits.Assert(expected.Losses, run.Losses);
            SameBits.Assert(expected.Final.Values, run.Final.Values);
            SameBits.Assert(
                Predictions.Of(expected.Experiment, expected.Final, train).Values,
                Predictions.Of(expected.Experiment, expected.Final, train, width).Values);
        }
    }

    // Rounding errors grow with the number of steps that they pass through: up to 16 steps 1e-12, beyond in proportion; in single precision 2^29 times.
    [Theory]
    [MemberData(nameof(Names))]
    public void Loss_gradient_and_predictions_are_those_of_the_interpreted_equations(string name)
    {
        var experiment = SpecCases.Get(name);
        var interpreter = new SpecInterpreter(SpecCases.Read(name), experiment.Layout);
        var tolerance = 1e-12 * Math.Max(1, experiment.SequenceLength / 16.0) * (experiment.Precision == Precision.Float32 ? Math.ScaleB(1, 29) : 1);
        foreach (var draw in RandomDraw.Of(name))
        {
            var carried = draw.Before is { } before ? interpreter.Evaluate(draw.Parameters.Values, before).LastStates : null;
            var expected = interpreter.Evaluate(draw.Parameters.Values, draw.Sequences, carried);
            var (loss, gradient) = draw.Gradient(experiment, Lanes.Width);
            var predictions = draw.Predict(experiment);

            AssertClose([expected.Loss], [loss], tolerance);
            AssertClose(expected.Gradient, gradient, tolerance);
            AssertClose(expected.Predictions, predictions, tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_gradient_is_that_of_finite_differences(string name)
    {
        // The notebook's 100 draws; fewer, and of networks with thousands of weights not every one, where they would take minutes. Every weight's derivative, and not some of them,
        // is compared with the interpreter's above.
        var experiment = SpecCases.Get(name);
        var draws = Math.Clamp(1200 / experiment.Layout.Length, 2, 100);

        var sequences = Math.Clamp((int)(RandomDraw.Work / 10 / RandomDraw.Cost(experiment)), 8, GradientCheck.SequencesPerDraw);
        var every = DifferenceWork.Every(experiment, draws, sequences, MostDifferenceWork);
        var result = GradientCheck.Run(experiment, draws, sequences: sequences, every: every);

        Assert.True(result.Passed, $"{result.Failures} of {result.Comparisons} derivatives are off; the worst is {result.Worst}");
        Assert.InRange(result.Comparisons, draws * (experiment.Layout.Length / every), draws * ((experiment.Layout.Length / every) + 1));
    }

    private static void AssertClose(IReadOnlyList<double> expected, IReadOnlyList<double> actual, double tolerance)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (var i = 0; i < expected.Count; i++)
        {
            Assert.InRange(Math.Abs(actual[i] - expected[i]), 0, tolerance * Math.Max(1, Math.Abs(expected[i])));
        }
    }
}
