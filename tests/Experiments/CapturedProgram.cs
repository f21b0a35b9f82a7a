using RnnGen.CommandLine;
using Spectre.Console;

namespace RnnGen.SpecTests;

/// <summary>The program in this process, with what it writes to the console; tests that use it are of the collection "Console".</summary>
internal static class CapturedProgram
{
    public static (int Code, string Output) Run(IReadOnlyList<Experiment> experiments, params string[] arguments)
    {
        var (before, writer) = (AnsiConsole.Console, new StringWriter());
        AnsiConsole.Console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        try
        {
            return (ExperimentApplication.Run(experiments, arguments), writer.ToString());
        }
        finally
        {
            AnsiConsole.Console = before;
        }
    }
}
