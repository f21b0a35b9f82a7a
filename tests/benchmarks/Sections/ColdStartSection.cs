using System.Diagnostics;
using RnnGen.Benchmarks.Measuring;
using RnnGen.Benchmarks.Reporting;
using RnnGen.Recording;

namespace RnnGen.Benchmarks.Sections;

/// <summary>From the start of a process to its end, in between 3,000 epochs of the seed.</summary>
internal static class ColdStartSection
{
    private const int Epochs = 3000;

    private static readonly Peer[] Peers = [Program("NativeAOT", "cold-aot"), Program("JIT", "cold-jit")];

    public static void Run(Contest contest, Report report)
    {
        var hash = BitHash.Prefix(contest.Trace(Peer.RnnGen, "seed", Epochs), 8);
        var results = contest.RunEach(peer => Time(peer, hash), Peers);
        var table = new ResultTable("Cold: a process that trains the seed for 3,000 epochs, and nothing else", ["", "time"]);
        foreach (var result in results)
        {
            table.Add(result.Peer.Name, Figures.Time(result.Median));
        }

        report.Add(table);
        report.Add(new Target("cold, NativeAOT", results[0].Median, 15e6, 6e6, Figures.Milliseconds));
        report.Add(new Target("cold, JIT", results[1].Median, 120e6, 80e6, Figures.Milliseconds));
    }

    private static double Time(Peer peer, string hash)
    {
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(peer.Program) { RedirectStandardOutput = true })!;
        var printed = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        var time = Stopwatch.GetElapsedTime(start);
        return printed == hash ? time.TotalNanoseconds : throw new InvalidOperationException($"{peer.Name} printed '{printed}'; expected {hash}.");
    }

    private static Peer Program(string name, string folder) => new(name, Path.Combine(Peer.Home, "bin", "peers", folder, "ColdStart"), []);
}
