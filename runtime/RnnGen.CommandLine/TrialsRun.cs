using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.ExceptionServices;
using RnnGen.CommandLine.Plotting;
using RnnGen.Evaluation;
using RnnGen.Recording;
using RnnGen.Training;
using Spectre.Console;

namespace RnnGen.CommandLine;

/// <summary>Trains experiments with several seeds, the spec's and those after it, and shows the spread beside what was published.</summary>
internal static class TrialsRun
{
    private const string Result = "trials.csv";

    private const int LongestName = 120;

    public static int Execute(IReadOnlyList<Experiment> experiments, int trials, DirectoryInfo? output, IAnsiConsole console, CancellationToken cancellation)
    {
        if (experiments.FirstOrDefault(experiment => LastSeed(experiment, trials) > uint.MaxValue) is { } beyond)
        {
            Console.Error.WriteLine(
                $"The seeds of {trials} trials of '{beyond.Name}' would be {beyond.Settings.Seed} to {LastSeed(beyond, trials)}; "
                + $"the largest seed is {uint.MaxValue}.");
            return ExitCode.BadArguments;
        }

        try
        {
            using var folder = OutputFolder.Make(output, $"{Name(experiments)}-trials", Result);
            var groups = experiments.Select(experiment => (experiment, Trials: Train(experiment, trials, console, cancellation))).ToArray();
            RunFolder.Clear(folder.Path, Result);
            File.WriteAllLines(
                Path.Combine(folder.Path, Result),
                groups.SelectMany(group => Csv(group.experiment, group.Trials)).Prepend("experiment,seed,end,sequences,metric,value"));
            var published = groups
                .SelectMany(group => group.experiment.Published)
                .Where(one => one.Quantity is PublishedResult.Sequences or PublishedResult.Loss)
                .Distinct()
                .ToArray();
            File.WriteAllText(Path.Combine(folder.Path, "trials.svg"), TrialsPlot.ToSvg(
                string.Join(", ", experiments.Select(experiment => experiment.Name)),
                $"{trials} seeds: the median, and from the lowest to the highest loss",
                [.. groups.Select(group => (group.experiment.Legend, (IReadOnlyList<TrainingRun>)[.. group.Trials.Select(trial => trial.Run)]))],
                published));
            folder.Keep();
            console.Plain($"written to {folder.Path}");
            return groups.Any(group => group.Trials.Any(trial => trial.Run.Divergence is not null)) ? ExitCode.RunFailed : ExitCode.Success;
        }
        catch (OperationCanceledException)
        {
            console.Plain("cancelled");
            return ExitCode.Cancelled;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"The run's folder could not be written: {exception.Message}");
            return ExitCode.RunFailed;
        }
    }

    private static long LastSeed(Experiment experiment, int trials) => (long)experiment.Settings.Seed + trials - 1;

    // All names, where a file system has room for them.
    private static string Name(IReadOnlyList<Experiment> experiments)
    {
        var all = string.Join("-and-", experiments.Select(experiment => experiment.Name));
        return experiments.Count > 1 && all.Length > LongestName ? $"{experiments[0].Name}-and-{experiments.Count - 1}-more" : all;
    }

    /// <summary>A trial, with what its metrics are on the test set: none where there is no test set.</summary>
    private sealed record Trial(TrainingRun Run, IReadOnlyList<(string Name, double Value)> Metrics)
    {
        public static Trial Of(Experiment experiment, TrainingRun run)
        {
            if (experiment.Test.Count == 0)
            {
                return new Trial(run, []);
            }

            var test = Predictions.Of(experiment, run.Final, experiment.Test);
            return new Trial(run, [.. experiment.Settings.Metrics.Select(metric => (metric.Name, metric.Measure(test)))]);
        }
    }

    // As many trials side by side as there are threads, which they share. Each is to the bit what a run with its seed would be on the same sets:
    // those that a task draws stay those of the spec's seed.
    private static Trial[] Train(Experiment experiment, int trials, IAnsiConsole console, CancellationToken cancellation)
    {
        console.Plain($"{experiment.Name}: {experiment.Description}");

        // Loaded or drawn once, and not by every trial.
        _ = (experiment.Train, experiment.Test);
        var runs = new ConcurrentDictionary<int, TrainingRun>();
        var threads = Threads.Most;
        var sideBySide = Math.Min(trials, threads);
        Threads.Most = threads / sideBySide;
        try
        {
            Parallel.For(0, trials, new ParallelOptions { MaxDegreeOfParallelism = sideBySide, CancellationToken = cancellation }, trial =>
            {
                var settings = experiment.Settings with { Seed = experiment.Settings.Seed + (uint)trial };
                runs[trial] = Trainer.Train(experiment, settings, cancellation: cancellation);
            });
        }
        catch (AggregateException exception) when (exception.InnerExceptions.All(inner => inner is InvalidDataException))
        {
            // Every trial looks the same data through: one message is enough.
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }
        finally
        {
            Threads.Most = threads;
        }

        var ordered = runs.OrderBy(pair => pair.Key).Select(pair => Trial.Of(experiment, pair.Value)).ToArray();
        WriteTable(experiment, ordered, console);
        return ordered;
    }

    private static void WriteTable(Experiment experiment, Trial[] trials, IAnsiConsole console)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("seed").AddColumn("end").AddColumn(new TableColumn("sequences").RightAligned());
        foreach (var (name, _) in trials[0].Metrics)
        {
            table.AddColumn(new TableColumn("test " + name).RightAligned());
        }

        foreach (var (run, metrics) in trials)
        {
            table.AddRow([$"{run.Settings.Seed}", Word(run.End), Number(run.SequencesSeen), .. metrics.Select(metric => Digits(metric.Value))]);
        }

        console.Table(table);
        foreach (var run in trials.Select(trial => trial.Run).Where(run => run.Divergence is not null))
        {
            console.Plain($"The training with seed {run.Settings.Seed} {run.Divergence!.Message}");
        }

        WriteSummary(experiment, trials, console);
    }

    // Of a sample: divided by one less than its size.
    private static double StandardDeviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }

    private static void WriteSummary(Experiment experiment, Trial[] trials, IAnsiConsole console)
    {
        if (experiment.Settings.Until is not null)
        {
            var successes = trials.Where(trial => trial.Run.End == TrainingEnd.Criterion).Select(trial => (double)trial.Run.SequencesSeen).ToArray();
            var spread = successes.Length < 2 ? "" : $", standard deviation {Number(StandardDeviation(successes))}";
            console.Plain(successes.Length == 0
                ? $"criterion met in none of {trials.Length} trials within {Number(experiment.Settings.Sequences)} sequences"
                : $"criterion met in {successes.Length} of {trials.Length} trials, on average after {Number(successes.Average())} sequences{spread}; "
                    + $"the limit is {Number(experiment.Settings.Sequences)}");
        }

        for (var i = 0; i < trials[0].Metrics.Count; i++)
        {
            var values = trials.Select(trial => trial.Metrics[i].Value).ToArray();
            var restored = experiment.Settings.Metrics[i].HasUnits && experiment.Normalization is { } normalization
                ? $"; in the file's units {Digits(normalization.RestoreDistance(values.Average()))} on average"
                : "";
            console.Plain(
                $"test {trials[0].Metrics[i].Name}: {Digits(values.Average())} on average, "
                + $"{Digits(values.Min())} to {Digits(values.Max())}{restored}");
        }

        if (experiment.Published.Any(published => published.Quantity == PublishedResult.Loss))
        {
            var losses = trials.Where(trial => trial.Run.Divergence is null).Select(trial => trial.Run.Losses[^1]).DefaultIfEmpty(double.NaN).ToArray();
            console.Plain($"training loss at the end: {Digits(losses.Average())} on average, {Digits(losses.Min())} to {Digits(losses.Max())}");
        }

        foreach (var published in experiment.Published)
        {
            console.Plain($"published: {published.Quantity} {published.Value.ToString("#,0.######", CultureInfo.InvariantCulture)} ({published.Source})");
        }
    }

    private static IEnumerable<string> Csv(Experiment experiment, Trial[] trials) =>
        from trial in trials
        from metric in trial.Metrics.DefaultIfEmpty()
        select string.Create(
            CultureInfo.InvariantCulture,
            $"{experiment.Name},{trial.Run.Settings.Seed},{Word(trial.Run.End)},{trial.Run.SequencesSeen},"
            + $"{metric.Name},{(metric.Name is null ? "" : metric.Value.ToString("R", CultureInfo.InvariantCulture))}");

    private static string Word(TrainingEnd end) => end switch
    {
        TrainingEnd.Criterion => "criterion",
        TrainingEnd.Divergence => "diverged",
        TrainingEnd.EarlyStopping => "early stopping",
        _ => "limit",
    };

    private static string Digits(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
