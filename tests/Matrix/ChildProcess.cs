using System.Diagnostics;
using RnnGen.Numerics;

namespace RnnGen.Matrix;

/// <summary>Starts a program and waits for it.</summary>
internal static class ChildProcess
{
    // What the person who starts the matrix may have set for a test of their own.
    private static readonly string[] Cleared =
        [Lanes.WidthVariable, Configuration.ThreadsVariable, "DOTNET_EnableAVX512", "DOTNET_EnableAVX2", "DOTNET_EnableHWIntrinsic", "GLIBC_TUNABLES"];

    /// <summary>Runs a command.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="environment">Variables for it.</param>
    /// <returns>Its exit code, its output and its errors.</returns>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    public static (int Code, string Output, string Error) Run(IReadOnlyList<string> command, IEnumerable<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in Cleared)
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
