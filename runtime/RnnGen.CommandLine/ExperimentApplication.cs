using System.CommandLine;
using System.CommandLine.Completions;
using Spectre.Console;

namespace RnnGen.CommandLine;

/// <summary>The command line of a project's experiments: without a name it lists them, with one it runs it.</summary>
public static class ExperimentApplication
{
    /// <summary>Parses the arguments and does what they say.</summary>
    /// <param name="experiments">The project's experiments.</param>
    /// <param name="arguments">The program's arguments.</param>
    /// <returns>The process's exit code, see <see cref="ExitCode"/>.</returns>
    public static int Run(IReadOnlyList<Experiment> experiments, IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(experiments);
        ArgumentNullException.ThrowIfNull(arguments);
        var name = new Argument<string?>("experiment") { Description = "The experiment to run; without one, they are listed.", Arity = ArgumentArity.ZeroOrOne };
        name.CompletionSources.Add(_ => experiments.Select(experiment => new CompletionItem(experiment.Name)));
        var output = new Option<DirectoryInfo?>("--output", "-o") { Description = "The folder that the run writes; by default runs/<experiment>-<time>." };
        var checkGradient = new Option<bool>("--check-gradient") { Description = "Compares the generated gradient with finite differences instead of training." };
        var command = new RootCommand("Lists and runs the experiments of this project.") { name, output, checkGradient };
        command.SetAction((parsed, cancellation) => Task.FromResult(Act(
            experiments, parsed.GetValue(name), parsed.GetValue(output), parsed.GetValue(checkGradient), cancellation)));
        var result = command.Parse(arguments);
        var code = result.Invoke();
        return result.Errors.Count > 0 ? ExitCode.BadArguments : code;
    }

    private static int Act(IReadOnlyList<Experiment> experiments, string? name, DirectoryInfo? output, bool checkGradient, CancellationToken cancellation)
    {
        if (name is null)
        {
            ExperimentList.Write(experiments, AnsiConsole.Console);
            return ExitCode.Success;
        }

        var experiment = experiments.FirstOrDefault(experiment => experiment.Name == name);
        if (experiment is null)
        {
            Console.Error.WriteLine(NearestNames.Message(name, [.. experiments.Select(known => known.Name)]));
            return ExitCode.BadArguments;
        }

        return checkGradient
            ? GradientReport.Write(experiment, AnsiConsole.Console)
            : ExperimentRun.Execute(experiment, output, AnsiConsole.Console, cancellation);
    }
}
