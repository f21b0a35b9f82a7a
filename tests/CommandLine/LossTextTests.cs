using System.Globalization;
using RnnGen.Testing;
using RnnGen.Training;
using Xunit;

namespace RnnGen.CommandLine.Tests;

/// <summary>What a run says of its losses, and what its trace has.</summary>
[Collection("Console")]
public sealed class LossTextTests : IDisposable
{
    private readonly WorkingFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Of_the_full_batch_the_last_loss_is_after_the_last_update() =>
        Says(Specs.Load("rows", Specs.Rows), run => $"loss {run.InitialLoss} before the first update, {run.Losses[2]} after the last\n");

    [Theory]
    [InlineData("mean", "on average")]
    [InlineData("sum", "summed up")]
    public void Of_minibatches_it_is_put_together_from_losses_before_each_update(string reduction, string how) =>
        Says(
            Specs.Load("batches", Specs.Rows, ("epochs: 3", "epochs: 3\n  batch_size: 1"), ("reduce: mean", $"reduce: {reduction}")),
            run => $"loss {run.InitialLoss} before the first update, {run.Losses[2]} {how} in epoch 2, before each update\n");

    [Fact]
    public void Of_a_stream_it_is_that_of_the_last_interval_of_the_log() =>
        Says(Specs.Load("stream", Specs.Rows, Specs.Stream), run => $"loss {run.InitialLoss} of the first batch, {run.Losses[2]} on average over the last 5 sequences, before each update\n");

    [Theory]
    [InlineData("epochs: 3", "")]
    [InlineData("epochs: 3\n  batch_size: 1", " on average in epoch 4, before each update")]
    public void With_early_stopping_it_is_said_whose_weights_are_kept(string epochs, string how)
    {
        // No epoch is better by 1 than the first one.
        var experiment = Specs.Load("rising", Specs.Rows, ("epochs: 3", $"{epochs.Replace('3', '9')}\n  early_stopping: {{ patience: 4, min_delta: 1 }}"));
        Says(experiment, run => $"{run.Losses[^1]}{(how.Length > 0 ? how : " after the last")}; the weights that are kept are those of epoch 0, loss {run.Losses[0]}\n");
    }

    [Fact]
    public void With_a_validation_set_its_loss_is_said_as_well() =>
        Says(
            Specs.Load("validated", Specs.Rows, ("epochs: 3", "epochs: 3\n  validation: { share: 0.5 }\n  early_stopping: { patience: 9 }")),
            run => $"; the weights that are kept are those of epoch {run.BestEpoch}, loss {run.Losses[run.BestEpoch!.Value]}, validation loss {run.ValidationLosses.Min()}\n");

    [Fact]
    public void Where_the_training_diverges_the_last_loss_is_that_of_an_epoch_before()
    {
        var experiment = Specs.Load("growing", Specs.Rows, ("epochs: 3", "epochs: 100"), ("learning_rate: 0.1", "learning_rate: 10"), (", activation: sigmoid", ""), ("size: 2", "size: 2, activation: identity"));
        Says(experiment, run => $"{run.Losses[^1]} after that of epoch {run.Losses.Count - 1}\n", ExitCode.RunFailed);
    }

    [Fact]
    public void The_trace_of_a_stream_counts_intervals_and_has_the_sequences_seen()
    {
        var experiment = Specs.Load("stream", Specs.Rows, Specs.Stream);
        CapturedProgram.Run([experiment], "stream", "--output", "out");
        var losses = Trainer.Train(experiment).Losses;

        Assert.Equal(
            FormattableString.Invariant($"interval,train_loss,sequences\n0,{losses[0]:R},10\n1,{losses[1]:R},20\n2,{losses[2]:R},25\n"),
            File.ReadAllText(Path.Combine(_folder.Folder, "out", "trace.csv")));
    }

    private static void Says(Experiment experiment, Func<TrainingRun, FormattableString> text, int expected = ExitCode.Success)
    {
        var (code, output, _) = CapturedProgram.Run([experiment], experiment.Name, "--output", "out");

        Assert.Equal(expected, code);
        Assert.Contains(text(Trainer.Train(experiment)).ToString(CultureInfo.InvariantCulture), output, StringComparison.Ordinal);
    }
}
