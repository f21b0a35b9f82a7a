using System.Diagnostics;
using System.Runtime.InteropServices;
using RnnGen.Numerics;
using RnnGen.Randomness;

namespace RnnGen.Accuracy;

/// <summary>
/// Many random numbers of double precision as arguments, a third of them of all exponents, a third between -2 and 2, a third of the magnitudes that a function is used
/// with, compared with libquadmath's functions by a library in C, which gcc makes on the spot.
/// </summary>
internal static partial class DoublePrecision
{
    private const int BlockLength = 4096;
    private const double SmallestNormal = 2.2250738585072014e-308;

    /// <summary>Measures a function.</summary>
    /// <param name="function">The function.</param>
    /// <param name="points">How many arguments, rounded up to whole blocks.</param>
    public static Worst Measure(ElementaryFunction function, long points)
    {
        var worst = new Worst();
        Parallel.For(
            0L,
            (points + BlockLength - 1) / BlockLength,
            () => new Worst(),
            (block, _, part) =>
            {
                var random = new Philox(new SeedSequence((ulong)block));
                var arguments = new double[BlockLength];
                for (var i = 0; i < BlockLength; i++)
                {
                    arguments[i] = Draw(function, random, i % 3);
                }

                var lanes = new Lane512[BlockLength / Lane512.Count];
                var results = MemoryMarshal.Cast<Lane512, double>(lanes.AsSpan());
                arguments.CopyTo(results);
                function.Compute<Lane512>(lanes, lanes);
                var errors = new double[BlockLength];
                if (Reference(function.Name, arguments, results, errors, BlockLength) == 0)
                {
                    throw new InvalidOperationException($"The library has no {function.Name}.");
                }

                for (var i = 0; i < BlockLength; i++)
                {
                    part.Add(arguments[i], results[i], errors[i], Math.Abs(results[i]) < SmallestNormal);
                }

                return part;
            },
            part =>
            {
                lock (worst)
                {
                    worst.Add(part);
                }
            });
        return worst;
    }

    /// <summary>Compiles the library with which results are compared.</summary>
    /// <exception cref="InvalidOperationException">There is no gcc with libquadmath.</exception>
    public static void BuildReference()
    {
        var folder = AppContext.BaseDirectory;
        using var gcc = Process.Start("gcc", ["-O2", "-shared", "-fPIC", "-o", Path.Combine(folder, "libreference.so"), Path.Combine(folder, "reference.c"), "-lquadmath"]);
        gcc.WaitForExit();
        if (gcc.ExitCode != 0)
        {
            throw new InvalidOperationException("The library to compare with could not be compiled: it needs gcc with libquadmath.");
        }
    }

    private static double Draw(ElementaryFunction function, Philox random, int kind)
    {
        var u = (2 * random.NextDouble()) - 1;
        if (kind > 0)
        {
            return u * (kind == 1 ? 2 : Math.Min(function.Largest, 1e6));
        }

        var exponent = (int)Math.Floor(random.NextDouble() * (Math.ILogB(function.Largest) + 1075)) - 1074;
        return Math.Clamp(Math.ScaleB(u < 0 ? u - 1 : u + 1, exponent), -function.Largest, function.Largest);
    }

    [LibraryImport("reference", EntryPoint = "reference", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Reference(string name, ReadOnlySpan<double> arguments, ReadOnlySpan<double> results, Span<double> errors, int count);
}
