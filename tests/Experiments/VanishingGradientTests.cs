using RnnGen.Initialization;
using RnnGen.Numerics;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>Gradients near the smallest numbers are flushed to zero in sequences of more than 32 steps.</summary>
public class VanishingGradientTests
{
    private const string Spec = """
        seed: 5
        model:
          input_size: 2
          sequence_length: LENGTH
          layers:
            - { CELL, size: 3, direction: DIRECTION }
          output: { size: 1 }
        loss: { name: mse, reduce: mean }
        initialization: { default: { name: normal, std: 0.5 } }
        data:
          train: { name: adding, length: LENGTH, count: 8 }
        training: { epochs: 1, optimizer: { name: sgd, learning_rate: 0.1 } }
        """;

    // The second hands its state on unchanged into a function.
    private static readonly string[] Cells =
    [
        "cell: elman",
        "cell: { parameters: { W: [input, size] }, state: { s: [size] }, step: \"z = s_prev + x @ W\\ns = tanh(z)\", output: s }",
        "cell: gru",
        "cell: lstm",
        "cell: mgu",
    ];

    public static IEnumerable<object[]> Networks =>
        from cell in Cells from direction in new[] { "forward", "reverse" } from precision in Enum.GetValues<Precision>() select new object[] { cell, direction, precision };

    // The gradient of the last state that is read is some 2^-3 times the output's weights, all normal numbers.
    [Theory]
    [MemberData(nameof(Networks))]
    public void What_is_below_the_threshold_is_zero_and_what_is_above_is_not(string cell, string direction, Precision precision)
    {
        var (below, above) = precision == Precision.Float32 ? (-106, -90) : (-966, -950);

        Assert.All(LayerGradient(33, below), number => Assert.Equal(0L, BitConverter.DoubleToInt64Bits(number)));
        Assert.DoesNotContain(0.0, LayerGradient(33, above));
        Assert.DoesNotContain(0.0, LayerGradient(32, below));

        double[] LayerGradient(int length, int exponent)
        {
            var experiment = CompiledSpecs.Load([.. SpecCases.Cells, Text(length, direction, cell)])["vanishing"];
            var parameters = InitialParameters.Draw(experiment.Layout, experiment.Settings);
            var output = experiment.Layout.Single(parameter => parameter.Name == "output.Who");
            parameters.Values.AsSpan(output.Offset, output.Length).Fill(Math.ScaleB(1, exponent));
            return new RandomDraw(parameters, experiment.Train).Gradient(experiment, Lanes.Width, precision: precision).Gradient[..output.Offset];
        }
    }

    [Theory]
    [InlineData("forward")]
    [InlineData("reverse")]
    public void A_cell_that_is_only_added_to_hands_its_gradient_on_as_it_is(string direction)
    {
        const string Cell = "cell: { parameters: { W: [input, size] }, state: { c: [size] }, step: \"c = c_prev + tanh(x @ W)\", output: c }";

        Assert.Equal(0, Flushes(33, direction, Cell));
    }

    // Of 32 steps or fewer the code is the plain equations.
    [Theory]
    [InlineData(32, "forward", 0)]
    [InlineData(32, "reverse", 0)]
    [InlineData(33, "forward", 33)]
    [InlineData(33, "reverse", 33)]
    public void Every_step_of_long_sequences_flushes(int length, string direction, int flushed) => Assert.Equal(flushed, Flushes(length, direction, "cell: elman"));

    // One unit, so that all steps are spelled out.
    private static int Flushes(int length, string direction, string cell)
    {
        var files = GeneratorRun.Files([.. SpecCases.Cells, Text(length, direction, cell, size: 1)]);
        var lines = files.Single(file => file.Key.EndsWith("Backward.g.cs", StringComparison.Ordinal)).Value.Split('\n');
        var flushed = lines.Count(line => line.Contains(" = flush(", StringComparison.Ordinal));

        Assert.Equal(flushed, lines.Count(line => line.Contains(".FlushToZero()", StringComparison.Ordinal)));
        return flushed;
    }

    private static SpecText Text(int length, string direction, string cell, int size = 3) =>
        new("vanishing.yaml", Spec.Replace("LENGTH", $"{length}").Replace("DIRECTION", direction).Replace("CELL", cell).Replace("size: 3", $"size: {size}"));
}
