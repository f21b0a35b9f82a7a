using RnnGen.Recording;
using RnnGen.SpecTests.Snapshots;
using RnnGen.Testing;
using RnnGen.Training;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>
/// PyTorch's own <c>nn.RNN</c>, <c>nn.LSTM</c> and <c>nn.GRU</c>, two layers in both directions, whose initial weights come from PyTorch as an <c>.npz</c> file and whose final ones are compared
/// with those of another: <c>Reference/record_modules.py</c> wrote both.
/// </summary>
public class PyTorchModuleTests
{
    private static readonly string Folder = Path.Combine(SourceFolder.Path, "Reference", "Modules");

    [Theory]
    [InlineData("elman")]
    [InlineData("lstm")]
    [InlineData("gru")]
    public void Trained_from_the_weights_of_a_module_a_network_has_its_losses_and_final_weights(string cell)
    {
        var text = File.ReadAllText(Path.Combine(Folder, "network.yaml"))
            .Replace("CELL", cell, StringComparison.Ordinal)
            .Replace("INITIAL", Path.Combine(Folder, cell + ".initial.npz"), StringComparison.Ordinal);

        var run = Trainer.Train(CompiledSpecs.Load(new SpecText($"/specs/module-{cell}.yaml", text)).Values.Single());

        var recorded = NpzFile.Read(Path.Combine(Folder, cell + ".npz")).ToDictionary(array => array.Name, array => array.Values.ToArray());
        Assert.True(recorded.Remove("losses", out var losses));
        PyTorchRecording.AssertSame(losses, recorded, run);
    }
}
