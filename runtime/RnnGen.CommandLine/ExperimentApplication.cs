using System.CommandLine;
using System.CommandLine.Completions;
using System.Runtime.CompilerServices;
using RnnGen.Evaluation;
using RnnGen.Numerics;
using Spectre.Console;

namespace RnnGen.CommandLine;

/// <summary>
/// The command line of a project's experiments: without a name it lists them, with one it runs it. A command gives way to an experiment of its name.
/// </summary>
public static class ExperimentApplication
{
    // A NativeAOT program uses the instruction where it is compiled for it, and only there.
    private static string SlowModeNotice =>
        "There is no fused multiply-add instruction to compute with: the numbers are the same, but this is the slow exact mode."
        + (RuntimeFeature.IsDynamicCodeCompiled ? "" : " For x64, build a NativeAOT program with <IlcInstructionSet>x86-64-v3</IlcInstructionSet>.");

    /// <summary>Parses the arguments and does what they say.</summary>
    /// <param name="experiments">The project's experiments.</param>
    /// <param name="arguments">The program's arguments.</param>
    /// <returns>The process's exit code, see <see cref="ExitCode"/>.</returns>
    public static int Run(IReadOnlyList<Experiment> experiments, IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(experiments);
        ArgumentNullException.ThrowIfNull(arguments);
        try
        {
            _ = (Lanes.Width, Threads.Most);
        }
        catch (InvalidOperationException exception)
        {
            // A variable of the environment, which the message names.
            Console.Error.WriteLine(exception.Message);
            return ExitCode.BadArguments;
        }

        var names = new Argument<string[]>("experiment")
        {
            HelpName = "experiment",
            Description = "The experiment to run; without one, they are listed. Several with --trials alone.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        names.CompletionSources.Add(_ => experiments.Select(experiment => new CompletionItem(experiment.Name)));
        names.RefuseOptions();
        var output = new Option<DirectoryInfo?>("--output", "-o") { Description = "The folder that the run writes; by default runs/<experiment>-<time>." };
        var checkGradient = new Option<bool>("--check-gradient")
        {
            Description = "Compares the generated gradient with finite differences instead of training.",
        };
        var trials = new Option<int?>("--trials")
        {
            Description = "Trains with that many seeds, the spec's and those after it, and compares them; writes trials.csv and trials.svg.",
        }
            .Invariant(value => value > 0 ? null : "There must be at least one trial.");
        var threads = new Option<int?>("--threads")
        {
            Description =
                $"How many threads compute, at most; by default {Threads.CountVariable}, or as many as there are processors. "
                + "With --trials, that many trials run side by side.",
        }
            .Invariant(value => value > 0 ? null : "There must be at least one thread.");
        var command = new RootCommand("Lists and runs the experiments of this project.") { names, output, checkGradient, trials, threads };
        command.Validators.Add(result =>
        {
            if (result.GetResult(checkGradient) is not null && result.GetResult(trials) is not null)
            {
                result.AddError("--check-gradient trains nothing, and --trials does: expected one of them.");
            }

            if (result.GetResult(checkGradient) is not null && result.GetResult(output) is not null)
            {
                result.AddError("--check-gradient writes nothing: --output is for a training.");
            }
        });
        Command[] subcommands = [ShowCommand.Create(experiments), SampleCommand.Create(experiments), AlphabetCommand.Create()];
        foreach (var subcommand in subcommands.Where(known => experiments.All(experiment => experiment.Name != known.Name)))
        {
            subcommand.RefuseBefore(command);
            command.Subcommands.Add(subcommand);
        }

        command.SetAction((parsed, cancellation) =>
        {
            Threads.Most = parsed.GetValue(threads) ?? Threads.Most;
            return Task.FromResult(Act(
                experiments, parsed.GetValue(names) ?? [], parsed.GetValue(output), parsed.GetValue(checkGradient), parsed.GetValue(trials), cancellation));
        });
        var result = command.Parse(arguments);

        // The help of a subcommand would show them before it.
        names.Hidden = result.CommandResult.Command != command;
        var code = result.Invoke();
        return result.Errors.Count > 0 ? ExitCode.BadArguments : code;
    }

    private static int Act(
        IReadOnlyList<Experiment> experiments, string[] names, DirectoryInfo? output, bool checkGradient, int? trials, CancellationToken cancellation)
    {
        if (names.Length == 0)
        {
            ExperimentList.Write(experiments, AnsiConsole.Console);
            return ExitCode.Success;
        }

        foreach (var name in names.Where(name => experiments.All(experiment => experiment.Name != name)))
        {
            Console.Error.WriteLine(NearestNames.Message(name, [.. experiments.Select(known => known.Name)]));
            return ExitCode.BadArguments;
        }

        if (!Lanes.HasHardwareFma)
        {
            Console.Error.WriteLine(SlowModeNotice);
        }

        try
        {
            return Execute([.. names.Select(name => experiments.First(experiment => experiment.Name == name))], output, checkGradient, trials, cancellation);
        }
        catch (InvalidDataException exception)
        {
            // A file of data or of initial weights, which the message names.
            Console.Error.WriteLine(exception.Message);
            return ExitCode.RunFailed;
        }
    }

    private static int Execute(Experiment[] chosen, DirectoryInfo? output, bool checkGradient, int? trials, CancellationToken cancellation)
    {
        if (trials is { } count)
        {
            return TrialsRun.Execute(chosen, count, output, AnsiConsole.Console, cancellation);
        }

        if (chosen.Length > 1)
        {
            Console.Error.WriteLine("Several experiments are run together with --trials alone.");
            return ExitCode.BadArguments;
        }

        return checkGradient
            ? GradientReport.Write(chosen[0], AnsiConsole.Console, cancellation)
            : ExperimentRun.Execute(chosen[0], output, AnsiConsole.Console, cancellation);
    }
}
