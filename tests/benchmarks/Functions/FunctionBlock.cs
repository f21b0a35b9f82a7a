using System.Runtime.InteropServices;
using RnnGen.Accuracy;
using RnnGen.Numerics;

namespace RnnGen.Benchmarks.Functions;

/// <summary>An elementary function of a block of numbers, in the widest registers; arguments and results stay in the first-level cache.</summary>
internal static unsafe class FunctionBlock
{
    /// <summary>How the names of these workloads begin.</summary>
    public const string Prefix = "function-";

    /// <summary>The numbers of a block.</summary>
    public const int Length = 1024;

    /// <summary>A cache line, and the widest register.</summary>
    private const nuint Alignment = 64;

    /// <summary>The name of a workload.</summary>
    /// <param name="function">The function.</param>
    /// <param name="precision">float64 or float32.</param>
    public static string Workload(ElementaryFunction function, string precision) => $"{Prefix}{function.Name}-{precision}";

    /// <summary>A workload by its name: a function that computes the block some times and returns the first result of each.</summary>
    public static Func<int, IReadOnlyList<double>> Prepare(string workload)
    {
        var words = workload[Prefix.Length..].Split('-');
        var function = ElementaryFunction.All.Single(function => function.Name == words[0]);
        return (words[1], Lanes.Width) switch
        {
            ("float32", LaneWidth.Bits512) => Repeat<Lane512Single>(function),
            ("float32", LaneWidth.Bits256) => Repeat<Lane256Single>(function),
            ("float32", LaneWidth.Bits128) => Repeat<Lane128Single>(function),
            ("float32", _) => Repeat<ScalarLaneSingle>(function),
            (_, LaneWidth.Bits512) => Repeat<Lane512>(function),
            (_, LaneWidth.Bits256) => Repeat<Lane256>(function),
            (_, LaneWidth.Bits128) => Repeat<Lane128>(function),
            _ => Repeat<ScalarLane>(function),
        };
    }

    // No lane takes a branch, so that one argument costs as much as another; these are in every function's domain.
    private static Func<int, IReadOnlyList<double>> Repeat<TLane>(ElementaryFunction function)
        where TLane : unmanaged, ILane<TLane>
    {
        var registers = Length / TLane.Count;
        TLane* arguments = Allocate<TLane>(registers), results = Allocate<TLane>(registers);
        for (var i = 0; i < registers; i++)
        {
            arguments[i] = TLane.Create(4.0 * (i + 1) / registers);
        }

        return iterations =>
        {
            var firsts = new double[iterations];
            for (var i = 0; i < iterations; i++)
            {
                function.Compute(new ReadOnlySpan<TLane>(arguments, registers), new Span<TLane>(results, registers));
                firsts[i] = results[0][0];
            }

            return firsts;
        };
    }

    // For as long as the process runs.
    private static TLane* Allocate<TLane>(int registers)
        where TLane : unmanaged => (TLane*)NativeMemory.AlignedAlloc((nuint)(registers * sizeof(TLane)), Alignment);
}
