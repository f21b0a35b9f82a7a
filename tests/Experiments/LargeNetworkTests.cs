using RnnGen.Checking;
using RnnGen.Evaluation;
using RnnGen.Initialization;
using RnnGen.Numerics;
using RnnGen.Randomness;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>Networks of which no struct has room for all steps.</summary>
public class LargeNetworkTests
{
    // As much memory as a struct cannot have, and few operations: no matrix of the state.
    private const string Spec = """
        description: Long and wide.
        seed: 4
        model:
          input_size: 1
          sequence_length: 1100
          layers:
            - size: 700
              initial_state: INITIAL
              cell:
                parameters: { W: [input, size], u: [size], b: [size] }
                state: { h: [size] }
                step: |
                  a = tanh(x @ W + u * h_prev)
                  c = sigmoid(a * b)
                  h = 0.9 * h_prev + 0.1 * a * c
                output: h
          output: { size: 1, steps: STEPS }
        loss: { name: mse, reduce: mean }
        initialization: { default: { name: normal, std: 0.3 } }
        data:
          train: { name: parity, length: 1100, minimal_length: 1100, every_step: EVERY }
        training: { sequences: 1, optimizer: { name: sgd, learning_rate: 0.1 } }
        """;

    public static TheoryData<string, string> Forms => new() { { "last", "zero" }, { "every", "learned" } };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Predictions_are_those_of_one_step_after_the_other(string steps, string initialState)
    {
        var experiment = Load(steps, initialState);
        var random = new RandomState(1);
        var draw = new RandomDraw(InitialParameters.Draw(experiment.Layout, experiment.Settings, random), RandomSequences.Draw(experiment, random, 9));

        Assert.True(MemoryUse.OfSequence(experiment).Values > 2_000_000 * sizeof(double));
        SamePredictions.Check(experiment, draw, 9, null, Precision.Float64);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Gradients_are_right(string steps, string initialState)
    {
        var check = GradientCheck.Run(Load(steps, initialState), draws: 1, sequences: 9, every: 401);

        Assert.True(check.Passed, $"{check.Failures} of {check.Comparisons} derivatives are off; the worst is {check.Worst}");
        Assert.InRange(check.Comparisons, 5, 20);
    }

    private static Experiment Load(string steps, string initialState) => CompiledSpecs.Load(new SpecText("large.yaml", Spec
        .Replace("STEPS", steps, StringComparison.Ordinal)
        .Replace("INITIAL", initialState, StringComparison.Ordinal)
        .Replace("EVERY", steps == "every" ? "true" : "false", StringComparison.Ordinal))).Values.Single();
}
