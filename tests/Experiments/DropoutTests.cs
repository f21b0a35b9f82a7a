using RnnGen.Checking;
using RnnGen.Evaluation;
using RnnGen.Initialization;
using RnnGen.Numerics;
using RnnGen.Randomness;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>Dropout masks: which units are dropped, what it depends on, and that gradients know of it.</summary>
public class DropoutTests
{
    // The output is the sum of the layer's units, so that a prediction counts those that were kept.
    private const string Spec = """
        description: Counts the units that are kept.
        seed: 3
        model:
          input_size: 1
          sequence_length: 2
          form: FORM
          layers:
            - size: 50
              dropout: 0.2
              cell:
                step: h = 1 + 0 * x + repeat(x, 50)
                output: h
          output: { size: 1, steps: every }
        loss: { name: half_mse, reduce: mean }
        initialization:
          default: { name: constant, value: 1 }
        data:
          train:
            - { x: [[0], [0]], y: [[0], [0]] }
        training:
          epochs: 1
          optimizer: { name: sgd, learning_rate: 0.1 }
        """;

    [Theory]
    [InlineData("unrolled")]
    [InlineData("looped")]
    public void A_unit_is_dropped_with_its_probability_and_otherwise_scaled(string form)
    {
        var experiment = Load(form);
        const int count = 100;
        var kept = Predict(experiment, count, evaluator => evaluator.DropUnits(1, 0, [.. Enumerable.Range(0, count)])).Select(prediction => prediction * 0.8).ToArray();

        Assert.All(kept, units => Assert.Equal(Math.Round(units), units, 9));
        Assert.InRange(kept.Average(), 39.5, 40.5);
        Assert.InRange(kept.Select(units => (units - 40) * (units - 40)).Average(), 6, 10);
        Assert.Equal(50, Predict(experiment, 3, evaluator => { }).Distinct().Single());
        Assert.Equal(50, Predict(experiment, 3, evaluator =>
        {
            evaluator.DropUnits(1, 0, [0, 1, 2]);
            evaluator.KeepUnits();
        }).Distinct().Single());
    }

    [Fact]
    public void A_mask_depends_on_seed_epoch_sequence_and_step_and_on_nothing_else()
    {
        var (unrolled, looped) = (Load("unrolled"), Load("looped"));
        var masks = Predict(unrolled, 3, evaluator => evaluator.DropUnits(1, 2, [7, 8, 9]));

        Assert.Equal(masks, Predict(looped, 3, evaluator => evaluator.DropUnits(1, 2, [7, 8, 9])));
        Assert.Equal(masks, Predict(unrolled, 3, evaluator => evaluator.DropUnits(1, 2, [7, 8, 9]), LaneWidth.Bits64));
        Assert.Equal(masks[2..4], Predict(unrolled, 1, evaluator => evaluator.DropUnits(1, 2, [8])));
        Assert.NotEqual(masks, Predict(unrolled, 3, evaluator => evaluator.DropUnits(2, 2, [7, 8, 9])));
        Assert.NotEqual(masks, Predict(unrolled, 3, evaluator => evaluator.DropUnits(1, 3, [7, 8, 9])));
        Assert.NotEqual(masks[0..2], masks[2..4]);
        Assert.NotEqual(masks.Where((_, i) => i % 2 == 0), masks.Where((_, i) => i % 2 == 1));
    }

    [Fact]
    public void Gradients_are_those_of_finite_differences_with_the_masks_fixed()
    {
        var experiment = SpecCases.Get("dropout");
        var random = new RandomState(1);
        var parameters = InitialParameters.Draw(experiment.Layout, experiment.Settings, random).Values;
        using var evaluator = Evaluator.Create(experiment, RandomSequences.Draw(experiment, random, 20));
        evaluator.DropUnits(5, 0, [.. Enumerable.Range(0, 20)]);
        var gradient = new double[parameters.Length];
        var loss = evaluator.Gradient(parameters, gradient);
        evaluator.KeepUnits();
        Assert.NotEqual(loss, evaluator.Loss(parameters));
        evaluator.DropUnits(5, 0, [.. Enumerable.Range(0, 20)]);

        for (var i = 0; i < parameters.Length; i++)
        {
            var value = parameters[i];
            parameters[i] = value + 1e-5;
            var plus = evaluator.Loss(parameters);
            parameters[i] = value - 1e-5;
            var minus = evaluator.Loss(parameters);
            parameters[i] = value;

            Assert.Equal((plus - minus) / 2e-5, gradient[i], 1e-8);
        }
    }

    private static Experiment Load(string form) => CompiledSpecs.Load(new SpecText("kept-units.yaml", Spec.Replace("FORM", form))).Values.Single();

    private static double[] Predict(Experiment experiment, int count, Action<Evaluator> prepare, LaneWidth? width = null)
    {
        using var evaluator = Evaluator.Create(experiment, [.. Enumerable.Repeat(experiment.Train[0], count)], width);
        prepare(evaluator);
        var predictions = new double[count * 2];
        evaluator.Predict(InitialParameters.Draw(experiment.Layout, experiment.Settings, new RandomState(0)).Values, predictions);
        return predictions;
    }
}
