using RnnGen.Benchmarks.Measuring;
using RnnGen.Benchmarks.Networks;
using RnnGen.Benchmarks.Reporting;

namespace RnnGen.Benchmarks.Sections;

/// <summary>A training step of larger networks with one thread: T = 32, 32 inputs, 64 sequences, in both precisions.</summary>
internal static class NetworkSection
{
    private const int Steps = 32;

    /// <summary>What <see cref="Peer.Peak"/> does in an iteration.</summary>
    private const double PeakOperations = 1 << 20;

    private static readonly Peer[] Peers = [Peer.RnnGen, Peer.NumPy, Peer.PyTorch];

    public static void Run(Contest contest, Report report)
    {
        Network.WriteData(contest.Folder, Steps);
        var measured = Measure(contest, report, "float64");
        SharesOfPeak(report, measured);
        Slowness(report, measured, "float64");
        foreach (var one in measured)
        {
            report.Slowness.Add($"NumPy, {one.Network.Cell}", one.Network.Size, one.NumPy);
            report.Slowness.Add($"PyTorch, {one.Network.Cell}", one.Network.Size, one.PyTorch);
        }

        Slowness(report, Measure(contest, report, "float32"), "float32");
    }

    private static List<Measured> Measure(Contest contest, Report report, string precision)
    {
        var table = new ResultTable(
            $"A training step, T = 32, 32 inputs, 64 sequences, {precision}, one thread",
            ["network", "RnnGen", "share of peak", "NumPy, times as slow", "PyTorch, times as slow"]);
        table.Notes.Add(
            "Share of peak: operations of the matrix products alone, against independent fused multiply-adds in the same rounds.");
        var measured = new List<Measured>();
        foreach (var cell in new[] { "elman", "gru", "lstm" })
        {
            foreach (var size in new[] { 16, 64, 128, 256, 512 })
            {
                var result = Measure(contest, new Network(cell, size, Steps, precision));
                measured.Add(result);
                table.Add(
                    $"{cell} {size}", Figures.Time(result.Time), Figures.Percent(result.ShareOfPeak), Figures.Ratio(result.NumPy), Figures.Ratio(result.PyTorch));
            }
        }

        report.Add(table);
        return measured;
    }

    private static void SharesOfPeak(Report report, List<Measured> measured)
    {
        foreach (var size in new[] { 64, 128 })
        {
            report.Add(new Target($"elman {size}, share of FMA peak, float64", Of("elman", size).ShareOfPeak, 0.72, 0.85, Figures.Percent));
        }

        foreach (var size in new[] { 64, 128 })
        {
            report.Add(new Target($"lstm {size}, share of FMA peak, float64", Of("lstm", size).ShareOfPeak, 0.62, 0.78, Figures.Percent));
        }

        Measured Of(string cell, int size) => measured.Single(one => one.Network.Cell == cell && one.Network.Size == size);
    }

    private static void Slowness(Report report, List<Measured> measured, string precision)
    {
        var large = measured.Where(one => one.Network.Size is >= 64 and <= 256).ToArray();
        report.Add(new Target($"NumPy slower, H = 64..256, the least, 1 thread, {precision}", large.Min(one => one.NumPy), 4, 8, Figures.Ratio));
        report.Add(new Target($"PyTorch slower, H = 64..256, the least, 1 thread, {precision}", large.Min(one => one.PyTorch), 4, 8, Figures.Ratio));
    }

    private static Measured Measure(Contest contest, Network network)
    {
        var results = contest.Run([.. Peers.Select(peer => (peer, network.Name)), (Peer.Peak, $"peak-{network.Precision}")]);
        Agreement.Check(contest, network, Peers);
        var (own, peak) = (results[0], results[^1]);
        return new Measured(network, own.Median, peak.RatioTo(own) * network.Operations / PeakOperations, results[1].RatioTo(own), results[2].RatioTo(own));
    }

    private sealed record Measured(Network Network, double Time, double ShareOfPeak, double NumPy, double PyTorch);
}
