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

    public static TheoryData<string> Names => Specs.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void The_looped_form_gives_the_same_bits(string name)
    {
        var (unrolled, looped) = (Specs.Run(name), Specs.Train(Specs.GetLooped(name)));

        AssertSameBits(unrolled.Losses, looped.Losses);
        AssertSameBits(unrolled.Final.Values, looped.Final.Values);
        foreach (var draw in Draw(name))
        {
            AssertSameBits(Gradient(Specs.Get(name), draw, Lanes.Width).Gradient, Gradient(Specs.GetLooped(name), draw, Lanes.Width).Gradient);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_register_width_gives_the_same_bits(string name)
    {
        var expected = Specs.Run(name);
        foreach (var width in Enum.GetValues<LaneWidth>())
        {
            var run = Specs.Train(Specs.Get(name), width);

            AssertSameBits(expected.Losses, run.Losses);
            AssertSameBits(expected.Final.Values, run.Final.Values);
            AssertSameBits(
                Predictions.Of(expected.Experiment, expected.Final, expected.Experiment.Train).Values,
                Predictions.Of(expected.Experiment, expected.Final, expected.Experiment.Train, width).Values);
        }
    }

    // Rounding errors grow with the number of steps that an error passes through.
    [Theory]
    [MemberData(nameof(Names))]
    public void Loss_gradient_and_predictions_are_those_of_the_interpreted_equations(string name)
    {
        var experiment = Specs.Get(name);
        var interpreter = new SpecInterpreter(Specs.Read(name), experiment.Layout);
        var tolerance = 1e-12 * Math.Max(1, experiment.SequenceLength / 16.0);
        foreach (var draw in Draw(name))
        {
            var expected = interpreter.Evaluate(draw.Parameters.Values, draw.Sequences);
            var (loss, gradient) = Gradient(experiment, draw, Lanes.Width);
            var predictions = Predictions.Of(experiment, draw.Parameters, draw.Sequences).Values;

            AssertClose([expected.Loss], [loss], tolerance);
            AssertClose(expected.Gradient, gradient, tolerance);
            AssertClose(expected.Predictions, predictions, tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_gradient_is_that_of_finite_differences(string name)
    {
        var result = GradientCheck.Run(Specs.Get(name));

        Assert.True(result.Passed, $"{result.Failures} of {result.Comparisons} derivatives are off; the worst is {result.Worst}");
        Assert.Equal(100 * Specs.Get(name).Layout.Length, result.Comparisons);
    }

    // More sequences than a chunk of 128, and not a multiple of a panel's 8, so that every remainder is met.
    private static IEnumerable<(ParameterBuffer Parameters, Sequence[] Sequences)> Draw(string name)
    {
        var experiment = Specs.Get(name);
        var random = new RandomState(7);
        yield return (InitialParameters.Draw(experiment.Layout, experiment.Settings, random), [.. experiment.Train]);
        for (var i = 0; i < Draws; i++)
        {
            var parameters = new ParameterBuffer(experiment.Layout);
            foreach (ref var value in parameters.Values.AsSpan())
            {
                value = random.Uniform(-1, 1);
            }

            var count = new[] { 1, 11, 301 }[i];
            yield return (parameters, [.. Enumerable.Range(0, count).Select(_ => new Sequence(
                Fill(experiment.SequenceLength * experiment.InputSize, random), Fill(experiment.OutputSize, random)))]);
        }
    }

    private static double[] Fill(int count, RandomState random)
    {
        var values = new double[count];
        foreach (ref var value in values.AsSpan())
        {
            value = random.Randn();
        }

        return values;
    }

    private static (double Loss, double[] Gradient) Gradient(Experiment experiment, (ParameterBuffer Parameters, Sequence[] Sequences) draw, LaneWidth width)
    {
        using var evaluator = Evaluator.Create(experiment, draw.Sequences, width);
        var gradient = new double[experiment.Layout.Length];
        return (evaluator.Gradient(draw.Parameters.Values, gradient), gradient);
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
