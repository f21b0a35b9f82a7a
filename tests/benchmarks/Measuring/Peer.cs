using System.Reflection;

namespace RnnGen.Benchmarks.Measuring;

/// <summary>A program that is measured.</summary>
/// <param name="Name">What tables call it.</param>
/// <param name="Program">The program.</param>
/// <param name="Arguments">Its arguments, of which <see cref="Folder"/> stands for the folder of the data.</param>
/// <param name="Environment">What its environment has beside that of this process.</param>
internal sealed record Peer(string Name, string Program, IReadOnlyList<string> Arguments, params (string Name, string Value)[] Environment)
{
    /// <summary>In arguments: the folder of the data.</summary>
    public const string Folder = "{folder}";

    /// <summary>The folder of this project.</summary>
    public static string Home { get; } =
        typeof(Peer).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "BenchmarksFolder").Value!;

    private static string Python { get; } = System.Environment.GetEnvironmentVariable("PYTHON") is { Length: > 0 } python ? python : "/usr/bin/python3";

    private static (string Name, string Value)[] Blas => field ??= BlasCore.EnvironmentFor(Python);

    /// <summary>Which of them there are: the versions, and the processor for which NumPy's OpenBLAS computes.</summary>
    public static string Versions
    {
        get
        {
            var python = Output.Of(Python, ["-c", "import numpy, torch; print('NumPy', numpy.__version__ + ', PyTorch', torch.__version__, end='')"])?.Output ?? "no NumPy and PyTorch";
            var core = BlasCore.Name(Python) is { Length: > 0 } ? $", OpenBLAS for {BlasCore.Name(Python, Blas)}" : "";
            return $"{python}{core}; {Output.Of("gcc", ["--version"])?.Output.Split('\n')[0] ?? "no gcc"}";
        }
    }

    /// <summary>RnnGen with one thread.</summary>
    public static Peer RnnGen { get; } = RnnGenWith("RnnGen", ("RNNGEN_THREADS", "1"));

    /// <summary>RnnGen with two threads.</summary>
    public static Peer RnnGenOnTwo { get; } = RnnGenWith("RnnGen, 2 threads", ("RNNGEN_THREADS", "2"));

    /// <summary>RnnGen with registers of 256 bits.</summary>
    public static Peer RnnGen256 { get; } = RnnGenWith("RnnGen, 256 bits", ("RNNGEN_THREADS", "1"), ("RNNGEN_LANES", "256"));

    /// <summary>NumPy with one thread.</summary>
    public static Peer NumPy => field ??= InPython("NumPy", "numpy_peer.py", 1);

    /// <summary>NumPy with two threads.</summary>
    public static Peer NumPyOnTwo => field ??= InPython("NumPy, 2 threads", "numpy_peer.py", 2);

    /// <summary>PyTorch with one thread.</summary>
    public static Peer PyTorch => field ??= InPython("PyTorch", "torch_peer.py", 1);

    /// <summary>PyTorch with two threads.</summary>
    public static Peer PyTorchOnTwo => field ??= InPython("PyTorch, 2 threads", "torch_peer.py", 2);

    /// <summary>Scalar C, -O3.</summary>
    public static Peer ScalarC { get; } = InC("C, -O3", "seed_scalar");

    /// <summary>Scalar C, -O3 -ffast-math.</summary>
    public static Peer FastMathC { get; } = InC("C, -O3 -ffast-math", "seed_fast_math");

    /// <summary>C by hand; in registers of 512 bits only where the machine has them.</summary>
    public static IReadOnlyList<Peer> CByHand { get; } =
        [.. new[] { InC("C by hand, 512 bits", "seed_lanes_512"), InC("C by hand, 256 bits", "seed_lanes_256") }.Where(peer => File.Exists(peer.Program))];

    /// <summary>The most that a core can do.</summary>
    public static Peer Peak { get; } = InC("FMA peak", "fma_peak");

    /// <summary>ONNX Runtime with one thread, in float32.</summary>
    public static Peer OnnxRuntime { get; } =
        new("ONNX Runtime, float32", Path.Combine(Home, "bin", "peers", "onnx", "OnnxPeer"), [Path.Combine(Home, "bin", "peers", "seed.onnx")]);

    private static Peer RnnGenWith(string name, params (string, string)[] environment) =>
        new(name, System.Environment.ProcessPath!, ["serve", Folder], environment);

    private static Peer InPython(string name, string script, int threads)
    {
        var count = threads.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new(name, Python, [Path.Combine(Home, "peers", script), Folder, count], [("OMP_NUM_THREADS", count), ("OPENBLAS_NUM_THREADS", count), .. Blas]);
    }

    private static Peer InC(string name, string program) => new(name, Path.Combine(Home, "bin", "peers", program), []);
}
