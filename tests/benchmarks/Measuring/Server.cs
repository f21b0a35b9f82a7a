using System.Diagnostics;
using System.Globalization;
using RnnGen.Benchmarks.Networks;

namespace RnnGen.Benchmarks.Measuring;

/// <summary>RnnGen as one of the peers: answers the lines that <see cref="PeerProcess"/> writes.</summary>
internal static class Server
{
    /// <summary>Answers until the input ends.</summary>
    /// <param name="folder">Where the data is.</param>
    public static void Run(string folder)
    {
        var running = new Dictionary<string, Func<int, IReadOnlyList<double>>>();
        while (Console.ReadLine() is { } line)
        {
            var words = line.Split(' ');
            var traces = words[0] == "trace";
            var (workload, iterations) = (words[^2], int.Parse(words[^1], CultureInfo.InvariantCulture));
            if (traces || !running.TryGetValue(workload, out var iterate))
            {
                running[workload] = iterate = Trainings.Prepare(workload, folder);
            }

            var (start, processorStart) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            var losses = iterate(iterations);
            var (time, processorTime) = (Stopwatch.GetElapsedTime(start), Environment.CpuUsage.TotalTime - processorStart);
            Console.WriteLine(traces
                ? string.Join(' ', losses.Select(loss => BitConverter.DoubleToInt64Bits(loss).ToString("x16", CultureInfo.InvariantCulture)))
                : string.Create(CultureInfo.InvariantCulture, $"{time.TotalNanoseconds / iterations:R} {processorTime.TotalNanoseconds / iterations:R}"));
        }
    }
}
