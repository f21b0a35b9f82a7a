using RnnGen.Evaluation;
using RnnGen.Initialization;
using RnnGen.Numerics;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>Predictions step by step are those of whole sequences.</summary>
public class PredictorTests
{
    public static TheoryData<string> Names => SpecCases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void One_sequence_has_the_predictions_of_the_unrolled_network(string name)
    {
        foreach (var experiment in new[] { SpecCases.Get(name), SpecCases.GetUnitLoops(name) })
        {
            foreach (var precision in Enum.GetValues<Precision>())
            {
                SamePredictions.Check(experiment, RandomDraw.Of(name).Last(), 1, null, precision);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Sequences_side_by_side_have_the_predictions_of_the_unrolled_network(string name)
    {
        foreach (var width in Enum.GetValues<LaneWidth>())
        {
            SamePredictions.Check(SpecCases.Get(name), RandomDraw.Of(name).Last(), 11, width, Precision.Float64);
            SamePredictions.Check(SpecCases.GetUnitLoops(name), RandomDraw.Of(name).Last(), 11, width, Precision.Float32);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Whole_sequences_have_the_predictions_of_the_unrolled_network(string name)
    {
        var experiment = SpecCases.Get(name);
        if (!experiment.IsCausal || experiment.HasVariableLength)
        {
            return;
        }

        var draw = RandomDraw.Of(name).Last();
        var sequences = draw.Sequences.Take(11).ToArray();
        using var evaluator = Evaluator.Create(experiment, sequences);
        var expected = new double[sequences.Length * experiment.OutputSize * (experiment.AnswersAtEveryStep ? experiment.SequenceLength : 1)];
        evaluator.Predict(draw.Parameters.Values, expected);

        foreach (var (sideBySide, width) in new (int, LaneWidth?)[] { (1, null), (4, LaneWidth.Bits256), (8, null), (11, LaneWidth.Bits128), (20, null) })
        {
            using var predictor = Predictor.Create(experiment, draw.Parameters.Values, sideBySide, width);
            var actual = new double[expected.Length];
            predictor.Predict(experiment.SequenceLength, [.. sequences.SelectMany(sequence => sequence.Steps)], actual);

            Assert.Equal(expected, actual);
        }
    }

    // What a state of zero is multiplied with may be infinite or no number, and of what is divided by it the sign counts.
    [Theory]
    [InlineData("tanh(x @ W + h_prev / sqrt(sum(square(h_prev))))", double.NaN)]
    [InlineData("tanh(x @ W + h_prev * log(h_prev))", double.NaN)]
    [InlineData("tanh(x @ W + h_prev / (1 - exp(h_prev)))", double.NaN)]
    [InlineData("tanh(x @ W + h_prev * log(relu(x @ W - 100)))", double.NaN)]
    [InlineData("tanh(x @ W + 1 / (h_prev * (x @ W - 100)))", null)]
    [InlineData("tanh(x @ W + h_prev * log(1 + square(h_prev)))", null)]
    public void A_state_of_zero_is_the_same_in_both(string equation, double? expected)
    {
        foreach (var units in new[] { "spelled_out", "looped" })
        {
            const string Layer = "{ cell: elman, size: 3, initial_state: carried }";
            var layer = $"{{ size: 4, cell: {{ parameters: {{ W: [input, size] }}, state: {{ h: [size] }}, step: 'h = {equation}', output: h }} }}";

            // The layer above may read a state of zero, too: at the first step alone.
            foreach (var layers in new[] { layer, "{ size: 4, cell: { parameters: { W: [input, size] }, state: { h: [size] }, step: \"y = 2 * h_prev\\nh = tanh(x @ W)\", output: y } }, " + layer.Replace("h_prev", "x", StringComparison.Ordinal) })
            {
                var experiment = Letters.With(("sequence_length: 4", $"sequence_length: 4\n  units: {units}"), (Layer, layers));
                var sequence = new Data.Sequence([.. Enumerable.Repeat(0.5, 16)], new double[16]);
                var draw = new RandomDraw(InitialParameters.Draw(experiment.Layout, experiment.Settings), [sequence]);

                var predictions = draw.Predict(experiment);
                Assert.All(layers == layer ? predictions : predictions[..4], prediction => Assert.Equal(expected ?? prediction, prediction));
                SamePredictions.Check(experiment, draw, 1, null, Precision.Float64);
            }
        }
    }

    // 0 * 1 + 0 * -1 is 0; where the state of zero drops out, it is -0.
    [Theory]
    [InlineData("spelled_out")]
    [InlineData("looped")]
    public void The_sign_of_zero_is_the_same_in_both(string units)
    {
        var experiment = CompiledSpecs.Load(new SpecText("minus.yaml", $$"""
            seed: 0
            model:
              input_size: 1
              sequence_length: 2
              layers: [{ cell: elman, size: 1, activation: identity }]
              output: { size: 1, steps: every }
              units: {{units}}
            loss: { name: mse, reduce: mean }
            initialization: { default: { name: ones }, parameters: { layers.0.Wxh: { name: constant, value: -1 } } }
            data: { train: [{ x: [[0], [0]], y: [[0], [0]] }] }
            training: { epochs: 1, optimizer: { name: sgd, learning_rate: 0.1 } }
            """))["minus"];
        var draw = new RandomDraw(InitialParameters.Draw(experiment.Layout, experiment.Settings), [.. experiment.Train]);

        SameBits.Assert([-0.0, -0.0], draw.Predict(experiment));
        using var predictor = Predictor.Create(experiment, draw.Parameters.Values);
        var answers = new double[2];
        predictor.Predict(2, new double[2], answers);
        SameBits.Assert([-0.0, -0.0], answers);
    }

    // What is zero in the first step is not what it was in the sequence before: a state that the second step reads, and an output that the answer does.
    [Theory]
    [InlineData("spelled_out", "g = h_prev + g_prev\\nh = tanh(x @ W + g)", "h")]
    [InlineData("looped", "g = h_prev + g_prev\\nh = tanh(x @ W + g)", "h")]
    [InlineData("spelled_out", "y = 2 * h_prev\\ng = 1 + g_prev\\nh = tanh(x @ W)", "y")]
    [InlineData("looped", "y = 2 * h_prev\\ng = 1 + g_prev\\nh = tanh(x @ W)", "y")]
    public void A_sequence_is_not_answered_with_what_one_before_it_left(string units, string step, string output)
    {
        var experiment = Letters.With(
            ("sequence_length: 4", $"sequence_length: 4\n  units: {units}"),
            ("{ cell: elman, size: 3, initial_state: carried }", "{ size: 3, cell: { parameters: { W: [input, size] }, state: { h: [size], g: [size] }, step: \"" + step + "\", output: " + output + " } }"));
        using var predictor = Predictor.Create(experiment, InitialParameters.Draw(experiment.Layout, experiment.Settings).Values);
        var (sequence, first, again) = (Enumerable.Range(0, 8).Select(i => i / 8.0).ToArray(), new double[8], new double[8]);
        predictor.Predict(2, sequence, first);
        predictor.Predict(2, sequence, again);

        SameBits.Assert(first, again);
    }

    [Fact]
    public void A_state_is_kept_until_it_is_reset()
    {
        var experiment = SpecCases.Get("lstm");
        using var predictor = Predictor.Create(experiment, RandomDraw.Of("lstm").First().Parameters.Values);
        double[] inputs = [.. Enumerable.Range(0, experiment.InputSize).Select(i => i + 0.5)];
        double[] first = new double[experiment.OutputSize], second = new double[experiment.OutputSize], again = new double[experiment.OutputSize];
        predictor.Advance(inputs, first);
        predictor.Advance(inputs, second);
        predictor.Reset();
        predictor.Advance(inputs, again);

        Assert.NotEqual(first, second);
        Assert.Equal(first, again);
    }

    [Fact]
    public void A_sequence_may_be_longer_than_those_of_the_training()
    {
        var experiment = SpecCases.Get("lstm");
        using var predictor = Predictor.Create(experiment, RandomDraw.Of("lstm").First().Parameters.Values, sequences: 3);
        var answers = new double[3 * experiment.OutputSize];
        for (var step = 0; step < 10 * experiment.SequenceLength; step++)
        {
            predictor.Advance(new double[3 * experiment.InputSize], answers);
        }

        Assert.All(answers, answer => Assert.True(double.IsFinite(answer)));
    }

    [Fact]
    public void A_network_that_reads_backward_has_no_answer_before_the_end()
    {
        var experiment = SpecCases.Get("bidirectional");

        var error = Assert.Throws<NotSupportedException>(() => Predictor.Create(experiment, new double[experiment.Layout.Length]));

        Assert.Equal("bidirectional has a layer that reads backward, and cannot answer before a sequence's end.", error.Message);
    }

    [Fact]
    public void There_is_no_answer_before_the_first_step()
    {
        var experiment = SpecCases.Get("lstm");
        var (inputs, answer, first, second) = (new double[experiment.InputSize], new double[experiment.OutputSize], new double[experiment.OutputSize], new double[experiment.OutputSize]);
        Array.Fill(inputs, 0.5);
        using var predictor = Predictor.Create(experiment, InitialParameters.Draw(experiment.Layout, experiment.Settings).Values);
        Assert.Throws<InvalidOperationException>(() => predictor.Answer(answer));
        predictor.Advance(inputs, first);
        predictor.Advance(inputs, second);
        predictor.Reset();
        Assert.Throws<InvalidOperationException>(() => predictor.Answer(answer));

        // After whole sequences a step is the first.
        predictor.Advance(inputs);
        predictor.Predict(1, inputs, answer);
        Assert.Equal(first, answer);
        Assert.Throws<InvalidOperationException>(() => predictor.Answer(answer));
        predictor.Advance(inputs, answer);
        Assert.Equal(first, answer);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void Sizes_are_checked()
    {
        var experiment = SpecCases.Get("lstm");
        Assert.Throws<ArgumentOutOfRangeException>(() => Predictor.Create(experiment, new double[1]));
        using var predictor = Predictor.Create(experiment, new double[experiment.Layout.Length], sequences: 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => predictor.Advance(new double[experiment.InputSize], new double[2 * experiment.OutputSize]));
        Assert.Throws<ArgumentOutOfRangeException>(() => predictor.Advance(new double[2 * experiment.InputSize], new double[experiment.OutputSize]));
        Assert.Throws<ArgumentOutOfRangeException>(() => predictor.Answer(new double[experiment.OutputSize]));
        Assert.Throws<ArgumentOutOfRangeException>(() => predictor.Predict(0, [], []));
        Assert.Throws<ArgumentOutOfRangeException>(() => predictor.Predict(1 << 30, new double[4 * experiment.InputSize], new double[2 * experiment.OutputSize]));
        Assert.Throws<ArgumentOutOfRangeException>(() => predictor.Predict(2, new double[3 * experiment.InputSize], new double[experiment.OutputSize]));
        Assert.Throws<ArgumentOutOfRangeException>(() => predictor.Predict(2, new double[4 * experiment.InputSize], new double[experiment.OutputSize]));
        predictor.Dispose();
        Assert.Throws<ObjectDisposedException>(() => predictor.Reset());
        Assert.Throws<ObjectDisposedException>(() => predictor.Predict(1, [], []));
    }
}
