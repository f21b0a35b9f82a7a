using RnnGen.Data;
using RnnGen.Evaluation;
using RnnGen.Initialization;
using RnnGen.Numerics;
using RnnGen.Randomness;
using RnnGen.Testing;
using RnnGen.Training;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>A state that is carried on from window to window is that of the sequence in one piece.</summary>
public class CarriedStateTests
{
    private const string Spec = """
        description: Windows of a longer sequence.
        seed: 3
        model:
          input_size: 2
          sequence_length: LENGTH
          form: FORM
          layers:
            - { cell: lstm, size: 3, initial_state: STATE }
            - { cell: gru, size: 2, initial_state: STATE }
          output: { size: 1, activation: tanh, steps: every }
        loss: { name: mse, reduce: sum }
        initialization:
          default: { name: normal, std: 0.5 }
        data:
          train:
            - { x: ROWS, y: TARGETS }
        training:
          epochs: 1
          batch_size: 1
          optimizer: { name: sgd, learning_rate: 0.1 }
        """;

    [Theory]
    [InlineData("unrolled", LaneWidth.Bits512, 11)]
    [InlineData("looped", LaneWidth.Bits512, 11)]
    [InlineData("unrolled", LaneWidth.Bits128, 300)]
    [InlineData("looped", LaneWidth.Bits64, 300)]
    public void Two_windows_predict_what_the_whole_sequence_does(string form, LaneWidth width, int sequences)
    {
        var (whole, windows) = (Load(6, "zero", form), Load(3, "carried", form));
        var random = new RandomState(1);
        var parameters = InitialParameters.Draw(whole.Layout, whole.Settings, random);
        var inputs = Enumerable.Range(0, sequences).Select(_ => Enumerable.Range(0, 12).Select(_ => random.Randn()).ToArray()).ToArray();

        var expected = Predictions.Of(whole, parameters, [.. inputs.Select(input => new Sequence(input, new double[6]))], width).Values;
        using var evaluator = Evaluator.Create(windows, inputs.Length, width);
        var (first, second) = (Predict(evaluator, parameters, inputs, 0), Predict(evaluator, parameters, inputs, 6));
        evaluator.ResetState();
        var again = Predict(evaluator, parameters, inputs, 0);

        Assert.Equal(expected, Enumerable.Range(0, inputs.Length).SelectMany(i => first.Skip(3 * i).Take(3).Concat(second.Skip(3 * i).Take(3))));
        Assert.Equal(first, again);
    }

    [Theory]
    [InlineData(LaneWidth.Bits512)]
    [InlineData(LaneWidth.Bits256)]
    [InlineData(LaneWidth.Bits128)]
    [InlineData(LaneWidth.Bits64)]
    public void A_state_stays_with_its_sequence_when_fewer_are_loaded(LaneWidth width)
    {
        var (whole, windows) = (Load(6, "zero", "unrolled"), Load(3, "carried", "unrolled"));
        var random = new RandomState(1);
        var parameters = InitialParameters.Draw(whole.Layout, whole.Settings, random);
        var inputs = Enumerable.Range(0, 141).Select(_ => Enumerable.Range(0, 12).Select(_ => random.Randn()).ToArray()).ToArray();

        var expected = Predictions.Of(whole, parameters, [.. inputs.Select(input => new Sequence(input, new double[6]))]).Values;
        using var evaluator = Evaluator.Create(windows, inputs.Length, width);
        _ = Predict(evaluator, parameters, inputs, 0);
        var second = Predict(evaluator, parameters, inputs[..13], 6);

        Assert.Equal(Enumerable.Range(0, 13).SelectMany(i => expected.Skip((6 * i) + 3).Take(3)), second);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(null)]
    public void A_single_batch_would_carry_no_state(int? batchSize)
    {
        var experiment = Load(3, "carried", "unrolled");
        var variant = new VariantOf(experiment, [.. Enumerable.Repeat(experiment.Train[0], 3)]);

        var exception = Assert.Throws<InvalidDataException>(() => Trainer.Train(variant, experiment.Settings with { BatchSize = batchSize }));
        Assert.Equal(
            $"A layer of {experiment.Name} carries its state from each batch to the next, and its training set of 3 windows is one batch of {batchSize ?? 3}; expected a batch_size of at most 1.",
            exception.Message);
    }

