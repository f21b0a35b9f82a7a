using RnnGen.CommandLine;
using RnnGen.Testing;
using RnnGen.Training;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>Data from classes of the project: whole sets that they load, and sequences that are drawn from them.</summary>
[Collection("Console")]
public sealed class CustomSourceTests : IDisposable
{
    // Four sequences of two steps of one input: each is its number's bits, and the target is their sum.
    private const string Code = """
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        using RnnGen;
        using RnnGen.Data;
        using RnnGen.Randomness;

        namespace My;

        internal sealed class Bits(int first = 0, int last = 3, string log = "", string wrong = "") : SequenceSource
        {
            public override IReadOnlyList<Sequence> Load(Experiment experiment)
            {
                if (log.Length > 0)
                {
                    File.AppendAllText(log, $"{first}..{last} ");
                }

                var bad = wrong switch
                {
                    "input" => new Sequence([1, double.NaN], [0]),
                    "target" => new Sequence([1, 0], [double.NegativeInfinity]),
                    "length" => new Sequence([1, 0, 1], [0]),
                    "targets" => new Sequence([1, 0], [0, 1]),
                    "weights" => new Sequence([1, 0], [0], Weights: [1, 1]),
                    "file" => throw new FileNotFoundException("There is no bits.db."),
                    "own" => throw new InvalidDataException("bits.db, page 7: expected a bit."),
                    _ => null,
                };
                return [.. Enumerable.Range(first, last - first + 1).Select(Of), .. bad is null ? [] : new[] { bad }];
            }

            internal static Sequence Of(int number) => new([number & 1, number >> 1], [(number & 1) + (number >> 1)]);
        }

        // Draws by what it has drawn before, as a task must not.
        internal sealed class Counting : SequenceTask
        {
            private int _count;

            public override int InputSize => 1;

            public override int OutputSize => 1;

            public override int MaximalLength => 2;

            public override bool HasVariableLength => false;

            public override bool HasTargetAtEveryStep => false;

            public override Sequence Draw(RandomState random) => Bits.Of(_count++ / 16 % 4);
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("rnngen-custom-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("epochs: 20\n  batch_size: 2")]
    [InlineData("epochs: 20\n  validation: { share: 0.5 }")]
    [InlineData("sequences: 20")]
    public void A_set_that_a_class_loads_trains_as_the_same_rows_of_a_spec_do(string length)
    {
        var loaded = Get("{ name: custom_set, type: My.Bits }", "{ name: custom_set, type: My.Bits, arguments: { first: 1, last: 2 } }", length);
        var rows = Get("[{ x: [[0], [0]], y: [0] }, { x: [[1], [0]], y: [1] }, { x: [[0], [1]], y: [1] }, { x: [[1], [1]], y: [2] }]", "[]", length);

        Assert.Equal(Trainer.Train(rows).Final.Values, Trainer.Train(loaded).Final.Values);
        Assert.Equal([[1, 0], [0, 1]], loaded.Test.Select(sequence => sequence.Steps));
        Assert.Same(loaded.Train, loaded.Train);
    }

    [Theory]
    [InlineData("wrong: input", "Sequence 4 of the training set of custom, which Bits has loaded, has the input NaN in step 1, place 0, both from 0; expected a finite number.")]
    [InlineData("wrong: target", "Sequence 4 of the training set of custom, which Bits has loaded, has the target -Infinity in step 0, place 0, both from 0; expected a finite number.")]
    [InlineData("wrong: length", "Sequence 4 of the training set of custom, which Bits has loaded, has 3 inputs and 1 targets; expected 2 steps of 1 and 1 targets.")]
    [InlineData("wrong: targets", "Sequence 4 of the training set of custom, which Bits has loaded, has 2 inputs and 2 targets; expected 2 steps of 1 and 1 targets.")]
    [InlineData("wrong: weights", "Sequence 4 of the training set of custom, which Bits has loaded, has 2 weights; expected none, since the network answers at the last step alone.")]
    [InlineData("wrong: file", "Bits cannot load the training set of custom: There is no bits.db.")]
    [InlineData("wrong: own", "bits.db, page 7: expected a bit.")]
    [InlineData("last: -1", "Bits has loaded no sequences for the training set of custom.")]
    public void What_is_wrong_with_a_set_is_said_before_the_training(string arguments, string message)
    {
        var wrong = $"{{ name: custom_set, type: My.Bits, arguments: {{ {arguments} }} }}";

        Assert.Equal(message, Assert.Throws<InvalidDataException>(() => Trainer.Train(Get(wrong))).Message);
        Assert.Equal(
            message.Replace("training set", "test set", StringComparison.Ordinal),
            Assert.Throws<InvalidDataException>(() => Trainer.Train(Get("{ name: custom_set, type: My.Bits }", wrong))).Message);
    }

    [Fact]
    public void Trials_side_by_side_share_one_set()
    {
        var log = Path.Combine(_folder, "log");
        string Set(int first) => $"{{ name: custom_set, type: My.Bits, arguments: {{ first: {first}, log: '{log}' }} }}";
        var (code, _, _) = CapturedProgram.Run([Get(Set(0), Set(1))], "custom", "--trials", "4", "--output", Path.Combine(_folder, "trials"));

        Assert.Equal((ExitCode.Success, "0..3 1..3 "), (code, File.ReadAllText(log)));
    }

    [Fact]
    public void Trainings_share_no_task()
    {
        var experiment = Get("{ name: custom, type: My.Counting }", length: "sequences: 100");
        var alone = Trainer.Train(experiment).Final.Values;
        var sideBySide = new double[8][];
        Parallel.For(0, sideBySide.Length, i => sideBySide[i] = [.. Trainer.Train(experiment).Final.Values]);

        Assert.All(sideBySide, values => Assert.Equal(alone, values));
    }

    [Theory]
    [InlineData("{ name: custom, type: My.Bits }", "sequences: 10", "error CS0029: Cannot implicitly convert type 'My.Bits' to 'RnnGen.Data.SequenceTask'")]
    [InlineData("{ name: custom, type: My.Bits, count: 4 }", "epochs: 10", "error CS1503: Argument 1: cannot convert from 'My.Bits' to 'RnnGen.Data.SequenceTask'")]
    [InlineData("{ name: custom_set, type: My.Counting }", "epochs: 10", "error CS1503: Argument 1: cannot convert from 'My.Counting' to 'RnnGen.Data.SequenceSource'")]
    [InlineData("{ name: custom_set, type: My.Missing }", "epochs: 10", "error CS0234: The type or namespace name 'Missing' does not exist in the namespace 'My' (are you missing an assembly reference?)")]
    [InlineData("{ name: custom_set, type: My.Bits, arguments: { path: a.db } }", "epochs: 10", "error CS1739: The best overload for 'Bits' does not have a parameter named 'path'")]
    public void A_class_that_is_neither_is_an_error_of_the_compiler(string train, string length, string error) =>
        Assert.EndsWith(error, Assert.Throws<InvalidOperationException>(() => Get(train, length: length)).Message, StringComparison.Ordinal);

    private static Experiment Get(string train, string test = "[]", string length = "epochs: 10") => CompiledSpecs.LoadBeside(Code, new SpecText("custom.yaml", $$"""
        seed: 1
        model:
          input_size: 1
          sequence_length: 2
          layers:
            - { cell: elman, size: 2 }
          output: { size: 1 }
        loss: { name: mse, reduce: mean }
        initialization:
          default: { name: normal, std: 1 }
        data:
          train: {{train}}
          test: {{test}}
        training:
          {{length}}
          optimizer: { name: sgd, learning_rate: 0.1 }
        """)).Values.Single();
}
