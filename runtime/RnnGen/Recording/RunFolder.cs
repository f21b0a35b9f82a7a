using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using RnnGen.Evaluation;
using RnnGen.Numerics;
using RnnGen.Training;

namespace RnnGen.Recording;

/// <summary>
/// Writes what a run leaves behind: <c>trace.csv</c>, <c>weights.initial.npz</c>, <c>weights.npz</c> and <c>run.json</c>, and of one that diverged
/// <c>weights.last-finite.npz</c>.
/// </summary>
public static class RunFolder
{
    /// <summary>The version of the numerics contract: raised whenever the bits of any result change.</summary>
    public const int ContractVersion = 2;

    /// <summary>The name of the file that has <see cref="TrainingRun.LastFinite"/>.</summary>
    public const string LastFinite = "weights.last-finite.npz";

    /// <summary>The name of the file that a run writes at its end.</summary>
    public const string Result = "run.json";

    private const string Trace = "trace.csv";

    // All that a run or trials write, the figures of the command line included.
    private static readonly string[] Files =
    [
        Trace, "loss.svg", "weights.initial.npz", "weights.npz", LastFinite, Result, "trials.csv", "trials.svg",
    ];

    /// <summary>
    /// Makes a folder of its own for a run, <c>name-yyyyMMdd-HHmmss</c> by local time; where another run has it, of this process or another one,
    /// <c>-2</c>, <c>-3</c>, ... stands behind it.
    /// </summary>
    /// <param name="parent">The folder in which it is made, and which is created.</param>
    /// <param name="name">What is run.</param>
    /// <param name="result">The name of the file that the run writes at its end. Until then it is empty: it says that the folder is taken.</param>
    /// <returns>The path.</returns>
    public static string Create(string parent, string name, string result = Result)
    {
        var first = Path.Combine(parent, $"{name}-{DateTime.Now.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}");
        for (var count = 1; ; count++)
        {
            var directory = count == 1 ? first : $"{first}-{count}";
            Directory.CreateDirectory(directory);
            var path = Path.Combine(directory, result);
            try
            {
                // Of several processes, one alone succeeds; a folder is not made so.
                new FileStream(path, FileMode.CreateNew).Dispose();
                return directory;
            }
            catch (IOException exception) when (exception is DirectoryNotFoundException || File.Exists(path))
            {
                // The next one, then: this is another run's, or that run has just taken it back.
            }
        }
    }

    /// <summary>
    /// Takes back a folder that <see cref="Create"/> has made, of a run that failed: its file without content, and
    /// itself where nothing else is in it.
    /// </summary>
    /// <param name="directory">The folder.</param>
    /// <param name="result">The name of the file that the run would have written at its end.</param>
    public static void TakeBack(string directory, string result = Result)
    {
        ArgumentNullException.ThrowIfNull(directory);
        var file = new FileInfo(Path.Combine(directory, result));
        if (file is { Exists: true, Length: 0 })
        {
            file.Delete();
        }

        if (Directory.Exists(directory) && !Directory.EnumerateFileSystemEntries(directory).Any())
        {
            Directory.Delete(directory);
        }
    }

    /// <summary>Deletes what earlier runs and trials have written into a folder, and nothing else.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="result">The name of the file that the run writes at its end. It stays until then, since it says that the folder is taken.</param>
    public static void Clear(string directory, string result = Result)
    {
        ArgumentNullException.ThrowIfNull(directory);
        foreach (var file in Files.Where(file => file != result))
        {
            File.Delete(Path.Combine(directory, file));
        }
    }

    /// <summary>Writes a run into a folder, which is created.</summary>
    /// <param name="directory">The folder. Files of earlier runs and trials in it are deleted or replaced.</param>
    /// <param name="run">The finished training.</param>
    /// <param name="train">The predictions on the training set.</param>
    /// <param name="test">The predictions on the test set.</param>
    public static void Write(string directory, TrainingRun run, Predictions train, Predictions test)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(test);
        Directory.CreateDirectory(directory);
        Clear(directory);
        WriteTrace(Path.Combine(directory, Trace), run);

        NpzFile.Write(Path.Combine(directory, "weights.initial.npz"), run.Initial.ToArrays());
        NpzFile.Write(Path.Combine(directory, "weights.npz"), run.ToArrays());
        if (run.LastFinite is { } parameters)
        {
            NpzFile.Write(Path.Combine(directory, LastFinite), run.ToArrays(parameters));
        }