    [Fact]
    public void Predictions_and_the_validation_go_through_the_windows_in_their_order()
    {
        var (whole, windows) = (Load(6, "zero", "unrolled"), Load(3, "carried", "unrolled"));
        var random = new RandomState(1);
        var parameters = InitialParameters.Draw(whole.Layout, whole.Settings, random);
        var input = Enumerable.Range(0, 12).Select(_ => random.Randn()).ToArray();
        Sequence[] sequences = [new(input[..6], [0.1, 0.2, 0.3]), new(input[6..], [0.4, 0.5, 0.6])];
        var complete = new Sequence(input, [0.1, 0.2, 0.3, 0.4, 0.5, 0.6]);

        Assert.Equal(Predictions.Of(whole, parameters, [complete]).Values, Predictions.Of(windows, parameters, sequences).Values);

        // The two last of three windows validate.
        var variant = new VariantOf(windows, [sequences[0], .. sequences]);
        var run = Trainer.Train(variant, windows.Settings with { ValidationShare = 0.6, ValidationShuffle = false, BatchSize = 1 });
        using var evaluator = Evaluator.Create(whole, [complete]);
        Assert.Equal(1, run.SequencesSeen);
        Assert.Equal(evaluator.Loss(run.Final.Values), Assert.Single(run.ValidationLosses), 1e-15);
    }

    [Fact]
    public void Windows_of_a_series_that_are_a_window_apart_carry_a_state()
    {
        // 13 values: four windows of 3 steps, of which a batch of two has the first and the third, are two of 6 steps, and one of 12.
        var folder = Directory.CreateTempSubdirectory("rnngen-carried-");
        try
        {
            var path = Path.Combine(folder.FullName, "series.csv");
            File.WriteAllText(path, "A\n" + string.Concat(Enumerable.Range(0, 13).Select(i => $"{i * i % 7}\n")));
            var (windows, pieces, whole) = (LoadSeries(path, 3, "carried"), LoadSeries(path, 6, "zero"), LoadSeries(path, 12, "zero"));
            var parameters = InitialParameters.Draw(whole.Layout, whole.Settings, new RandomState(1));

            Assert.Equal(Predictions.Of(whole, parameters, whole.Train).Values, Predictions.Of(windows, parameters, windows.Train).Values);

            var run = Trainer.Train(windows, windows.Settings with { BatchSize = 2 });
            Assert.Equal(Trainer.Train(pieces, pieces.Settings with { BatchSize = 2 }).InitialLoss, run.InitialLoss, 1e-14);
            Assert.Equal(4, run.SequencesSeen);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static double[] Predict(Evaluator evaluator, ParameterBuffer parameters, double[][] inputs, int start)
    {
        evaluator.Load([.. inputs.Select(input => new Sequence(input[start..(start + 6)], new double[3]))]);
        var predictions = new double[inputs.Length * 3];
        evaluator.Predict(parameters.Values, predictions);
        evaluator.CarryState();
        return predictions;
    }

    private static Experiment LoadSeries(string path, int window, string state) => CompiledSpecs.Load(new SpecText("series.yaml", Spec
        .Replace("LENGTH", $"{window}").Replace("STATE", state).Replace("FORM", "unrolled").Replace("input_size: 2", "input_size: 1")
        .Replace("\n    - { x: ROWS, y: TARGETS }", $" {{ name: series, path: '{path}', columns: A, rows: 1..13, window: {window}, stride: {window}, normalize_by_rows: 1..13 }}"))).Values.Single();

    private static Experiment Load(int length, string state, string form)
    {
        var text = Spec.Replace("LENGTH", $"{length}").Replace("STATE", state).Replace("FORM", form)
            .Replace("ROWS", $"[{string.Join(", ", Enumerable.Repeat("[0, 0]", length))}]")
            .Replace("TARGETS", $"[{string.Join(", ", Enumerable.Repeat("[0]", length))}]");
        return CompiledSpecs.Load(new SpecText("windows.yaml", text)).Values.Single();
    }
}
