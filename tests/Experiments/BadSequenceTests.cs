using RnnGen.Data;
using RnnGen.Testing;
using RnnGen.Training;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>Sequences that a network cannot learn from, wherever they come from, are errors before the training.</summary>
public class BadSequenceTests
{
    private const string Spec = """
        seed: 1
        model:
          input_size: 2
          sequence_length: { max: 3 }
          layers:
            - { cell: elman, size: 2 }
          output: { size: 1, steps: every }
        loss: { name: mse, reduce: mean }
        initialization:
          default: { name: normal, std: 1 }
        data:
          train:
            - { x: [[1, 0], [0, 1]], y: [[1], [0]] }
        training:
          epochs: 2
          optimizer: { name: sgd, learning_rate: 0.1 }
          log_every: 1
        """;

    private static readonly Experiment Known = CompiledSpecs.Load(new SpecText("known.yaml", Spec)).Values.Single();

    private static Sequence Good => new([1, 0, 0, 1], [1, 0]);

    public static TheoryData<Sequence, string> Bad => new()
    {
        { new Sequence(new[] { 1, 0, 0, double.NaN }, [1, 0]), "has the input NaN in step 1, place 1, both from 0; expected a finite number." },
        { new Sequence([1, 0, 0, 1], [double.PositiveInfinity, 0]), "has the target Infinity in step 0, place 0, both from 0; expected a finite number." },
        { new Sequence([1, 0, 0, 1], [1, 0], null, [1, -1]), "has a weight below 0." },
        { new Sequence([1, 0, 0, 1], [1, 0], null, [1]), "has 1 weights; expected 2, one a step." },
        { new Sequence([1, 0, 0], [1]), "has 3 inputs and 1 targets; expected at most 3 steps of 2 and 1 targets." },
        { new Sequence([1, 0, 0, 1, 1, 0, 0, 1], [1, 0, 1, 0]), "has 8 inputs and 4 targets; expected at most 3 steps of 2 and 1 targets." },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void Of_a_set(Sequence bad, string error)
    {
        Assert.Equal($"Sequence 1 of the training set of known {error}", MessageOf(new VariantOf(Known, train: [Good, bad]), Known.Settings));
        Assert.Equal($"Sequence 2 of the test set of known {error}", MessageOf(new VariantOf(Known, train: [Good], test: [Good, Good, bad]), Known.Settings));
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void Of_a_stream(Sequence bad, string error) =>
        Assert.Equal($"Sequence 3 of the task Fourth {error}", MessageOf(new VariantOf(Known, task: new Fourth(bad)), Known.Settings with { Epochs = 0, Sequences = 10, BatchSize = 2 }));

    private static string MessageOf(Experiment experiment, ExperimentSettings settings) => Assert.Throws<InvalidDataException>(() => Trainer.Train(experiment, settings)).Message;

    private sealed class Fourth(Sequence bad) : SequenceTask
    {
        private int _count;

        public override int InputSize => 2;

        public override int OutputSize => 1;

        public override int MaximalLength => 3;

        public override bool HasVariableLength => true;

        public override bool HasTargetAtEveryStep => true;

        public override Sequence Draw(Randomness.RandomState random) => ++_count == 4 ? bad : Good;
    }
}
