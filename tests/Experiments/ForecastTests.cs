using System.Globalization;
using System.Text.Json;
using RnnGen.CommandLine;
using RnnGen.Data;
using RnnGen.Evaluation;
using RnnGen.Recording;
using RnnGen.Testing;
using RnnGen.Training;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>Forecasts of a series, from the spec to the product that has nothing but the file of the weights.</summary>
[Collection("Console")]
public sealed class ForecastTests : IDisposable
{
    // A temperature that goes round in 12 steps, 25 degrees on average.
    private static readonly double[] Temperatures = [.. Enumerable.Range(0, 120).Select(month => Math.Round(25 + (4 * Math.Sin(month * Math.PI / 6)), 2))];

    private const string Spec = """
        description: The temperature of the next month.
        seed: 1
        model:
          input_size: 1
          sequence_length: 6
          layers: [{ cell: gru, size: 6 }]
          output: { size: 1, bias: single, steps: last }
        loss: { name: mse, reduce: mean }
        metrics: [rmse, mae, r2]
        initialization: { default: { name: keras } }
        data:
          train: { name: series, path: 'TRAIN', columns: T, rows: 1..84, window: 6, horizon: 2, normalize_by_rows: 1..84 }
          test: { name: series, path: 'TEST', columns: T, rows: 1..36, window: 6, horizon: 2, normalize_by_rows: 1..84, normalize_by_path: 'TRAIN' }
        training: { epochs: 40, batch_size: 8, optimizer: { name: adam, learning_rate: 0.02 } }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("rnngen-forecast-").FullName;
    private readonly Experiment _last;
    private readonly Experiment _every;

    public ForecastTests()
    {
        var (train, test) = (Path.Combine(_folder, "train.csv"), Path.Combine(_folder, "test.csv"));
        File.WriteAllText(train, Csv(Temperatures[..84]));
        File.WriteAllText(test, Csv(Temperatures[84..]));
        var spec = Spec.Replace("TRAIN", train, StringComparison.Ordinal).Replace("TEST", test, StringComparison.Ordinal);
        var experiments = CompiledSpecs.Load(new SpecText("last.yaml", spec), new SpecText("every.yaml", spec.Replace("steps: last", "steps: every", StringComparison.Ordinal)));
        (_last, _every) = (experiments["last"], experiments["every"]);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_test_set_has_the_units_of_the_training_set()
    {
        var mean = Temperatures[..84].Sum() / 84;

        Assert.Equal(mean, _last.Normalization!.Mean);
        Assert.Equal(29, _last.Test.Count);
        Assert.Equal(_last.Normalization.Normalize(Temperatures[84]), _last.Test[0].Steps[0]);
        Assert.Equal(_last.Normalization.Normalize(Temperatures[91]), Assert.Single(_last.Test[0].Target));
    }

    [Fact]
    public void At_every_step_there_is_a_forecast()
    {
        Assert.Equal([.. Temperatures[86..92].Select(_every.Normalization!.Normalize)], _every.Test[0].Target);

        var run = Trainer.Train(_every);
        var rmse = new RootMeanSquaredError().Measure(Predictions.Of(_every, run.Final, _every.Test));

        // A month by itself does not say whether it gets warmer: the first of the six forecasts remains a guess. Always the mean would be 1.
        Assert.InRange(rmse, 0, 0.6);
    }

    [Fact]
    public void The_weights_file_alone_forecasts_in_the_units_of_the_series()
    {
        var (code, output, _) = CapturedProgram.Run([_last], "last", "--output", _folder);
        File.Delete(Path.Combine(_folder, "train.csv"));
        File.Delete(Path.Combine(_folder, "test.csv"));

        // A product with the class and this file, and no data.
        var product = (Experiment)Activator.CreateInstance(_last.GetType())!;
        var arrays = NpzFile.Read(Path.Combine(_folder, "weights.npz"));
        var normalization = Normalization.FromArrays(arrays)!;
        using var predictor = Predictor.Create(product, ParameterBuffer.FromArrays(product.Layout, arrays).Values);
        var answer = new double[1];
        foreach (var temperature in Temperatures[84..90])
        {
            predictor.Advance([normalization.Normalize(temperature)], answer);
        }

        Assert.Equal(ExitCode.Success, code);
        Assert.InRange(normalization.Restore(answer[0]), Temperatures[91] - 1, Temperatures[91] + 1);
        Assert.Contains($"{Text(Temperatures[91])} {Text(normalization.Restore(answer[0]))}", string.Join(' ', output.Split(' ', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => product.Normalization);
    }

    [Fact]
    public void The_run_records_and_says_errors_in_the_units_of_the_series()
    {
        var (_, output, _) = CapturedProgram.Run([_last], "last", "--output", _folder);
        var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, "run.json"))).RootElement;
        var (mean, deviation) = _last.Normalization!;
        var recorded = json.GetProperty("normalization");

        Assert.Equal((mean, deviation), (recorded.GetProperty("mean").GetDouble(), recorded.GetProperty("deviation").GetDouble()));
        Assert.Equal(["train_rmse", "train_mae", "test_rmse", "test_mae"], json.GetProperty("metrics_in_file_units").EnumerateObject().Select(metric => metric.Name));
        foreach (var name in new[] { "rmse", "mae" })
        {
            var value = json.GetProperty("metrics").GetProperty("test_" + name).GetDouble();
            Assert.Equal(value * deviation, json.GetProperty("metrics_in_file_units").GetProperty("test_" + name).GetDouble());
            Assert.Contains($"test {name} {Text(value)}, in the file's units {Text(value * deviation)}\n", output, StringComparison.Ordinal);
        }

        Assert.Contains($"The network's units are (value - {Text(mean)}) / {Text(deviation)} of the file's.\n", output, StringComparison.Ordinal);
        Assert.Contains("target (file's units)", output, StringComparison.Ordinal);
        Assert.DoesNotContain("data.mean", NpzFile.Read(Path.Combine(_folder, "weights.initial.npz")).Select(array => array.Name));
    }

    [Fact]
    public void Trials_say_the_error_in_the_units_of_the_series()
    {
        var (_, output, _) = CapturedProgram.Run([_last], "last", "--trials", "2", "--output", _folder);
        var errors = Enumerable.Range(1, 2)
            .Select(seed => Trainer.Train(_last, _last.Settings with { Seed = (uint)seed }))
            .Select(run => new RootMeanSquaredError().Measure(Predictions.Of(_last, run.Final, _last.Test)));

        Assert.Contains($"; in the file's units {Text(errors.Average() * _last.Normalization!.Deviation)} on average\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_in_the_units_of_its_data_has_no_normalization()
    {
        var (_, output, _) = CapturedProgram.Run([SpecCases.Get("every-step")], "every-step", "--output", _folder);
        var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, "run.json"))).RootElement;

        Assert.Null(SpecCases.Get("every-step").Normalization);
        Assert.False(json.TryGetProperty("normalization", out _));
        Assert.False(json.TryGetProperty("metrics_in_file_units", out _));
        Assert.Null(Normalization.FromArrays(NpzFile.Read(Path.Combine(_folder, "weights.npz"))));
        Assert.DoesNotContain("units", output, StringComparison.Ordinal);

        // The second step of the first row has no loss.
        Assert.Contains(" 1 0 - - 0 1 1 0 ", output, StringComparison.Ordinal);
    }

    private static string Csv(double[] values) => "T\n" + string.Concat(values.Select(value => string.Create(CultureInfo.InvariantCulture, $"{value}\n")));

    private static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
