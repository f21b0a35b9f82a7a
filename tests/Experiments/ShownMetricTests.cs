using System.Globalization;
using RnnGen.CommandLine;
using RnnGen.Evaluation;
using RnnGen.Testing;
using RnnGen.Training;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>The share of right outputs stands in what a run prints, but for where the count of right rows says the same.</summary>
[Collection("Console")]
public sealed class ShownMetricTests : IDisposable
{
    private const string Spec = """
        description: Hardly trained.
        seed: 1
        model:
          input_size: 1
          sequence_length: 3
          layers:
            - { cell: elman, size: 2 }
          output: { size: 1, activation: sigmoid }
        loss: { name: mse, reduce: mean }
        metrics: [binary_accuracy]
        initialization:
          default: { name: normal, std: 1 }
        data:
          train:
            - { x: [[1], [0], [1]], y: [0] }
            - { x: [[0], [1], [1]], y: [1] }
        training:
          epochs: 1
          optimizer: { name: sgd, learning_rate: 0.1 }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("rnngen-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Of_one_answer_with_one_output_the_count_is_enough()
    {
        var output = Run(Load(Spec));

        Assert.Matches("\n[012] of 2 right\n", output);
        Assert.DoesNotContain("binary_accuracy", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("size: 1, activation: sigmoid", "size: 1, activation: sigmoid, steps: every", "[[0], [1], [1]]", "[[1], [0], [1]]")]
    [InlineData("size: 1, activation: sigmoid", "size: 2, activation: sigmoid", "[0, 1]", "[1, 0]")]
    [InlineData("[binary_accuracy]", "[sequence_accuracy, binary_accuracy]", "[0]", "[1]")]
    public void Otherwise_it_is_shown_beside_the_count(string old, string changed, string first, string second)
    {
        var experiment = Load(Spec.Replace(old, changed, StringComparison.Ordinal).Replace("y: [0]", $"y: {first}", StringComparison.Ordinal).Replace("y: [1]", $"y: {second}", StringComparison.Ordinal));
        var accuracy = new BinaryAccuracy().Measure(Predictions.Of(experiment, Trainer.Train(experiment).Final, experiment.Train));
        var output = Run(experiment);

        Assert.Matches("\n[012] of 2 right\n", output);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"\ntrain binary_accuracy {accuracy:G6}\n"), output, StringComparison.Ordinal);
    }

    private static Experiment Load(string spec) => CompiledSpecs.Load(new SpecText("shown.yaml", spec)).Values.Single();

    private string Run(Experiment experiment)
    {
        var (code, output, _) = CapturedProgram.Run([experiment], "shown", "--output", _folder);
        Assert.Equal(ExitCode.Success, code);
        return output;
    }
}
