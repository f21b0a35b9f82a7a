using RnnGen.Evaluation;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>What is disposed may be disposed again, and does nothing else.</summary>
public class DisposalTests
{
    private static readonly Experiment Experiment = Letters.With(("sequence_length: 4", "sequence_length: 4\n  units: looped"), ("initial_state: carried", "initial_state: carried, dropout: 0.5"));

    public static TheoryData<string, Action<Evaluator>> Uses => new()
    {
        { "load", evaluator => evaluator.Load(Sequences()) },
        { "loss", evaluator => evaluator.Loss(new double[Experiment.Layout.Length]) },
        { "gradient", evaluator => evaluator.Gradient(new double[Experiment.Layout.Length], new double[Experiment.Layout.Length], new double[2 * 16]) },
        { "drop", evaluator => evaluator.DropUnits(1, 2, [0, 1]) },
        { "keep", evaluator => evaluator.KeepUnits() },
        { "carry", evaluator => evaluator.CarryState() },
        { "reset", evaluator => evaluator.ResetState() },
    };

    [Theory]
    [MemberData(nameof(Uses))]
    public void A_disposed_evaluator_touches_no_memory(string use, Action<Evaluator> act)
    {
        var evaluator = Evaluator.Create(Experiment, Sequences(), threads: 1);
        act(evaluator);
        evaluator.Dispose();

        Assert.True(Record.Exception(() => act(evaluator)) is ObjectDisposedException, use);
    }

    [Fact]
    public async Task An_evaluator_with_threads_may_be_disposed_twice()
    {
        var evaluator = Evaluator.Create(Experiment, capacity: 64, threads: 2);
        evaluator.Load(Sequences());

        await Task.Run(() =>
        {
            evaluator.Dispose();
            evaluator.Dispose();
        }).WaitAsync(TimeSpan.FromMinutes(1));
    }

    private static Data.Sequence[] Sequences() => [new(new double[16], new double[16]), new(new double[16], new double[16])];
}
