using RnnGen.Benchmarks.Measuring;
using RnnGen.Benchmarks.Networks;
using RnnGen.Benchmarks.Reporting;

namespace RnnGen.Benchmarks.Sections;

/// <summary>A training step of larger networks with two threads: T = 32, 32 inputs, 64 sequences, float64.</summary>
internal static class ThreadsSection
{
    private const int Steps = 32;
    private const int TracedSteps = 5;

    public static void Run(Contest contest, Report report)
    {
        Network.WriteData(contest.Folder, Steps);
        var table = new ResultTable(
            "A training step, T = 32, 32 inputs, 64 sequences, float64, two threads",
            ["network", "RnnGen", "as fast as with one", "NumPy, times as slow", "PyTorch, times as slow"]);
        var (speedUp, numPy, pyTorch) = (double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity);
        foreach (var cell in new[] { "elman", "gru", "lstm" })
        {
            foreach (var size in new[] { 64, 128, 256 })
            {
                var network = new Network(cell, size, Steps);
                var workload = network.Name;
                var results = contest.Run((Peer.RnnGenOnTwo, workload), (Peer.RnnGen, workload), (Peer.NumPyOnTwo, workload), (Peer.PyTorchOnTwo, workload));
                Agreement.Check(workload, contest.Trace(Peer.RnnGenOnTwo, workload, TracedSteps), contest.Trace(Peer.RnnGen, workload, TracedSteps), most: 0);
                Agreement.Check(contest, network, Peer.NumPyOnTwo, Peer.PyTorchOnTwo);
                double[] ratios = [.. results.Skip(1).Select(result => result.RatioTo(results[0]))];
                table.Add([$"{cell} {size}", Figures.Time(results[0].Median), .. ratios.Select(Figures.Ratio)]);
                (speedUp, numPy, pyTorch) = (Math.Min(speedUp, ratios[0]), Math.Min(numPy, ratios[1]), Math.Min(pyTorch, ratios[2]));
            }
        }

        var peaks = contest.Run((Peer.Peak, "peak-float64"), (Peer.Peak, "peak-float64-two"));
        table.Notes.Add($"Two threads that do nothing but fused multiply-adds are {Figures.Ratio(peaks[0].RatioTo(peaks[1]))} as fast as one on this machine.");
        report.Add(table);
        report.Add(new Target("two threads, H = 64..256, the least", speedUp, 1.8, 1.95, Figures.Ratio));
        report.Add(new Target("NumPy slower, H = 64..256, the least, 2 threads, float64", numPy, 4, 8, Figures.Ratio));
        report.Add(new Target("PyTorch slower, H = 64..256, the least, 2 threads, float64", pyTorch, 4, 8, Figures.Ratio));
    }
}
