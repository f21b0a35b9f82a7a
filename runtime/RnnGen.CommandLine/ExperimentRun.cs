using System.Globalization;
using RnnGen.CommandLine.Plotting;
using RnnGen.Evaluation;
using RnnGen.Recording;
using RnnGen.Sampling;
using RnnGen.Training;
using Spectre.Console;

namespace RnnGen.CommandLine;

/// <summary>Runs one experiment: trains it, shows the log and the predictions, writes the run's folder.</summary>
internal static class ExperimentRun
{
    private const int SampleLength = 100;

    public static int Execute(Experiment experiment, DirectoryInfo? output, IAnsiConsole console, CancellationToken cancellation)
    {
        console.Plain($"{experiment.Name}: {experiment.Description}");
        console.Plain("");
        try
        {
            using var folder = OutputFolder.Make(output, experiment.Name, RunFolder.Result);
            var run = Trainer.Train(experiment, logged: point => WriteLog(experiment, point, console), cancellation: cancellation);
            var train = Predictions.Of(experiment, run.Final, experiment.Train);
            var test = Predictions.Of(experiment, run.Final, experiment.Test);
            if (experiment.Normalization is { } normalization)
            {
                console.Plain(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The network's units are (value - {normalization.Mean:G6}) / {normalization.Deviation:G6} of the file's."));
            }

            PredictionTable.Write("train", train, experiment.Settings.Metrics, experiment.Normalization, console);
            PredictionTable.Write("test", test, experiment.Settings.Metrics, experiment.Normalization, console);
            Overlap.Write(experiment.Train, experiment.Test, console);
            WriteSample(run, console);
            RunFolder.Write(folder.Path, run, train, test);
            if (run.Losses.Count > 0)
            {
                File.WriteAllText(Path.Combine(folder.Path, "loss.svg"), LossPlot.ToSvg(run));
            }

            folder.Keep();
            WriteSummary(run, folder.Path, console);
            return run.Divergence is null ? ExitCode.Success : ExitCode.RunFailed;
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

    // The notebook logs e % log_every == 0; the last epoch, which the run logs too, stands in the summary.
    private static void WriteLog(Experiment experiment, LogPoint point, IAnsiConsole console)
    {
        if (experiment.Settings.Sequences > 0)
        {
            console.Plain(string.Create(CultureInfo.InvariantCulture, $"sequence {point.Sequences,9}   loss  {ConsoleText.FourDecimals(point.Loss)}"));
        }
        else if (point.Epoch % experiment.Settings.LogEvery == 0)
        {
            console.Plain(string.Create(CultureInfo.InvariantCulture, $"epoch {point.Epoch,6}   loss  {ConsoleText.FourDecimals(point.Loss)}"));
        }
    }

    private static void WriteSample(TrainingRun run, IAnsiConsole console)
    {
        if (run.Divergence is null && TextSampler.CanSample(run.Experiment))
        {
            console.Plain($"{SampleLength} characters that the network draws:");
            SampleCommand.Write(run.Experiment, run.Final, start: null, SampleLength, temperature: 1, run.Settings.Seed, console);
        }
    }

    private static void WriteSummary(TrainingRun run, string directory, IAnsiConsole console)
    {
        console.Plain("");
        if (run.Losses.Count > 0)
        {
            console.Plain(LossText.Of(run));
        }

        var passed = run.Settings.Sequences > 0 ? $"{run.SequencesSeen} sequences" : $"{run.Losses.Count} epochs";
        console.Plain(string.Create(
            CultureInfo.InvariantCulture,
            $"{passed} in {run.Duration.TotalMilliseconds:0.0} ms, the compilation of the code included"));
        WriteEnd(run, console);
        console.Plain($"trace {BitHash.Prefix([.. run.Losses], 16)}, weights {BitHash.Prefix(run.Final.Values, 16)}");
        foreach (var published in run.Experiment.Published)
        {
            console.Plain($"published: {published.Quantity} {published.Value.ToString("#,0.######", CultureInfo.InvariantCulture)} ({published.Source})");
        }

        console.Plain($"written to {directory}");
    }

    private static void WriteEnd(TrainingRun run, IAnsiConsole console)
    {
        switch (run.End)
        {
            case TrainingEnd.EarlyStopping:
                console.Plain($"stopped early: nothing better since epoch {run.BestEpoch}");
                break;
            case TrainingEnd.Criterion:
                console.Plain($"learnt after {run.SequencesSeen} sequences: the criterion is met");
                break;
            case TrainingEnd.Length when run.Settings.Until is not null:
                console.Plain($"not learnt: the criterion was not met within {run.SequencesSeen} sequences");
                break;
            case TrainingEnd.Divergence:
                console.Plain($"The training {run.Divergence!.Message}");
                if (run.LastFinite is not null)
                {
                    console.Plain($"the weights before that update stand in {RunFolder.LastFinite}");
                }

                break;
        }
    }
}
