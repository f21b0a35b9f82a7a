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

    public static int Execute(IReadOnlyList<Experiment> experiments, int trials, DirectoryInfo? output, IAnsiConsole console, CancellationToken cancellation)
    {
        var name = string.Join("-and-", experiments.Select(experiment => experiment.Name));
        try
        {
            var directory = output is null ? RunFolder.Create("runs", $"{name}-trials", Result) : Directory.CreateDirectory(output.FullName).FullName;
            var groups = experiments.Select(experiment => (experiment, Runs: Train(experiment, trials, console, cancellation))).ToArray();
            File.WriteAllLines(Path.Combine(directory, Result), groups.SelectMany(group => Csv(group.experiment, group.Runs)).Prepend("experiment,seed,end,sequences,metric,value"));
            var published = groups.SelectMany(group => group.experiment.Published).Where(one => one.Quantity == "sequences").Distinct().ToArray();
            File.WriteAllText(Path.Combine(directory, "trials.svg"), TrialsPlot.ToSvg(
                string.Join(", ", experiments.Select(experiment => experiment.Name)),
                $"{trials} seeds: the median, and from the lowest to the highest loss",
                [.. groups.Select(group => (group.experiment.Name, (IReadOnlyList<TrainingRun>)group.Runs))],
                published));
            console.Plain($"written to {directory}");
            return groups.Any(group => group.Runs.Any(run => run.Divergence is not null)) ? ExitCode.RunFailed : ExitCode.Success;
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

    // As many trials side by side as there are threads, which they share; each is what a run with its seed would be, to the bit.
    private static TrainingRun[] Train(Experiment experiment, int trials, IAnsiConsole console, CancellationToken cancellation)
    {
        console.Plain($"{experiment.Name}: {experiment.Description}");
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
            // Every trial reads the same files: one message is enough.
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }
        finally
        {
            Threads.Most = threads;
        }

        var ordered = runs.OrderBy(pair => pair.Key).Select(pair => pair.Value).ToArray();
        WriteTable(experiment, ordered, console);
        return ordered;
    }

    private static void WriteTable(Experiment experiment, TrainingRun[] runs, IAnsiConsole console)
    {
        var metrics = experiment.Test.Count == 0 ? [] : experiment.Settings.Metrics;
        var table = new Table().Border(TableBorder.Simple).AddColumn("seed").AddColumn("end").AddColumn(new TableColumn("sequences").RightAligned());
        foreach (var metric in metrics)
        {
            table.AddColumn(new TableColumn("test " + metric.Name).RightAligned());
        }

        foreach (var run in runs)
        {
            var test = Predictions.Of(experiment, run.Final, experiment.Test);
            table.AddRow([$"{run.Settings.Seed}", Word(run.End), Number(run.SequencesSeen), .. metrics.Select(metric => metric.Measure(test).ToString("G6", CultureInfo.InvariantCulture))]);
        }

        console.Write(table);
        WriteSummary(experiment, runs, console);
    }

    // Of a sample: divided by one less than its size.
    private static double StandardDeviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }

    private static void WriteSummary(Experiment experiment, TrainingRun[] runs, IAnsiConsole console)
    {
        if (experiment.Settings.Until is not null)
        {
            var successes = runs.Where(run => run.End == TrainingEnd.Criterion).Select(run => (double)run.SequencesSeen).ToArray();
            var spread = successes.Length < 2 ? "" : $", standard deviation {Number(StandardDeviation(successes))}";
            console.Plain(successes.Length == 0
                ? $"criterion met in none of {runs.Length} trials within {Number(experiment.Settings.Sequences)} sequences"
                : $"criterion met in {successes.Length} of {runs.Length} trials, on average after {Number(successes.Average())} sequences{spread}; the limit is {Number(experiment.Settings.Sequences)}");
        }

        foreach (var published in experiment.Published)
        {
            console.Plain($"published: {published.Quantity} {published.Value.ToString("#,0.######", CultureInfo.InvariantCulture)} ({published.Source})");
        }
    }

    private static IEnumerable<string> Csv(Experiment experiment, IReadOnlyList<TrainingRun> runs) =>
        from run in runs
        let test = Predictions.Of(experiment, run.Final, experiment.Test)
        from metric in experiment.Test.Count == 0 ? [null] : experiment.Settings.Metrics.DefaultIfEmpty()
        select string.Create(CultureInfo.InvariantCulture, $"{experiment.Name},{run.Settings.Seed},{Word(run.End)},{run.SequencesSeen},{metric?.Name},{(metric is null ? "" : metric.Measure(test).ToString("R", CultureInfo.InvariantCulture))}");

    private static string Word(TrainingEnd end) => end switch
    {
        TrainingEnd.Criterion => "criterion",
        TrainingEnd.Divergence => "diverged",
        TrainingEnd.EarlyStopping => "early stopping",
        _ => "limit",
    };

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
