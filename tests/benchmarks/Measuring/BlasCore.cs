using System.Diagnostics;
using System.Runtime.Intrinsics.X86;
using System.Text.RegularExpressions;

namespace RnnGen.Benchmarks.Measuring;

/// <summary>
/// The processor for which OpenBLAS computes. One that it does not know yet it takes for a Prescott of 2004, whose registers have 128 bits, and is four times slower than it could be: then it is told which of
/// those that it knows comes nearest.
/// </summary>
internal static class BlasCore
{
    private const string Variable = "OPENBLAS_CORETYPE";
    private const string Fallback = "Prescott";

    /// <summary>What an environment needs for it: nothing, or a variable.</summary>
    /// <param name="python">The Python whose NumPy calls OpenBLAS.</param>
    public static (string Name, string Value)[] EnvironmentFor(string python) => Found(python) != Fallback ? []
        : Avx512F.IsSupported && Avx512DQ.IsSupported ? [(Variable, "SkylakeX")]
        : Avx2.IsSupported ? [(Variable, "Haswell")]
        : [];

    // Which it finds by itself, or was told by the user; null where it does not say, or is not there.
    private static string? Found(string python)
    {
        var start = new ProcessStartInfo(python, ["-c", "import numpy"]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["OPENBLAS_VERBOSE"] = "2";
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var said = process.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
            process.WaitForExit();
            return Regex.Match(said, "Core: (\\w+)") is { Success: true } core ? core.Groups[1].Value : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // There is no such Python: PeerProcess says so when it is to be measured.
            return null;
        }
    }
}
