using System.Diagnostics;
using RnnGen.Benchmarks.Measuring;
using RnnGen.Benchmarks.Reporting;
using RnnGen.Recording;

namespace RnnGen.Benchmarks.Sections;

/// <summary>From the start of a process to its end, in between 3,000 epochs of the seed.</summary>
internal static class ColdStartSection
{
    private const int Epochs = 3000;

    public static void Run(Contest contest, Report report)
    {
        var hash = BitHash.Prefix(contest.Trace(Peer.RnnGen, "seed", Epochs), 8);
        var results = contest.Run([Program("NativeAOT", "cold-aot", hash), Program("JIT", "cold-jit", hash)]);
        var table = new ResultTable("Cold: a process that trains the seed for 3,000 epochs, and nothing else", ["", "time"]);
        foreach (var result in results)
        {
            table.Add(result.Name, Figures.Time(result.Median));
        }

        report.Add(table);
        report.Add(new Target("cold, NativeAOT", results[0].Median, 15e6, 6e6, Figures.Milliseconds));
        report.Add(new Target("cold, JIT", results[1].Median, 120e6, 80e6, Figures.Milliseconds));
    }

    private static Contestant Program(string name, string folder, string hash) =>
        new(name, () => Time(Path.Combine(Peer.Home, "bin", "peers", folder, "ColdStart"), hash));

    private static double Time(string program, string hash)
    {
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(program) { RedirectStandardOutput = true })!;
        var printed = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        var time = Stopwatch.GetElapsedTime(start);
        return printed == hash ? time.TotalNanoseconds : throw new InvalidOperationException($"{program} printed '{printed}'; expected {hash}.");
    }
}
