using System.ComponentModel;
using System.Diagnostics;

namespace RnnGen.Benchmarks.Measuring;

/// <summary>What a program writes that ends by itself.</summary>
internal static class Output
{
    /// <summary>Runs a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">What its environment has beside that of this process.</param>
    /// <returns>What it writes as output and as errors; null where there is no such program, or it fails.</returns>
    public static (string Output, string Errors)? Of(string program, IEnumerable<string> arguments, params IEnumerable<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? (output, errors.GetAwaiter().GetResult()) : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
