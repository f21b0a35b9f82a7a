using RnnGen.CommandLine;
using Spectre.Console;

namespace RnnGen.Testing;

/// <summary>The program in this process, with what it writes to the console and to the standard error output; tests that use it are of the collection "Console".</summary>
public static class CapturedProgram
{
    /// <summary>Runs the program as <c>Program.cs</c> does.</summary>
    /// <param name="experiments">The experiments that it knows.</param>
    /// <param name="arguments">Its arguments.</param>
    public static (int Code, string Output, string Error) Run(IReadOnlyList<Experiment> experiments, params string[] arguments) => Capture(_ => ExperimentApplication.Run(experiments, arguments));

    /// <summary>Runs a part of it, which is handed the console.</summary>
    public static (int Code, string Output, string Error) Capture(Func<IAnsiConsole, int> run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var (console, standardError, output, error) = (AnsiConsole.Console, Console.Error, new StringWriter(), new StringWriter());
        AnsiConsole.Console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        Console.SetError(error);
        try
        {
            return (run(AnsiConsole.Console), output.ToString(), error.ToString());
        }
        finally
        {
            AnsiConsole.Console = console;
            Console.SetError(standardError);
        }
    }
}
