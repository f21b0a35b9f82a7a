using RnnGen.Checking;
using RnnGen.Evaluation;
using RnnGen.Initialization;
using RnnGen.Numerics;
using RnnGen.Randomness;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>One-hot inputs, where they are looked up, and inputs beside them that are not.</summary>
public class LookUpTests
{
    [Theory]
    [InlineData("letters")]
    [InlineData("letters-lengths")]
    [InlineData("words")]
    public void Inputs_are_looked_up(string name) => Assert.EndsWith(" One-hot inputs are looked up, as from 16 on.", SpecCases.GetUnitLoops(name).Plan, StringComparison.Ordinal);

    // Not where there are few inputs, where units are spelled out, or where something else than products reads the inputs.
    [Theory]
    [InlineData(16, "looped", "{ cell: elman, size: 5 }", true)]
    [InlineData(15, "looped", "{ cell: elman, size: 5 }", false)]
    [InlineData(16, "spelled_out", "{ cell: elman, size: 5 }", false)]
    [InlineData(16, "looped", "{ cell: elman, size: 16, residual: true }", false)]
    public void Inputs_are_looked_up_where_products_alone_read_them(int inputs, string units, string layer, bool areLookedUp)
    {
        var spec = $$"""
            seed: 0
            model:
              input_size: {{inputs}}
              sequence_length: 2
              units: {{units}}
              layers: [{{layer}}]
              output: { size: 1 }
            loss: { name: mse, reduce: mean }
            initialization: { default: { name: normal, std: 0.1 } }
            data:
              alphabet: "{{"abcdefghijklmnop"[..inputs]}}"
              train: [{ x: "ab", y: [1] }]
            training: { epochs: 1, optimizer: { name: sgd, learning_rate: 0.1 } }
            """;

        var plan = CompiledSpecs.Load(new SpecText("look-up.yaml", spec)).Values.Single().Plan;

        Assert.Equal(areLookedUp, plan.Contains("looked up", StringComparison.Ordinal));
    }

    // Not one-hot: two ones, a half, a two, a zero with a sign.
    [Theory]
    [InlineData(1.0, 1.0)]
    [InlineData(0.0, 0.5)]
    [InlineData(2.0, 0.0)]
    [InlineData(-0.0, 1.0)]
    public void Inputs_that_are_nearly_one_hot_are_multiplied(double first, double second)
    {
        var (oneHot, _) = Draw(SpecCases.Get("letters"));
        var steps = oneHot.Sequences[0].Steps.ToArray();
        steps.AsSpan(0, 17).Clear();
        (steps[3], steps[16]) = (first, second);
        var draw = oneHot with { Sequences = [oneHot.Sequences[0] with { Steps = steps }] };

        SameBits.Assert(draw.Predict(SpecCases.Get("letters")), draw.Predict(SpecCases.GetUnitLoops("letters")));
    }

    // Their bits are those of products: a batch in which one sequence is not one-hot has them.
    [Theory]
    [InlineData("letters")]
    [InlineData("letters-lengths")]
    [InlineData("words")]
    public void Sequences_have_the_same_bits_beside_one_that_is_not_one_hot(string name)
    {
        var experiment = SpecCases.GetUnitLoops(name);
        foreach (var precision in Enum.GetValues<Precision>())
        {
            foreach (var width in Enum.GetValues<LaneWidth>())
            {
                var (oneHot, mixed) = Draw(experiment);
                var answers = experiment.OutputSize * (experiment.AnswersAtEveryStep ? experiment.SequenceLength : 1);

                var expected = mixed.Predict(experiment, width, precision);
                var actual = oneHot.Predict(experiment, width, precision);

                SameBits.Assert(expected[..(answers * oneHot.Sequences.Count)], actual);
            }
        }
    }

    [Theory]
    [InlineData("letters-lengths")]
    [InlineData("words")]
    public void A_predictor_has_the_same_predictions(string name)
    {
        var experiment = SpecCases.GetUnitLoops(name);
        var (oneHot, mixed) = Draw(experiment);
        foreach (var precision in Enum.GetValues<Precision>())
        {
            foreach (var width in Enum.GetValues<LaneWidth>())
            {
                SamePredictions.Check(experiment, oneHot, 1, width, precision);
                SamePredictions.Check(experiment, oneHot, oneHot.Sequences.Count, width, precision);
                SamePredictions.Check(experiment, mixed, mixed.Sequences.Count, width, precision);
            }
        }
    }

    // What was one-hot before, and what then is no more, leave nothing behind.
    [Fact]
    public void Batches_of_both_kinds_take_turns()
    {
        var experiment = SpecCases.GetUnitLoops("letters");
        var (oneHot, mixed) = Draw(experiment);
        var gradients = new double[4][];
        using var evaluator = Evaluator.Create(experiment, mixed.Sequences.Count);
        for (var i = 0; i < gradients.Length; i++)
        {
            gradients[i] = new double[experiment.Layout.Length];
            evaluator.Load((i % 2 == 0 ? oneHot : mixed).Sequences);
            evaluator.Gradient(oneHot.Parameters.Values, gradients[i]);
        }

        SameBits.Assert(gradients[0], gradients[2]);
        SameBits.Assert(gradients[1], gradients[3]);
        Assert.NotEqual(gradients[0], gradients[1]);
    }

    private static (RandomDraw OneHot, RandomDraw Mixed) Draw(Experiment experiment)
    {
        var random = new RandomState(3);
        var parameters = InitialParameters.Draw(experiment.Layout, experiment.Settings, random);
        var oneHot = RandomSequences.Draw(experiment, random, 19).Select(sequence => RandomDraw.OneHot(sequence, experiment.InputSize, random)).ToArray();
        return (new(parameters, oneHot), new(parameters, [.. oneHot, .. RandomSequences.Draw(experiment, random, 2)]));
    }
}
