using System.Diagnostics;
using RnnGen.Benchmarks.Measuring;
using RnnGen.Benchmarks.Reporting;

namespace RnnGen.Benchmarks.Sections;

/// <summary>From the start of a process to its end, in between 3,000 epochs of the seed.</summary>
internal static class ColdStartSection
{
    private const int Epochs = 3000;

    public static void Run(Contest contest, Report report)
    {
        var loss = BitConverter.DoubleToInt64Bits(contest.Trace(Peer.RnnGen, "seed", Epochs)[^1]);
        var results = contest.Run([Program("NativeAOT", "cold-aot", loss), Program("JIT", "cold-jit", loss)]);
        var table = new ResultTable("Cold: a process that trains the seed for 3,000 epochs, and nothing else", ["", "time"]);
        foreach (var result in results)
        {
            table.Add(result.Name, Figures.Time(result.Median));
        }

        report.Add(table);
        report.Add(new Target("cold, NativeAOT", results[0].Median, 15e6, 6e6, Figures.Milliseconds));
        report.Add(new Target("cold, JIT", results[1].Median, 120e6, 80e6, Figures.Milliseconds));
    }

    private static Contestant Program(string name, string folder, long loss) =>
        new(name, () => Time(Path.Combine(Peer.Home, "bin", "peers", folder, "ColdStart"), loss));

    private static double Time(string program, long loss)
    {
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(program) { RedirectStandardOutput = true })!;
        var printed = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        var time = Stopwatch.GetElapsedTime(start);
        return printed == $"{loss}" ? time.TotalNanoseconds : throw new InvalidOperationException($"{program} printed '{printed}'; expected {loss}.");
    }
}
