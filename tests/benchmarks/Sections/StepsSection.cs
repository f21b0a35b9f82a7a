using RnnGen.Benchmarks.Measuring;
using RnnGen.Benchmarks.Networks;
using RnnGen.Benchmarks.Reporting;

namespace RnnGen.Benchmarks.Sections;

/// <summary>Sequences from 4 to 1,024 steps: what one step of one sequence costs should not depend on how many there are.</summary>
internal static class StepsSection
{
    private const int Reference = 16;
    private static readonly int[] Lengths = [4, 16, 64, 256, 1024];
    private static readonly (string Cell, int Size)[] Layers = [("elman", 2), ("elman", 16), ("elman", 64), ("lstm", 16)];

    public static void Run(Contest contest, Report report)
    {
        foreach (var length in Lengths)
        {
            Network.WriteData(contest.Folder, length);
        }

        var table = new ResultTable("The same per step, from 4 to 1,024 steps, 64 sequences, one thread", ["layer", .. Lengths.Select(length => $"T = {length}"), "T = 1,024 against 16"]);
        var worst = 0.0;
        foreach (var (cell, size) in Layers)
        {
            var results = contest.Run(Lengths.Select(length => (Peer.RnnGen, new Network(cell, size, length).Name)));
            var growth = results[^1].RatioTo(results[Array.IndexOf(Lengths, Reference)]) * Reference / Lengths[^1];
            worst = Math.Max(worst, growth);
            table.Add([$"{cell} {size}", .. results.Select((result, i) => Figures.Time(result.Median / Lengths[i])), Figures.Ratio(growth)]);
        }

        report.Add(table);
        report.Add(new Target("T = 1,024 against T = 16, per step, the most", worst, 1.3, 1.1, Figures.Ratio));
    }
}
