using RnnGen.Training;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>
/// The built-in cells against PyTorch's own, and cells, kinds of layers, carried states, dropout, losses and functions against the same written out with its autograd, in float64 from the same
/// initial weights; <c>Reference/record_pytorch.py</c> and <c>record_networks.py</c> recorded losses and final weights.
/// </summary>
public class PyTorchTests
{
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
    [InlineData("sums")]
    [InlineData("dropout")]
    [InlineData("windows-with-state")]
    [InlineData("pieces-with-state")]
    public void Losses_and_final_weights_are_those_of_PyTorch(string name)
    {
        var experiment = SpecCases.Get(name);

        var run = Trainer.Train(experiment, experiment.Settings with { Epochs = PyTorchRecording.Epochs });

        PyTorchRecording.AssertSame(Path.Combine(AppContext.BaseDirectory, "Reference", name + ".pytorch"), run);
    }
}
