using RnnGen.Checking;
using RnnGen.Evaluation;
using RnnGen.Initialization;
using RnnGen.Numerics;
using RnnGen.Randomness;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>Long backward passes go window by window: without a change of a bit, whichever step is the first one of a window, in lists of steps and in loops over them.</summary>
public class WindowTests
{
    private const string HasWindows = "The backward pass goes in windows of 32 steps, as from 128 steps on.";

    private static readonly string[] Forms = ["unrolled", "looped"];

    // Reads what the state was two steps before, so that the last two steps on the way back stand alone.
    private const string Delay =
        "{ size: 3, cell: { parameters: { W: [input, size], U: [size, size], V: [size, size] }, state: { h: [size], d: [size] }, step: \"d = h_prev\\nh = tanh(x @ W + h_prev @ U + d_prev @ V)\", output: h } }";

    public static TheoryData<string, string, int, bool> Lengths
    {
        get
        {
            // Without windows; then the last window is whole, has one step, which may stand alone, two, and one less than a whole one; then lists of steps are methods of their own.
            var lengths = new TheoryData<string, string, int, bool>();
            foreach (var (layer, steps) in new[] { "{ cell: gru, size: 3 }", Delay }.SelectMany(_ => (int[])[127, 128, 129, 130, 159, 1_200], (layer, steps) => (layer, steps)))
            {
                lengths.Add(layer, "every", steps, steps >= 128);
                lengths.Add(layer, "last", steps, steps >= 128);
            }

            return lengths;
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Gradients_have_the_bits_of_a_pass_without_windows(string layer, string answers, int steps, bool hasWindows)
    {
        var expected = Gradient(Load(steps, "shared", "spelled_out", layer, answers), threads: 1);
        Assert.All(Forms, form =>
        {
            var experiment = Load(steps, form, "looped", layer, answers);

            Assert.Equal(hasWindows, experiment.Plan.Contains(HasWindows, StringComparison.Ordinal));
            SameBits.Assert(expected, Gradient(experiment, threads: 1));
            SameBits.Assert(expected, Gradient(experiment, threads: 2));
        });
    }

    [Theory]
    [InlineData("{ cell: elman, size: 3, initial_state: learned }", "200", true)]
    [InlineData("{ cell: elman, size: 3 }, { cell: lstm, size: 2 }", "200", true)]
    [InlineData("{ cell: elman, size: 3, direction: bidirectional }", "200", false)]
    [InlineData("{ cell: elman, size: 3 }", "{ max: 200 }", false)]
    public void Steps_are_in_windows_where_there_is_one_way_back_through_all_of_them(string layers, string length, bool hasWindows)
    {
        var experiment = Load(200, "unrolled", "looped", layers, "every", length);

        Assert.Equal(hasWindows, experiment.Plan.Contains(HasWindows, StringComparison.Ordinal));
        SameBits.Assert(Gradient(Load(200, "looped", "spelled_out", layers, "every", length), threads: 1), Gradient(experiment, threads: 1));
    }

    // Their gradient is brought into another order and back, each time.
    [Fact]
    public void Steps_are_not_in_windows_where_inputs_are_looked_up()
    {
        var experiment = CompiledSpecs.Load(new SpecText("one-hot.yaml", """
            description: Long sequences of one-hot symbols.
            seed: 0
            model:
              input_size: 201
              sequence_length: 200
              layers: [{ cell: elman, size: 2 }]
              output: { size: 201, activation: sigmoid, steps: every }
            loss: { name: half_mse, reduce: sum }
            initialization: { default: { name: normal, std: 0.3 } }
            data:
              train: { name: long_time_lag_2a, p: 200 }
            training: { sequences: 1, optimizer: { name: sgd, learning_rate: 0.1 } }
            """)).Values.Single();

        Assert.Contains("looked up", experiment.Plan, StringComparison.Ordinal);
        Assert.DoesNotContain("windows", experiment.Plan, StringComparison.Ordinal);
    }

    private static double[] Gradient(Experiment experiment, int threads)
    {
        var random = new RandomState(5);
        var parameters = InitialParameters.Draw(experiment.Layout, experiment.Settings, random).Values;
        var gradient = new double[parameters.Length];
        using var evaluator = Evaluator.Create(experiment, RandomSequences.Draw(experiment, random, 21), Lanes.Width, threads);
        return [evaluator.Gradient(parameters, gradient), .. gradient];
    }

    private static Experiment Load(int steps, string form, string units, string layers, string answers, string? length = null) => CompiledSpecs.Load(new SpecText("long.yaml", $$"""
        description: Long sequences.
        seed: 0
        model:
          form: {{form}}
          units: {{units}}
          input_size: 1
          sequence_length: {{length ?? $"{steps}"}}
          layers: [{{layers}}]
          output: { size: 1, steps: {{answers}} }
        loss: { name: mse, reduce: mean }
        initialization: { default: { name: normal, std: 0.3 } }
        data:
          train: { name: parity, length: {{steps}}, minimal_length: {{steps}}, every_step: {{(answers == "every" ? "true" : "false")}} }
        training: { sequences: 1, optimizer: { name: sgd, learning_rate: 0.1 } }
        """)).Values.Single();
}
