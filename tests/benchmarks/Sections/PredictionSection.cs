using RnnGen.Benchmarks.Measuring;
using RnnGen.Benchmarks.Reporting;

namespace RnnGen.Benchmarks.Sections;

/// <summary>Predictions of the trained seed: of one new sequence, and of 10,000 at once.</summary>
internal static class PredictionSection
{
    private static readonly Peer[] Peers = [Peer.RnnGen, Peer.OnnxRuntime, Peer.NumPy, Peer.PyTorch];

    public static void Run(Contest contest, Report report)
    {
        var table = new ResultTable("Predictions of the trained seed, one thread", ["", "one sequence", "RnnGen = 1", "10,000 sequences", "RnnGen = 1"]);
        var one = contest.Run(Peers.Select(peer => (peer, "predict-1")));
        var many = contest.Run(Peers.Select(peer => (peer, "predict-10000")));
        var own = contest.Trace(Peer.RnnGen, "predict-1", 1);
        for (var i = 0; i < Peers.Length; i++)
        {
            var most = Peers[i] == Peer.OnnxRuntime ? Agreement.Float32 : Agreement.Float64;
            Agreement.Check(Peers[i].Name, contest.Trace(Peers[i], "predict-1", 1), own, most);
            Agreement.Check(Peers[i].Name, contest.Trace(Peers[i], "predict-10000", 1), own, most);
            table.Add(
                Peers[i].Name, Figures.Time(one[i].Median), Figures.Ratio(one[i].RatioTo(one[0])), Figures.Time(many[i].Median), Figures.Ratio(many[i].RatioTo(many[0])));
        }

        report.Add(table);
        report.Add(new Target("one sequence of the seed, ONNX Runtime slower", one[1].RatioTo(one[0]), 20, 100, Figures.Ratio));
    }
}
