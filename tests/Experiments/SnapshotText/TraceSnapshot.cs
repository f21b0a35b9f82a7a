using System.Globalization;
using System.Text;
using RnnGen.Data;
using RnnGen.Evaluation;
using RnnGen.Recording;
using RnnGen.Training;

namespace RnnGen.SpecTests.Snapshots;

/// <summary>
/// A loss trace in at most 40 lines: the log points with all digits, beside each a hash of the bits of the losses since the one before, and hashes of what
/// goes in and comes out.
/// </summary>
internal static class TraceSnapshot
{
    private const int HashDigits = 8;
    private const int MostPredictions = 12;
    private const int MostLogPoints = 16;
    private const int MostOutputs = 10;

    public static string Of(TrainingRun run, Predictions train, Predictions test)
    {
        var text = new StringBuilder();
        Line($"data            {DataHash(run.Experiment)}   {train.Sequences.Count} train, {test.Sequences.Count} test");
        Line($"weights.initial {Hash(run.Initial.Values)}   {run.Initial.Values.Length} parameters, seed {run.Settings.Seed}");
        Line($"initial loss    {run.InitialLoss:R}");
        Line($"");
        var isStream = run.Settings.Sequences > 0;
        Line($"{(isStream ? "sequences" : "   epoch")}  {"loss",-22}  {"gradient norm",-22}  losses");
        var previous = -1;
        foreach (var point in LogPoints(run))
        {
            var interval = run.Losses.Skip(previous + 1).Take(point.Epoch - previous).ToArray();
            Line($"{(isStream ? $"{point.Sequences,9}" : $"{point.Epoch,8}")}  {Number(point.Loss),-22}  {Number(point.GradientNorm),-22}  {Hash(interval)}");
            previous = point.Epoch;
        }

        Line($"");
        Line($"weights         {Hash(run.Final.Values)}");
        foreach (var metric in run.Settings.Metrics)
        {
            Line($"{metric.Name,-15} {string.Join(", ", new[] { ("train", train), ("test", test) }.Where(set => set.Item2.Sequences.Count > 0).Select(set => $"{Number(metric.Measure(set.Item2))} {set.Item1}"))}");
        }

        var shown = test.Sequences.Count == 0 ? train : test;
        for (var i = 0; i < Math.Min(MostPredictions, shown.Sequences.Count); i++)
        {
            var values = shown[i].ToArray();
            var row = shown.Sequences[i].Text is { Length: <= 15 } name ? name : $"row {i}";
            Line($"{row,15} {(values.Length <= MostOutputs ? string.Join(" ", values.Select(Number)) : $"{values.Length} numbers {Hash(values)}")}");
        }

        return text.ToString().TrimEnd('\n');

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture).TrimEnd()).Append('\n');
    }

    // Where a spec logs more often than there is room for, every so many of its points.
    private static IEnumerable<LogPoint> LogPoints(TrainingRun run)
    {
        var stride = (run.Log.Count + MostLogPoints - 1) / MostLogPoints;
        return run.Log.Where((_, i) => i % stride == 0 || i == run.Log.Count - 1);
    }

    private static string DataHash(Experiment experiment) =>
        Hash([.. experiment.Train.Concat(experiment.Test).SelectMany(Numbers)]);

    private static IEnumerable<double> Numbers(Sequence sequence) => sequence.Steps.Concat(sequence.Target);

    private static string Hash(double[] values) => BitHash.Prefix(values, HashDigits);

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
