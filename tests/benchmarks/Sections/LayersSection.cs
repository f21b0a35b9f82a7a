using System.Globalization;
using RnnGen.Benchmarks.Measuring;
using RnnGen.Benchmarks.Networks;
using RnnGen.Benchmarks.Reporting;

namespace RnnGen.Benchmarks.Sections;

/// <summary>Up to four layers, one on the other, beside PyTorch's.</summary>
internal static class LayersSection
{
    private const int Steps = 32;
    private const int Size = 64;

    public static void Run(Contest contest, Report report)
    {
        Network.WriteData(contest.Folder, Steps);
        var table = new ResultTable($"A training step of 1 to 4 layers of {Size} units, T = {Steps}, 64 sequences, one thread", ["layers", "RnnGen", "operations a ns", "PyTorch, times as slow"]);
        foreach (var cell in new[] { "elman", "gru", "lstm" })
        {
            foreach (var layers in new[] { 1, 2, 4 })
            {
                var network = new Network(cell, Size, Steps, Layers: layers);
                var results = contest.Run((Peer.RnnGen, network.Name), (Peer.PyTorch, network.Name));
                Agreement.Check(contest, network, Peer.PyTorch);
                table.Add(
                    $"{layers} of {cell}", Figures.Time(results[0].Median), (network.Operations / results[0].Median).ToString("0.0", CultureInfo.InvariantCulture),
                    Figures.Ratio(results[1].RatioTo(results[0])));
            }
        }

        report.Add(table);
    }
}
