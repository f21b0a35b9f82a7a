using System.Globalization;
using System.Xml.Linq;
using RnnGen.CommandLine;
using RnnGen.Evaluation;
using RnnGen.Testing;
using RnnGen.Training;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>Several seeds of several experiments: the table, the file and the figure.</summary>
[Collection("Console")]
public sealed class TrialsTests : IDisposable
{
    private const string Slow = """
        description: Two units that learn slowly.
        published:
          - { source: somebody, quantity: loss, value: 0.25 }
          - { source: "somebody else", quantity: sequences, value: 1500 }
        seed: 1
        model:
          input_size: 1
          sequence_length: 3
          layers:
            - { cell: elman, size: 2 }
          output: { size: 1, activation: sigmoid }
        loss: { name: mse, reduce: mean }
        metrics: [rmse, binary_accuracy]
        initialization:
          default: { name: normal, std: 0.1 }
        data:
          train: { name: parity, length: 3, minimal_length: 3 }
          test: { name: parity, length: 3, minimal_length: 3, count: 10 }
        training:
          sequences: 1000
          optimizer: { name: sgd, learning_rate: 0.01 }
          log_every: 100
        """;

    private static readonly IReadOnlyDictionary<string, Experiment> Both = CompiledSpecs.Load(
        new SpecText("slow.yaml", Slow),
        new SpecText("fast.yaml", Slow.Replace("learning_rate: 0.01", "learning_rate: 1.0", StringComparison.Ordinal)));

    private readonly string _folder = Directory.CreateTempSubdirectory("rnngen-").FullName;

    private string Output { get; }

    private string[] Csv { get; }

    private XElement[] Figure { get; }

    public TrialsTests()
    {
        (var code, Output, _) = CapturedProgram.Run([.. Both.Values], "slow", "fast", "--trials", "3", "--output", _folder);
        Assert.Equal(ExitCode.Success, code);
        Csv = File.ReadAllLines(Path.Combine(_folder, "trials.csv"));
        Figure = [.. XElement.Load(Path.Combine(_folder, "trials.svg")).Descendants()];
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Each_trial_is_what_a_run_with_its_seed_is()
    {
        var run = Trainer.Train(Both["slow"], Both["slow"].Settings with { Seed = 3 });
        var rmse = Both["slow"].Settings.Metrics[0].Measure(Predictions.Of(Both["slow"], run.Final, Both["slow"].Test));

        Assert.Equal(1 + (2 * 3 * 2), Csv.Length);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"slow,3,limit,1000,rmse,{rmse:R}"), Csv);
    }

    [Fact]
    public void The_summary_has_the_mean_and_the_range_of_every_metric()
    {
        foreach (var metric in Csv.Skip(1).Select(line => line.Split(',')).GroupBy(cells => (Experiment: cells[0], Metric: cells[4]), cells => double.Parse(cells[5], CultureInfo.InvariantCulture)))
        {
            Assert.Contains(
                string.Create(CultureInfo.InvariantCulture, $"test {metric.Key.Metric}: {metric.Average():G6} on average, {metric.Min():G6} to {metric.Max():G6}\n"), Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_summary_has_the_losses_at_the_end_beside_a_published_loss()
    {
        var losses = Enumerable.Range(1, 3).Select(seed => Trainer.Train(Both["fast"], Both["fast"].Settings with { Seed = (uint)seed }).Losses[^1]).ToArray();

        Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"training loss at the end: {losses.Average():G6} on average, {losses.Min():G6} to {losses.Max():G6}\npublished: loss 0.25 (somebody)\n"),
            Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_trial_that_diverges_says_where_and_what_to_try()
    {
        var spec = Slow.Replace("learning_rate: 0.01", "learning_rate: 1.0e+300", StringComparison.Ordinal).Replace(", activation: sigmoid", "", StringComparison.Ordinal);
        var experiment = CompiledSpecs.Load(new SpecText("steep.yaml", spec)).Values.Single();
        var (code, output, _) = CapturedProgram.Run([experiment], "steep", "--trials", "2", "--output", Path.Combine(_folder, "steep"));

        Assert.Equal(ExitCode.RunFailed, code);
        foreach (var seed in (uint[])[1, 2])
        {
            var message = Trainer.Train(experiment, experiment.Settings with { Seed = seed }).Divergence!.Message;
            Assert.Contains($"\nThe training with seed {seed} {message}\n", output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("{ name: tolerance, tolerance: 0.001, window: 20 }", "not learnt: the criterion was not met within 1000 sequences\n")]
    [InlineData("{ name: tolerance, tolerance: 0.999, window: 20 }", "learnt after 20 sequences: the criterion is met\n")]
    public void A_run_says_whether_its_criterion_is_met(string until, string line)
    {
        var experiment = CompiledSpecs.Load(new SpecText("judged.yaml", $"{Slow}\n  until: {until}\n")).Values.Single();
        var (code, output, _) = CapturedProgram.Run([experiment], "judged", "--output", Path.Combine(_folder, "run"));

        Assert.Equal(ExitCode.Success, code);
        Assert.Contains("\n" + line, output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_without_a_criterion_does_not_speak_of_one() =>
        Assert.DoesNotContain("criterion", CapturedProgram.Run([Both["slow"]], "slow", "--output", Path.Combine(_folder, "run")).Output, StringComparison.Ordinal);

    [Fact]
    public void What_is_published_is_a_dashed_line_upright_for_sequences_and_across_for_a_loss()
    {
        var dashed = Figure.Where(element => element.Attribute("stroke-dasharray") is not null).Select(line => (
            Width: Number(line, "x2") - Number(line, "x1"),
            Height: Number(line, "y2") - Number(line, "y1"))).ToArray();

        Assert.Equal(4, dashed.Length);
        Assert.Single(dashed, line => line is { Width: 0, Height: > 300 });
        Assert.Single(dashed, line => line is { Width: > 600, Height: 0 });
        Assert.Equal(["slow", "fast", "published: 0.25", "published: 1,500 sequences"], LegendTexts().Select(text => text.Value));
    }

    [Fact]
    public void The_legend_covers_no_line_of_the_medians()
    {
        var texts = LegendTexts().ToArray();
        var medians = Figure
            .Where(element => element.Name.LocalName == "polyline" && element.Attribute("fill")!.Value == "none")
            .SelectMany(line => line.Attribute("points")!.Value.Split([' ', '\n']))
            .Select(point => point.Split(',').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray())
            .ToArray();
        var (top, bottom) = (texts.Min(text => Number(text, "y")) - 12, texts.Max(text => Number(text, "y")));
        var end = Number(texts[0], "x");
        var (left, right) = texts[0].Attribute("text-anchor")!.Value == "end" ? (end - 60, end + 28) : (end - 28, end + 60);

        Assert.Equal(2 * 10, medians.Length);
        Assert.DoesNotContain(medians, point => point[0] > left && point[0] < right && point[1] > top && point[1] < bottom);
    }

    private IEnumerable<XElement> LegendTexts() =>
        Figure.Where(element => element.Name.LocalName == "text" && element.Parent!.Elements().First().Name.LocalName == "line");

    private static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
