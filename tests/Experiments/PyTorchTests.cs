using System.Globalization;
using RnnGen.Training;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>
/// The built-in cells against PyTorch's own, and cells, kinds of layers, losses and functions against the same written out with its autograd, in float64 from the same initial weights;
/// <c>Reference/record_pytorch.py</c> and <c>record_networks.py</c> recorded the losses.
/// </summary>
public class PyTorchTests
{
    private const double Tolerance = 1e-9;

    [Theory]
    [InlineData("elman-double-bias")]
    [InlineData("lstm")]
    [InlineData("gru")]
    [InlineData("gru-over-lstm")]
    [InlineData("every-step")]
    [InlineData("lengths-last")]
    [InlineData("lengths-every")]
    [InlineData("bidirectional")]
    [InlineData("bidirectional-lengths")]
    [InlineData("bidirectional-every")]
    [InlineData("reverse")]
    [InlineData("lstm-1997-paper")]
    [InlineData("lstm-1997-full")]
    [InlineData("lstm-peephole")]
    [InlineData("gru-reset-before")]
    [InlineData("mgu")]
    [InlineData("irnn")]
    [InlineData("indrnn")]
    [InlineData("rhn")]
    [InlineData("lstm-layernorm")]
    [InlineData("classes")]
    [InlineData("classes-every")]
    [InlineData("binary")]
    [InlineData("smooth")]
    [InlineData("piecewise")]
    public void The_losses_are_those_of_PyTorch(string name)
    {
        var expected = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Reference", $"{name}.pytorch.csv")).Skip(1)
            .Select(line => double.Parse(line.Split(',')[1], CultureInfo.InvariantCulture)).ToArray();
        var experiment = SpecCases.Get(name);

        var actual = Trainer.Train(experiment, experiment.Settings with { Epochs = expected.Length }).Losses;

        Assert.Equal(60, actual.Count);
        for (var epoch = 0; epoch < expected.Length; epoch++)
        {
            Assert.InRange(Math.Abs(actual[epoch] - expected[epoch]), 0, Tolerance * Math.Max(Math.Abs(expected[epoch]), 1e-3));
        }
    }
}
