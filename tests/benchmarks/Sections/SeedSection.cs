using RnnGen.Benchmarks.Measuring;
using RnnGen.Benchmarks.Reporting;
using RnnGen.Recording;

namespace RnnGen.Benchmarks.Sections;

/// <summary>An epoch of the notebook's network, count-letter-a: forward, backward, update and the loss after it.</summary>
internal static class SeedSection
{
    private const int TracedEpochs = 3000;

    public static void Run(Contest contest, Report report)
    {
        (Peer Peer, string Workload)[] peers =
        [
            (Peer.RnnGen, "seed"),
            (Peer.RnnGen256, "seed"),
            .. Peer.CByHand.Select(peer => (peer, "seed")),
            (Peer.FastMathC, "seed"),
            (Peer.ScalarC, "seed"),
            (Peer.NumPy, "seed"),
            (Peer.PyTorch with { Name = "PyTorch by hand" }, "seed-by-hand"),
            (Peer.PyTorch with { Name = "PyTorch autograd" }, "seed"),
        ];
        var results = contest.Run(peers);
        var own = results[0];
        var trace = contest.Trace(Peer.RnnGen, "seed", TracedEpochs);
        var table = new ResultTable("The seed: an epoch of 12 sequences", ["", "time", "RnnGen = 1", "hash of 3,000 losses", "losses differ by"]);
        foreach (var ((peer, workload), result) in peers.Zip(results))
        {
            var losses = contest.Trace(peer, workload, TracedEpochs);
            table.Add(peer.Name, Figures.Time(result.Median), Figures.Ratio(result.RatioTo(own)), BitHash.Prefix(losses, 8), Agreement.Check(peer.Name, losses, trace));
            report.Seed.Add(peer.Name, result.RatioTo(own));
        }

        report.Add(table);
        var best = results.Where(result => Peer.CByHand.Any(peer => peer.Name == result.Name)).MinBy(result => result.RatioTo(own))!;
        report.Add(new Target($"seed, times the time of the best C ({best.Name})", own.RatioTo(best), 1.25, 1.0, Figures.Ratio));
        report.Add(new Target("seed, NumPy slower", Slower("NumPy"), 300, 400, Figures.Ratio));
        report.Add(new Target("seed, PyTorch autograd slower", Slower("PyTorch autograd"), 700, 1000, Figures.Ratio));

        double Slower(string name) => results.Single(result => result.Name == name).RatioTo(own);
    }
}
