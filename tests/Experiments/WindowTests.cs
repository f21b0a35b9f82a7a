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
    private const string Stops = "The backward pass stops every 32 steps";

    private static readonly string[] Forms = ["unrolled", "looped"];

    // Without windows; then the last window is whole, has one step, which stands alone, two, and one less than a whole one; then lists of steps are methods of their own.
    [Theory]
    [InlineData(127, false)]
    [InlineData(128, true)]
    [InlineData(129, true)]
    [InlineData(130, true)]
    [InlineData(159, true)]
    [InlineData(1_200, true)]
    public void Gradients_have_the_bits_of_a_pass_without_windows(int steps, bool hasWindows)
    {
        const string Layer = "{ cell: gru, size: 3 }";
        var expected = Gradient(Load(steps, "shared", "spelled_out", Layer), threads: 1);
        Assert.All(Forms, form =>
        {
            var experiment = Load(steps, form, "looped", Layer);

            Assert.Equal(hasWindows, experiment.Plan.Contains(Stops, StringComparison.Ordinal));
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
        var experiment = Load(200, "unrolled", "looped", layers, length);

        Assert.Equal(hasWindows, experiment.Plan.Contains(Stops, StringComparison.Ordinal));
        SameBits.Assert(Gradient(Load(200, "looped", "spelled_out", layers, length), threads: 1), Gradient(experiment, threads: 1));
    }

    private static double[] Gradient(Experiment experiment, int threads)
    {
        var random = new RandomState(5);
        var parameters = InitialParameters.Draw(experiment.Layout, experiment.Settings, random).Values;
        var gradient = new double[parameters.Length];
        using var evaluator = Evaluator.Create(experiment, RandomSequences.Draw(experiment, random, 21), Lanes.Width, threads);
        return [evaluator.Gradient(parameters, gradient), .. gradient];
    }

    private static Experiment Load(int steps, string form, string units, string layers, string? length = null) => CompiledSpecs.Load(new SpecText("long.yaml", $$"""
        description: Long sequences.
        seed: 0
        model:
          form: {{form}}
          units: {{units}}
          input_size: 1
          sequence_length: {{length ?? $"{steps}"}}
          layers: [{{layers}}]
          output: { size: 1 }
        loss: { name: mse, reduce: mean }
        initialization: { default: { name: normal, std: 0.3 } }
        data:
          train: { name: parity, length: {{steps}}, minimal_length: {{steps}} }
        training: { sequences: 1, optimizer: { name: sgd, learning_rate: 0.1 } }
        """)).Values.Single();
}
