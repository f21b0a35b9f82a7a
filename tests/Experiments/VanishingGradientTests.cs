using RnnGen.Initialization;
using RnnGen.Numerics;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>Gradients that many steps make ever smaller end as zeros, before they are subnormal.</summary>
public class VanishingGradientTests
{
    private const string Spec = """
        seed: 5
        model:
          input_size: 2
          sequence_length: LENGTH
          layers:
            - { cell: elman, size: SIZE, direction: DIRECTION, initial_state: learned }
          output: { size: 1 }
        loss: { name: mse, reduce: mean }
        initialization: { default: { name: normal, std: 0.05 } }
        data:
          train: { name: adding, length: LENGTH, count: 8 }
        training: { epochs: 1, optimizer: { name: sgd, learning_rate: 0.1 } }
        """;

    // What the initial states get has gone through all steps.
    [Theory]
    [InlineData(400, "forward", Precision.Float64)]
    [InlineData(400, "reverse", Precision.Float64)]
    [InlineData(60, "forward", Precision.Float32)]
    [InlineData(60, "reverse", Precision.Float32)]
    public void The_initial_state_gets_zeros(int length, string direction, Precision precision)
    {
        var experiment = CompiledSpecs.Load([.. SpecCases.Cells, Text(length, direction)])["vanishing"];
        var (gradient, initial) = Gradient(experiment, precision);

        Assert.All(gradient[initial.Offset..(initial.Offset + initial.Length)], number => Assert.Equal(0L, BitConverter.DoubleToInt64Bits(number)));
        Assert.Contains(gradient, number => Math.Abs(number) > 1e-3);
    }

    [Theory]
    [InlineData(33, "forward", Precision.Float64)]
    [InlineData(12, "reverse", Precision.Float32)]
    public void What_is_not_near_the_smallest_numbers_is_left(int length, string direction, Precision precision)
    {
        var experiment = CompiledSpecs.Load([.. SpecCases.Cells, Text(length, direction)])["vanishing"];
        var (gradient, initial) = Gradient(experiment, precision);

        Assert.All(gradient[initial.Offset..(initial.Offset + initial.Length)], number => Assert.NotEqual(0, number));
    }

    // Of 32 steps or fewer the code is the plain equations.
    [Theory]
    [InlineData(32, "forward", 0)]
    [InlineData(32, "reverse", 0)]
    [InlineData(33, "forward", 32)]
    [InlineData(33, "reverse", 32)]
    public void Long_sequences_are_flushed_at_every_step_but_the_last_one_read(int length, string direction, int flushed)
    {
        var files = GeneratorRun.Files([.. SpecCases.Cells, Text(length, direction, size: 1)]);
        var lines = files.Single(file => file.Key.EndsWith("Backward.g.cs", StringComparison.Ordinal)).Value.Split('\n');

        Assert.Equal(flushed, lines.Count(line => line.Contains(" = flush(", StringComparison.Ordinal)));
        Assert.Equal(flushed, lines.Count(line => line.Contains(".FlushToZero()", StringComparison.Ordinal)));
    }

    private static SpecText Text(int length, string direction, int size = 3) =>
        new("vanishing.yaml", Spec.Replace("LENGTH", $"{length}").Replace("DIRECTION", direction).Replace("SIZE", $"{size}"));

    private static (double[] Gradient, ParameterInfo Initial) Gradient(Experiment experiment, Precision precision)
    {
        var draw = new RandomDraw(InitialParameters.Draw(experiment.Layout, experiment.Settings), experiment.Train);
        return (draw.Gradient(experiment, Lanes.Width, precision: precision).Gradient, experiment.Layout.Single(parameter => parameter.Name.EndsWith("s_init", StringComparison.Ordinal)));
    }
}
