using System.Globalization;
using RnnGen.Benchmarks.Measuring;
using RnnGen.Benchmarks.Networks;
using RnnGen.Benchmarks.Reporting;

namespace RnnGen.Benchmarks.Sections;

/// <summary>Batches from 1 to 4,096 sequences, beside PyTorch's.</summary>
internal static class SequencesSection
{
    private const int Steps = 16;
    private static readonly int[] Counts = [1, 2, 4, 8, 9, 64, 65, 512, 4096];

    public static void Run(Contest contest, Report report)
    {
        var table = new ResultTable("A training step of 1 to 4,096 sequences, T = 16, one thread", ["layer, sequences", "RnnGen", "a sequence", "PyTorch, times as slow"]);
        foreach (var count in Counts)
        {
            Network.WriteData(contest.Folder, Steps, count);
        }

        foreach (var (cell, size) in new[] { ("elman", 16), ("gru", 32), ("lstm", 64) })
        {
            foreach (var count in Counts)
            {
                var network = new Network(cell, size, Steps, Sequences: count);
                var results = contest.Run((Peer.RnnGen, network.Name), (Peer.PyTorch, network.Name));
                Agreement.Check(contest, network, Peer.PyTorch);
                table.Add(
                    string.Create(CultureInfo.InvariantCulture, $"{cell} {size}, {count:#,0}"), Figures.Time(results[0].Median), Figures.Time(results[0].Median / count), Figures.Ratio(results[1].RatioTo(results[0])));
            }
        }

        report.Add(table);
    }
}
