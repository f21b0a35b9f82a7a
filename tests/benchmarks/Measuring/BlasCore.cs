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
    private const string Verbose = "OPENBLAS_VERBOSE";
    private const string Fallback = "Prescott";

    /// <summary>What an environment needs for it: nothing, or a variable.</summary>
    /// <param name="python">The Python whose NumPy calls OpenBLAS.</param>
    /// <exception cref="InvalidOperationException">NumPy multiplies with another library, which would be no peer.</exception>
    public static (string Name, string Value)[] EnvironmentFor(string python) => Name(python) switch
    {
        "" => throw new InvalidOperationException($"NumPy of {python} does not multiply with OpenBLAS; tests/benchmarks/install-peers installs it."),
        Fallback when Avx512F.IsSupported && Avx512DQ.IsSupported => [(Variable, "SkylakeX")],
        Fallback when Avx2.IsSupported => [(Variable, "Haswell")],
        _ => [],
    };

    /// <summary>The processor that it computes for; empty where NumPy calls no OpenBLAS, and null where there is no NumPy, as <see cref="PeerProcess"/> says when it is to be measured.</summary>
    /// <param name="python">The Python whose NumPy calls OpenBLAS.</param>
    /// <param name="environment">What its environment has beside that of this process.</param>
    public static string? Name(string python, params (string Name, string Value)[] environment) =>
        Output.Of(python, ["-c", "import numpy"], [(Verbose, "2"), .. environment]) is var (output, errors) ? Regex.Match(output + errors, "Core: (\\w+)").Groups[1].Value : null;
}
