using RnnGen.Training;
using static System.FormattableString;

namespace RnnGen.CommandLine;

/// <summary>
/// Says what the losses of a run are: that of a full batch is of the weights after an update, those of minibatches and of a stream are put
/// together from losses before each.
/// </summary>
internal static class LossText
{
    /// <summary>The first and the last loss of a run that has any, and with early stopping that of the weights that are kept.</summary>
    public static string Of(TrainingRun run) => (run.Settings switch
    {
        { Sequences: > 0 } =>
            Invariant($"loss {run.InitialLoss:R} of the first batch, {run.Losses[^1]:R} {PutTogether(run)} ")
            + Invariant($"over the last {SequencesOfLastInterval(run)} sequences, before each update"),
        { BatchSize: not null } =>
            Invariant($"loss {run.InitialLoss:R} before the first update, {run.Losses[^1]:R} {PutTogether(run)} ")
            + Invariant($"in epoch {run.Losses.Count - 1}, before each update"),

        // The update after which a number was not finite has no loss.
        _ when run.Divergence is not null =>
            Invariant($"loss {run.InitialLoss:R} before the first update, {run.Losses[^1]:R} after that of epoch {run.Losses.Count - 1}"),
        _ => Invariant($"loss {run.InitialLoss:R} before the first update, {run.Losses[^1]:R} after the last"),
    }) + Kept(run);

    private static string PutTogether(TrainingRun run) => run.Experiment.Reduction == LossReduction.Sum ? "summed up" : "on average";

    private static long SequencesOfLastInterval(TrainingRun run) => run.SequencesSeen - (run.Log.Count > 1 ? run.Log[^2].Sequences : 0);

    private static string Kept(TrainingRun run)
    {
        if (run.Settings.EarlyStopping is null || run.BestEpoch is not { } best)
        {
            return "";
        }

        var validation = run.ValidationLosses.Count > 0 ? Invariant($", validation loss {run.ValidationLosses[best]:R}") : "";
        return Invariant($"; the weights that are kept are those of epoch {best}, loss {run.Losses[best]:R}{validation}");
    }
}
