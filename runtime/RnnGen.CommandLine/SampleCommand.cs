using System.CommandLine;
using System.CommandLine.Completions;
using System.Text.RegularExpressions;
using RnnGen.Recording;
using RnnGen.Sampling;
using Spectre.Console;

namespace RnnGen.CommandLine;

/// <summary><c>sample EXPERIMENT</c>: writes a text that a trained network draws.</summary>
internal static class SampleCommand
{
    // The folder of a run: the experiment's name, the time, and a number where another run has the same.
    private static readonly Regex RunOf = new("^(?<name>.+?)-[0-9]{8}-[0-9]{6}(-[0-9]+)?$", RegexOptions.CultureInvariant);

    private static readonly string TooCold = FormattableString.Invariant(
        $"The temperature must be at least {TextSampler.SmallestTemperature}: what is divided by a smaller one overflows.");

    public static Command Create(IReadOnlyList<Experiment> experiments)
    {
        var name = new Argument<string>("experiment") { HelpName = "experiment", Description = "A network that predicts the next character of a text." };
        name.CompletionSources.Add(_ => experiments.Where(TextSampler.CanSample).Select(experiment => new CompletionItem(experiment.Name)));
        var weights = new Option<FileInfo?>("--weights") { Description = "The weights.npz of a run; by default that of the last one in runs." };
        var length = new Option<int>("--length") { Description = "How many characters are drawn.", DefaultValueFactory = _ => 400 }
            .Invariant(value => value > 0 ? null : "There must be at least one character.");
        var temperature = new Option<double>("--temperature") { Description = "Below 1 likely characters become likelier.", DefaultValueFactory = _ => 1 }
            .Invariant(value => value <= 0 ? "The temperature must be positive." : value < TextSampler.SmallestTemperature ? TooCold : null);
        var seed = new Option<uint>("--seed") { Description = "The seed of the random numbers.", DefaultValueFactory = _ => 0 }.Invariant();
        var start = new Option<string?>("--start") { Description = "What the text goes on from; by default the start of a line." };
        var command = new Command("sample", "Draws a text from a trained network that predicts the next character.")
        {
            name,
            weights,
            length,
            temperature,
            seed,
            start,
        };
        command.SetAction(parsed =>
        {
            if (experiments.FirstOrDefault(known => known.Name == parsed.GetValue(name)) is { } experiment)
            {
                return Write(
                    experiment,
                    parsed.GetValue(weights),
                    parsed.GetValue(start),
                    parsed.GetValue(length),
                    parsed.GetValue(temperature),
                    parsed.GetValue(seed));
            }

            Console.Error.WriteLine(NearestNames.Message(parsed.GetRequiredValue(name), [.. experiments.Select(known => known.Name)]));
            return ExitCode.BadArguments;
        });
        return command;
    }

    /// <summary>Writes a text that a network draws, character by character.</summary>
    public static void Write(Experiment experiment, ParameterBuffer parameters, string? start, int length, double temperature, uint seed, IAnsiConsole console)
    {
        var opening = string.IsNullOrEmpty(start) ? TextSampler.StartOf(experiment.Alphabet!) : start;
        var text = TextSampler.Draw(experiment, parameters, opening, temperature, seed).Take(length);
        var writer = console.Profile.Out.Writer;
        writer.Write(start);
        foreach (var character in text)
        {
            writer.Write(character);
        }

        writer.WriteLine();
    }

    private static int Write(Experiment experiment, FileInfo? weights, string? start, int length, double temperature, uint seed)
    {
        if (!TextSampler.CanSample(experiment))
        {
            Console.Error.WriteLine($"'{experiment.Name}' does not predict the next character of a text.");
            return ExitCode.BadArguments;
        }

        try
        {
            var path = weights?.FullName ?? LastWeights(experiment.Name);
            Write(experiment, ParameterBuffer.FromArrays(experiment.Layout, NpzFile.Read(path)), start, length, temperature, seed, AnsiConsole.Console);
            return ExitCode.Success;
        }
        catch (ArgumentException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return ExitCode.BadArguments;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"The weights could not be read: {exception.Message}");
            return ExitCode.RunFailed;
        }
        catch (InvalidDataException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return ExitCode.RunFailed;
        }
    }

    private static string LastWeights(string name) =>
        (Directory.Exists("runs") ? Directory.EnumerateDirectories("runs", name + "-*") : [])
            .Where(folder => RunOf.Match(Path.GetFileName(folder)).Groups["name"].Value == name)
            .Select(folder => Path.Combine(folder, "weights.npz"))
            .Where(File.Exists)
            .MaxBy(File.GetLastWriteTimeUtc)
        ?? throw new FileNotFoundException($"there is no run of '{name}' in runs. Run it first, or name the weights of a run with --weights.");
}
