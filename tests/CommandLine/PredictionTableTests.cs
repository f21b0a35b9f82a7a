using System.Text.RegularExpressions;
using RnnGen.Data;
using RnnGen.Evaluation;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.CommandLine.Tests;

/// <summary>The table of predictions beside their targets, and other tables.</summary>
[Collection("Console")]
public class PredictionTableTests
{
    private static readonly (string, string)[] EveryStep =
        [("sequence_length: 3", "sequence_length: { max: 20 }"), ("activation: sigmoid", "activation: sigmoid, steps: every"), ("y: [0]", "y: [[0], [0], [1]]"), ("y: [1]", "y: [[0], [1], [1]]")];

    [Theory]
    [InlineData(3, 13, false)]
    [InlineData(13, 3, false)]
    [InlineData(3, 12, true)]
    public void The_longest_answer_says_whether_there_is_a_table(int first, int second, bool isShown)
    {
        var experiment = Specs.Load("steps", Specs.Rows, EveryStep);
        var output = Write(experiment, [.. new[] { first, second }.Select(length => new Sequence(new double[length], new double[length]))]);

        Assert.Equal(isShown, output.Contains("prediction", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_redirected_is_not_wrapped()
    {
        var experiment = Specs.Load("steps", Specs.Rows, EveryStep);
        var output = Write(experiment, [new Sequence(new double[12], [.. Enumerable.Repeat(1.0 / 3, 12)])]);

        Assert.Contains(string.Join(' ', Enumerable.Repeat("0.3333333333333333", 12)), output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hello world", " hello world ")]
    [InlineData("to be\n\tor", """ "to be\n\tor" """)]
    [InlineData("[red]x", " [red]x ")]
    public void A_text_stands_in_one_line(string text, string expected)
    {
        var experiment = Specs.Load("steps", Specs.Rows);
        var output = Write(experiment, [new Sequence(new double[3], new double[1], text)]);

        Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_of_trials_is_not_wrapped_either()
    {
        var experiment = Specs.Load("wide", Specs.Rows, ("initialization:", "metrics: [rmse, mae, r2, binary_accuracy, sequence_accuracy]\ninitialization:"), ("training:", "  test:\n    - { x: [[1], [1], [1]], y: [1] }\ntraining:"));
        using var workplace = new WorkingFolder();
        var (_, output, _) = CapturedProgram.Run([experiment], "wide", "--trials", "2", "--output", "out");

        var title = output.Split('\n').Single(line => line.Contains("seed", StringComparison.Ordinal) && line.Contains("end", StringComparison.Ordinal));
        Assert.Matches("seed.*end.*sequences.*test rmse.*test mae.*test r2.*test binary_accuracy.*test sequence_accuracy", title);
    }

    [Theory]
    [InlineData(0.5, "0.5000")]
    [InlineData(-123456.78, "-123456.7800")]
    [InlineData(1.6e301, "1.6E+301")]
    [InlineData(-1234567.8, "-1.23457E+06")]
    [InlineData(double.NaN, "NaN")]
    public void Large_predictions_are_written_with_an_exponent(double value, string text)
    {
        // The prediction is the bias of the output.
        var experiment = Specs.Load("large", Specs.Rows, ("size: 1, activation: sigmoid", "size: 1, bias: single"));
        var parameters = new ParameterBuffer(experiment.Layout);
        parameters[experiment.Layout.Single(parameter => parameter.Name.StartsWith("output.b", StringComparison.Ordinal)).Name].Fill(value);
        var output = CapturedProgram.Capture(console =>
        {
            PredictionTable.Write("train", Predictions.Of(experiment, parameters, experiment.Train), [], null, console);
            return 0;
        }).Output;

        Assert.Matches($@"train 0 +0 +{Regex.Escape(text)} ", output);
    }

    private static string Write(Experiment experiment, IReadOnlyList<Sequence> sequences) => CapturedProgram.Capture(console =>
    {
        PredictionTable.Write("test", Predictions.Of(experiment, new ParameterBuffer(experiment.Layout), sequences), [], null, console);
        return 0;
    }).Output;
}
