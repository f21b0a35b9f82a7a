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

    // What their first step would get of the last one's gradient is below the smallest normal number.
    private static readonly Network[] Vanishing = [new("elman", 64, 128, "float32"), new("elman", 64, 1024)];

    public static void Run(Contest contest, Report report)
    {
        Growth(contest, report);
        VanishingGradients(contest, report);
    }

    private static void Growth(Contest contest, Report report)
    {
        foreach (var length in Lengths)
        {
            Network.WriteData(contest.Folder, length);
        }

        var table = new ResultTable("The same per step, from 4 to 1,024 steps, 64 sequences, one thread", ["layer", .. Lengths.Select(length => $"T = {length}"), "T = 1,024 against 16"]);
        table.Notes.Add("Where gradients vanish, PyTorch computes with subnormal numbers.");
        var worst = 0.0;
        foreach (var (cell, size) in Layers)
        {
            var networks = Lengths.Select(length => new Network(cell, size, length)).ToList();
            var results = contest.Run([.. networks.Select(network => (Peer.RnnGen, network.Name)), .. networks.Select(network => (Peer.PyTorch, network.Name))]);
            networks.ForEach(network => Agreement.Check(contest, network, Peer.PyTorch));
            worst = Math.Max(worst, Add($"{cell} {size}", [.. results.Take(Lengths.Length)]));
            Add($"{cell} {size}, PyTorch", [.. results.Skip(Lengths.Length)]);
        }

        report.Add(table);
        report.Add(new Target("T = 1,024 against T = 16, per step, the most", worst, 1.3, 1.1, Figures.Ratio));

        double Add(string name, Contestant[] lengths)
        {
            var growth = lengths[^1].RatioTo(lengths[Array.IndexOf(Lengths, Reference)]) * Reference / Lengths[^1];
            table.Add([name, .. lengths.Select((result, i) => Figures.Time(result.Median / Lengths[i])), Figures.Ratio(growth)]);
            return growth;
        }
    }

    private static void VanishingGradients(Contest contest, Report report)
    {
        var table = new ResultTable("Long sequences, whose gradients vanish, 64 sequences, one thread", ["network", "RnnGen", "NumPy, times as slow", "PyTorch, times as slow"]);
        foreach (var network in Vanishing)
        {
            Network.WriteData(contest.Folder, network.Steps);
            var results = contest.Run((Peer.RnnGen, network.Name), (Peer.NumPy, network.Name), (Peer.PyTorch, network.Name));
            Agreement.Check(contest, network, Peer.NumPy, Peer.PyTorch);
            table.Add($"{network.Cell} {network.Size}, T = {network.Steps}, {network.Precision}", Figures.Time(results[0].Median), Figures.Ratio(results[1].RatioTo(results[0])), Figures.Ratio(results[2].RatioTo(results[0])));
        }

        table.Notes.Add("Peers compute with subnormal numbers where RnnGen has flushed them to zero.");
        report.Add(table);
    }
}
