using System.Globalization;
using RnnGen.Benchmarks.Measuring;
using RnnGen.Benchmarks.Networks;
using RnnGen.Benchmarks.Reporting;

namespace RnnGen.Benchmarks.Sections;

/// <summary>Layers from 1 to 256 units, beside PyTorch's.</summary>
internal static class UnitsSection
{
    private const int Steps = 16;
    private static readonly int[] Sizes = [1, 2, 4, 8, 16, 32, 64, 128, 256];

    public static void Run(Contest contest, Report report)
    {
        Network.WriteData(contest.Folder, Steps);
        var table = new ResultTable("A training step of 1 to 256 units, T = 16, 64 sequences, one thread", ["layer", "RnnGen", "operations a ns", "PyTorch, times as slow"]);
        foreach (var cell in new[] { "elman", "lstm" })
        {
            foreach (var size in Sizes)
            {
                var network = new Network(cell, size, Steps);
                var results = contest.Run((Peer.RnnGen, network.Name), (Peer.PyTorch, network.Name));
                Agreement.Check(contest, network, Peer.PyTorch);
                table.Add(
                    $"{cell} {size}", Figures.Time(results[0].Median), (network.Operations / results[0].Median).ToString("0.0", CultureInfo.InvariantCulture),
                    Figures.Ratio(results[1].RatioTo(results[0])));
            }
        }

        report.Add(table);
    }
}
