using System.Runtime.Intrinsics.X86;
using RnnGen.Numerics;

namespace RnnGen.Matrix;

/// <summary>One way of running the experiments.</summary>
/// <param name="Part">The part of the matrix that it belongs to.</param>
/// <param name="Name">Its name.</param>
/// <param name="Build">The program that runs.</param>
/// <param name="Registers">What the program must find: an environment variable that nobody knows is ignored in silence.</param>
internal sealed record Configuration(string Part, string Name, Build Build, Registers Registers)
{
    /// <summary>The variable that limits the threads.</summary>
    public const string ThreadsVariable = "RNNGEN_THREADS";

    private const string Jit = "jit";
    private const string SoftwareFma = "software-fma";
    private const string Debug = "debug";
    private const string Aot = "aot";
    private const string Arm64 = "arm64";

    /// <summary>The parts of the matrix.</summary>
    public static IReadOnlyList<string> Parts { get; } = [Jit, SoftwareFma, Debug, Aot, Arm64];

    /// <summary>What the others are compared with.</summary>
    public static Configuration Reference { get; } = new(Jit, "512 bits, 1 thread", Build.This, new(LaneWidth.Bits512, Lanes.HasHardwareFma))
    {
        Environment = [(Lanes.WidthVariable, "512"), (ThreadsVariable, "1")],
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Configuration> All { get; } =
    [
        Reference,
        Reference with { Name = "512 bits, 2 threads", Environment = [(Lanes.WidthVariable, "512"), (ThreadsVariable, "2")] },
        Reference with { Name = "512 bits, 4 threads", Environment = [(Lanes.WidthVariable, "512"), (ThreadsVariable, "4")] },
        new(Jit, "AVX2 and FMA, no AVX-512", Build.This, new(LaneWidth.Bits256, true)) { Environment = [("DOTNET_EnableAVX512", "0")], CanRun = Fma.IsSupported },
        new(Jit, "128 bits, 4 threads", Build.This, new(LaneWidth.Bits128, Lanes.HasHardwareFma)) { Environment = [(Lanes.WidthVariable, "128"), (ThreadsVariable, "4")] },
        new(Jit, "no AVX2, no FMA", Build.This, new(LaneWidth.Bits64, false)) { Environment = [("DOTNET_EnableAVX2", "0")], CanRun = Fma.IsSupported },
        new(Jit, "no intrinsics", Build.This, new(LaneWidth.Bits64, false)) { Environment = [("DOTNET_EnableHWIntrinsic", "0")], CanRun = X86Base.IsSupported },
        new(SoftwareFma, "no intrinsics, no FMA in the C library", Build.This, new(LaneWidth.Bits64, false))
        {
            Environment = [("DOTNET_EnableHWIntrinsic", "0"), ("GLIBC_TUNABLES", "glibc.cpu.hwcaps=-FMA,-FMA4,-AVX2")],
            IsShort = true,
            CanRun = X86Base.IsSupported,
        },
        new(Debug, "Debug, not optimized", Build.Debug, new(Lanes.FastestWidth, Lanes.HasHardwareFma)),
        new(Aot, "NativeAOT, no instruction set named", Build.Native(null), new(LaneWidth.Bits64, false)) { CanRun = X86Base.IsSupported },
        new(Aot, "NativeAOT, x86-64-v3", Build.Native("x86-64-v3"), new(LaneWidth.Bits256, true)) { CanRun = Fma.IsSupported },
        new(Aot, "NativeAOT, x86-64-v4", Build.Native("x86-64-v4"), new(LaneWidth.Bits512, true)) { CanRun = Avx512F.IsSupported },
        new(Arm64, "ARM64, emulated", Build.Arm64, new(LaneWidth.Bits128, true)),
        new(Arm64, "ARM64, emulated, 4 threads, NativeAOT", Build.Arm64Native, new(LaneWidth.Bits128, true)) { Environment = [(ThreadsVariable, "4")] },
    ];

    /// <summary>The environment variables.</summary>
    public IReadOnlyList<(string Name, string Value)> Environment { get; init; } = [];

    /// <summary>Whether it is so slow that the trainings are short.</summary>
    public bool IsShort { get; init; }

    /// <summary>Whether this machine can run it.</summary>
    public bool CanRun { get; init; } = true;
}