        using var file = File.Create(Path.Combine(directory, Result));
        using var json = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        WriteJson(json, run, train, test);
    }

    private static void WriteTrace(string path, TrainingRun run)
    {
        if (run.Settings.Sequences > 0)
        {
            using var intervals = TraceCsv.CreateForStream(path);
            foreach (var interval in run.Log)
            {
                intervals.Append(interval.Loss, interval.Sequences);
            }

            return;
        }

        var hasValidation = run.Settings.ValidationShare > 0;
        using var trace = hasValidation ? TraceCsv.Create(path, "validation_loss") : TraceCsv.Create(path);
        for (var epoch = 0; epoch < run.Losses.Count; epoch++)
        {
            if (hasValidation)
            {
                trace.Append(run.Losses[epoch], run.ValidationLosses[epoch]);
            }
            else
            {
                trace.Append(run.Losses[epoch]);
            }
        }
    }

    private static void WriteEnd(Utf8JsonWriter json, TrainingRun run)
    {
        json.WriteString("end", run.End switch
        {
            TrainingEnd.EarlyStopping => "early_stopping",
            TrainingEnd.Criterion => "criterion",
            TrainingEnd.Divergence => "divergence",
            _ => "length",
        });
        if (run.Divergence is { } divergence)
        {
            json.WriteString("divergence", divergence.Message);
        }

        json.WriteNumber("updates", run.Updates);
        json.WriteNumber("sequences", run.SequencesSeen);
        if (run.BestEpoch is { } best)
        {
            json.WriteNumber("best_epoch", best);
        }
    }

    private static void WriteJson(Utf8JsonWriter json, TrainingRun run, Predictions train, Predictions test)
    {
        json.WriteStartObject();
        json.WriteString("experiment", run.Experiment.Name);
        json.WriteNumber("numerics_contract", ContractVersion);
        json.WriteNumber("seed", run.Settings.Seed);
        json.WriteNumber(run.Settings.Sequences > 0 ? "intervals" : "epochs", run.Losses.Count);
        WriteEnd(json, run);
        Number(json, "initial_loss", run.InitialLoss);
        if (run.Losses.Count > 0)
        {
            Number(json, "final_loss", run.Losses[^1]);
        }

        json.WriteNumber("duration_seconds", Math.Round(run.Duration.TotalSeconds, 6));

        WriteMetrics(json, run, train, test);
        json.WriteStartObject("sha256");
        json.WriteString("trace", BitHash.Of([.. run.Losses]));
        json.WriteString("weights_initial", BitHash.Of(run.Initial.Values));
        json.WriteString("weights", BitHash.Of(run.Final.Values));
        json.WriteEndObject();
        WriteMachine(json);
        json.WritePropertyName("spec");
        json.WriteRawValue(run.Experiment.Spec.Replace("\n", "\n  ", StringComparison.Ordinal));
        json.WriteEndObject();
    }

    private static void WriteMetrics(Utf8JsonWriter json, TrainingRun run, Predictions train, Predictions test)
    {
        var metrics = new[] { ("train", train), ("test", test) }
            .Where(set => set.Item2.Sequences.Count > 0)
            .SelectMany(set => run.Settings.Metrics.Select(metric => (Name: $"{set.Item1}_{metric.Name}", Value: metric.Measure(set.Item2), metric.HasUnits)))
            .ToArray();
        json.WriteStartObject("metrics");
        foreach (var (name, value, _) in metrics)
        {
            Number(json, name, value);
        }

        json.WriteEndObject();
        if (run.Experiment.Normalization is not { } normalization)
        {
            return;
        }

        json.WriteStartObject("metrics_in_file_units");
        foreach (var (name, value, _) in metrics.Where(metric => metric.HasUnits))
        {
            Number(json, name, normalization.RestoreDistance(value));
        }

        json.WriteEndObject();
        json.WriteStartObject("normalization");
        Number(json, "mean", normalization.Mean);
        Number(json, "deviation", normalization.Deviation);
        json.WriteEndObject();
    }

    private static void WriteMachine(Utf8JsonWriter json)
    {
        json.WriteStartObject("versions");
        json.WriteString("rnngen", typeof(RunFolder).Assembly.GetName().Version?.ToString(3));
        json.WriteString("dotnet", RuntimeInformation.FrameworkDescription);
        json.WriteEndObject();
        json.WriteStartObject("machine");
        json.WriteString("os", RuntimeInformation.OSDescription);
        json.WriteString("architecture", RuntimeInformation.ProcessArchitecture.ToString());
        json.WriteNumber("processors", Environment.ProcessorCount);
        json.WriteNumber("threads", Threads.Most);
        json.WriteNumber("register_bits", (int)Lanes.Width);
        json.WriteBoolean("hardware_fma", Lanes.HasHardwareFma);
        json.WriteEndObject();
    }

    // JSON has no NaN and no infinities; they are recorded as text, as NumPy and Python name them.
    private static void Number(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteString(name, value.ToString(CultureInfo.InvariantCulture));
        }
    }
}
