using Spectre.Console;
using Xunit;

namespace RnnGen.CommandLine.Tests;

/// <summary>A folder in which the program runs, in this process, with what it writes; tests that use it are of the collection "Console".</summary>
internal sealed class Workplace : IDisposable
{
    private readonly string _before = Directory.GetCurrentDirectory();

    public Workplace() => Directory.SetCurrentDirectory(Folder);

    public string Folder { get; } = Directory.CreateTempSubdirectory("rnngen-").FullName;

    public void Dispose()
    {
        Directory.SetCurrentDirectory(_before);
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Writes a file.</summary>
    /// <returns>Its path.</returns>
    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>The names of the files and folders in a folder of this one, in order.</summary>
    public IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFileSystemEntries(Path.Combine(Folder, folder)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    public static (int Code, string Output, string Error) Run(IReadOnlyList<Experiment> experiments, params string[] arguments) =>
        Capture(_ => ExperimentApplication.Run(experiments, arguments));

    /// <summary>Runs something that writes to a console, which it is handed, and to the standard error output.</summary>
    public static (int Code, string Output, string Error) Capture(Func<IAnsiConsole, int> run)
    {
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

/// <summary>Tests of what the process has once: its console and its current folder.</summary>
[CollectionDefinition("Console", DisableParallelization = true)]
public static class ConsoleGroup;
