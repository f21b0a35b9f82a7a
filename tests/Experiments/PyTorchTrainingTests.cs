using RnnGen.SpecTests.Snapshots;
using RnnGen.Testing;
using RnnGen.Training;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>
/// Every optimizer, schedule and clipping, minibatches, and parameters with a rate of their own, in a whole network from YAML, against PyTorch:
/// <c>Reference/record_training.py</c> recorded losses and final weights for the training sections in <c>Reference/Training</c>.
/// </summary>
public class PyTorchTrainingTests
{
    private static readonly string Folder = Path.Combine(SourceFolder.Path, "Reference", "Training");

    public static TheoryData<string> Names { get; } = [.. Directory.EnumerateFiles(Folder, "*.yaml").Order(StringComparer.Ordinal).Select(path => Path.GetFileNameWithoutExtension(path))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Losses_and_final_weights_are_those_of_PyTorch(string name)
    {
        var spec = SpecCases.Text("elman-double-bias").Text;
        var text = spec[..spec.IndexOf("training:", StringComparison.Ordinal)] + File.ReadAllText(Path.Combine(Folder, name + ".yaml"));

        var run = Trainer.Train(CompiledSpecs.Load(new SpecText($"/specs/{name}.yaml", text)).Values.Single());

        PyTorchRecording.AssertSame(Path.Combine(Folder, name), run);
    }
}
