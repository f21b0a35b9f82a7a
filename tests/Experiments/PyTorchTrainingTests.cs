using System.Globalization;
using RnnGen.SpecTests.Snapshots;
using RnnGen.Testing;
using RnnGen.Training;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>
/// Every optimizer, schedule and clipping, minibatches, and parameters with a rate of their own, in a whole network from YAML, against PyTorch:
/// <c>Reference/record_training.py</c> recorded the losses for the training sections in <c>Reference/Training</c>.
/// </summary>
public class PyTorchTrainingTests
{
    private const double Tolerance = 1e-9;

    private static readonly string Folder = Path.Combine(SourceFolder.Path, "Reference", "Training");

    public static TheoryData<string> Names { get; } = [.. Directory.EnumerateFiles(Folder, "*.yaml").Order(StringComparer.Ordinal).Select(path => Path.GetFileNameWithoutExtension(path))];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_losses_are_those_of_PyTorch(string name)
    {
        var spec = SpecCases.Text("elman-double-bias").Text;
        var text = spec[..spec.IndexOf("training:", StringComparison.Ordinal)] + File.ReadAllText(Path.Combine(Folder, name + ".yaml"));
        var expected = File.ReadLines(Path.Combine(Folder, name + ".csv")).Skip(1).Select(line => double.Parse(line.Split(',')[1], CultureInfo.InvariantCulture)).ToArray();

        var actual = Trainer.Train(CompiledSpecs.Load(new SpecText($"/specs/{name}.yaml", text)).Values.Single()).Losses;

        Assert.Equal(60, actual.Count);
        var worst = expected.Zip(actual, (old, now) => Math.Abs(now - old) / Math.Max(Math.Abs(old), 1e-3)).Max();
        Assert.True(worst <= Tolerance, $"{worst:E1} off");
    }
}
