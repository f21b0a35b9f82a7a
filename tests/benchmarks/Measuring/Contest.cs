using System.Diagnostics;

namespace RnnGen.Benchmarks.Measuring;

/// <summary>Lets contestants take turns, so that what slows the machine for a while slows all of them.</summary>
/// <param name="folder">Where the data is.</param>
/// <param name="rounds">How many turns each takes.</param>
/// <param name="turn">How long a turn of a peer takes, at least an iteration.</param>
/// <param name="countsProcessorTime">Whether the processor time of peers counts instead of the time.</param>
internal sealed class Contest(string folder, int rounds, TimeSpan turn, bool countsProcessorTime) : IDisposable
{
    /// <summary>Rounds that do not count: compilers that optimize what runs for long need some.</summary>
    private const int WarmUps = 3;

    /// <summary>How long all peers use no processor between turns; the system counts that in hundredths of a second.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(30);

    /// <summary>What peers may use in a pause and still count as idle: what the system rounds.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(10);

    /// <summary>A peer that is never idle would keep all others waiting.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly Dictionary<Peer, PeerProcess> _running = [];

    /// <summary>Where the data is.</summary>
    public string Folder => folder;

    /// <summary>Measures peers beside one another.</summary>
    /// <returns>The contestants with their times.</returns>
    public IReadOnlyList<Contestant> Run(params IEnumerable<(Peer Peer, string Workload)> entries) => Run(entries.Select(entry => Contestant(entry.Peer, entry.Workload)));

    /// <summary>Measures contestants beside one another.</summary>
    /// <param name="entries">The contestants.</param>
    /// <param name="most">The most turns that each takes, where a turn takes seconds.</param>
    /// <returns>The contestants with their times.</returns>
    public IReadOnlyList<Contestant> Run(IEnumerable<Contestant> entries, int most = int.MaxValue)
    {
        Contestant[] contestants = [.. entries];
        for (var round = 0; round < WarmUps + Math.Min(rounds, most); round++)
        {
            // Another order in every round, so that nobody comes after the same one in all of them.
            Contestant[] order = [.. contestants];
            new Random(round).Shuffle(order);
            foreach (var contestant in order)
            {
                contestant.TakeTurn(counts: round >= WarmUps);
                AwaitIdlePeers();
            }
        }

        return contestants;
    }

    /// <summary>The losses, or predictions, of a peer's first iterations.</summary>
    public double[] Trace(Peer peer, string workload, int iterations) => Start(peer).Trace(workload, iterations);

    /// <summary>Ends all peers.</summary>
    public void Dispose()
    {
        foreach (var process in _running.Values)
        {
            process.Dispose();
        }

        _running.Clear();
    }

    // The first turn compiles; turns of growing length follow until one takes long enough.
    private Contestant Contestant(Peer peer, string workload)
    {
        var process = Start(peer);
        process.Measure(workload, 1);
        var iterations = 1;
        while (true)
        {
            var time = Time(iterations);
            var wanted = (int)Math.Clamp(turn.TotalNanoseconds / time, 1, 1e8);
            if (time * iterations > 0.3 * turn.TotalNanoseconds)
            {
                return new Contestant(peer.Name, () => Time(wanted));
            }

            iterations = Math.Clamp(wanted, 2 * iterations, 20 * iterations);
        }

        double Time(int count) => process.Measure(workload, count) is var (time, processorTime) && countsProcessorTime ? processorTime : time;
    }

    // Threads of OpenBLAS and OpenMP wait actively for the next product, some for a tenth of a second, and would slow whoever comes after.
    private void AwaitIdlePeers()
    {
        var start = Stopwatch.GetTimestamp();
        var (before, now) = (TimeSpan.Zero, ProcessorTime());
        while (now - before > Idle)
        {
            if (Stopwatch.GetElapsedTime(start) > LongestWait)
            {
                throw new InvalidOperationException($"{Busiest().Name} still uses the processor {LongestWait.TotalSeconds} seconds after its turn.");
            }

            Thread.Sleep(Pause);
            (before, now) = (now, ProcessorTime());
        }
    }

    private TimeSpan ProcessorTime() => _running.Values.Aggregate(TimeSpan.Zero, (sum, process) => sum + process.ProcessorTime);

    private Peer Busiest()
    {
        var before = _running.ToDictionary(running => running.Key, running => running.Value.ProcessorTime);
        Thread.Sleep(Pause);
        return _running.MaxBy(running => running.Value.ProcessorTime - before[running.Key]).Key;
    }

    private PeerProcess Start(Peer peer)
    {
        if (!_running.TryGetValue(peer, out var process))
        {
            _running[peer] = process = new PeerProcess(peer, folder);
        }

        return process;
    }
}
