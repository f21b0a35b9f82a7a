using RnnGen.Checking;
using RnnGen.Data;
using RnnGen.Evaluation;
using RnnGen.Initialization;
using RnnGen.Numerics;
using RnnGen.Randomness;
using RnnGen.SpecTests.Interpreter;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>For every experiment: the generated code does what the equations say, whatever its form and whatever the registers.</summary>
public class DifferentialTests
{
    private const int Draws = 3;

    // What the interpreter computes number by number takes long for a large network: it sees fewer sequences of it.
    private const double Work = 1_500_000;

    private static double Cost(Experiment experiment) => (double)experiment.Layout.Length * experiment.SequenceLength;

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
        foreach (var draw in Draw(name))
        {
            foreach (var width in new[] { Lanes.Width, LaneWidth.Bits128 })
            {
                var expected = Gradient(experiment, draw, width, threads: 1);
                foreach (var threads in new[] { 2, 3, 4 })
                {
                    var actual = Gradient(experiment, draw, width, threads);
                    AssertSameBits([expected.Loss, .. expected.Gradient], [actual.Loss, .. actual.Gradient]);
                }
            }
        }
    }

    private static void AssertSameBits(string name, Experiment other)
    {
        var (expected, actual) = (SpecCases.Run(name), SpecCases.Train(other));

        AssertSameBits(expected.Losses, actual.Losses);
        AssertSameBits(expected.Final.Values, actual.Final.Values);
        foreach (var draw in Draw(name))
        {
            foreach (var width in new[] { Lanes.Width, LaneWidth.Bits128 })
            {
                AssertSameBits(Gradient(SpecCases.Get(name), draw, Lanes.Width).Gradient, Gradient(other, draw, width).Gradient);
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

            AssertSameBits(expected.Losses, run.Losses);
            AssertSameBits(expected.Final.Values, run.Final.Values);
            AssertSameBits(
                Predictions.Of(expected.Experiment, expected.Final, train).Values,
                Predictions.Of(expected.Experiment, expected.Final, train, width).Values);
        }
    }

    // Rounding errors grow with the number of steps that they pass through: up to 16 steps 1e-12, beyond in proportion.
    [Theory]
    [MemberData(nameof(Names))]
    public void Loss_gradient_and_predictions_are_those_of_the_interpreted_equations(string name)
    {
        var experiment = SpecCases.Get(name);
        var interpreter = new SpecInterpreter(SpecCases.Read(name), experiment.Layout);
        var tolerance = 1e-12 * Math.Max(1, experiment.SequenceLength / 16.0);
        foreach (var draw in Draw(name))
        {
            var expected = interpreter.Evaluate(draw.Parameters.Values, draw.Sequences);
            var (loss, gradient) = Gradient(experiment, draw, Lanes.Width);
            var predictions = Predict(experiment, draw);

            AssertClose([expected.Loss], [loss], tolerance);
            AssertClose(expected.Gradient, gradient, tolerance);
            AssertClose(expected.Predictions, predictions, tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_gradient_is_that_of_finite_differences(string name)
    {
        // The notebook's 100 draws; fewer where a network has so many weights that they would take long.
        var experiment = SpecCases.Get(name);
        var draws = Math.Clamp(1200 / experiment.Layout.Length, 2, 100);

        var sequences = Math.Clamp((int)(Work / 10 / Cost(experiment)), 8, GradientCheck.SequencesPerDraw);
        var result = GradientCheck.Run(experiment, draws, sequences: sequences);

        Assert.True(result.Passed, $"{result.Failures} of {result.Comparisons} derivatives are off; the worst is {result.Worst}");
        Assert.Equal(draws * experiment.Layout.Length, result.Comparisons);
    }

    // More sequences than a chunk of 128, and not a multiple of a panel's 8, so that every remainder is met.
    private static IEnumerable<(ParameterBuffer Parameters, IReadOnlyList<Sequence> Sequences)> Draw(string name)
    {
        var experiment = SpecCases.Get(name);
        var random = new RandomState(7);
        var most = Math.Max(1, (int)(Work / Cost(experiment)));
        if (experiment.Train.Count > 0)
        {
            yield return (InitialParameters.Draw(experiment.Layout, experiment.Settings, random), [.. experiment.Train.Take(most)]);
        }

        for (var i = 0; i < Draws; i++)
        {
            var parameters = InitialParameters.Draw(experiment.Layout, experiment.Settings, random);
            var count = new[] { 1, 11, 141 }[i];
            yield return (parameters, RandomSequences.Draw(experiment, random, Math.Min(count, most)));
        }
    }

    private static (double Loss, double[] Gradient) Gradient(Experiment experiment, (ParameterBuffer Parameters, IReadOnlyList<Sequence> Sequences) draw, LaneWidth width, int? threads = null)
    {
        using var evaluator = Evaluator.Create(experiment, draw.Sequences, width, threads);
        var gradient = new double[experiment.Layout.Length];
        return (evaluator.Gradient(draw.Parameters.Values, gradient), gradient);
    }

    // Each sequence from the initial state, as the interpreter has it.
    private static double[] Predict(Experiment experiment, (ParameterBuffer Parameters, IReadOnlyList<Sequence> Sequences) draw)
    {
        using var evaluator = Evaluator.Create(experiment, draw.Sequences);
        var predictions = new double[draw.Sequences.Count * experiment.OutputSize * (experiment.AnswersAtEveryStep ? experiment.SequenceLength : 1)];
        evaluator.Predict(draw.Parameters.Values, predictions);
        return predictions;
    }

    private static void AssertSameBits(IReadOnlyList<double> expected, IReadOnlyList<double> actual) =>
        Assert.Equal(expected.Select(BitConverter.DoubleToInt64Bits), actual.Select(BitConverter.DoubleToInt64Bits));

    private static void AssertClose(IReadOnlyList<double> expected, IReadOnlyList<double> actual, double tolerance)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (var i = 0; i < expected.Count; i++)
        {
            Assert.InRange(Math.Abs(actual[i] - expected[i]), 0, tolerance * Math.Max(1, Math.Abs(expected[i])));
        }
    }
}
