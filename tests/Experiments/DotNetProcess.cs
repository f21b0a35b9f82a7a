using System.Diagnostics;

namespace RnnGen.SpecTests;

/// <summary>A program of the repository, run in a process of its own.</summary>
internal static class DotNetProcess
{
    /// <summary>Runs a program.</summary>
    /// <param name="program">The name of its project.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Environment variables for it.</param>
    /// <returns>Its exit code, and what it wrote, with the line ends of Unix.</returns>
    public static (int Code, string Output, string Error) Run(string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, program + ".dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.ReplaceLineEndings("\n"), error.Result.ReplaceLineEndings("\n"));
    }
}
