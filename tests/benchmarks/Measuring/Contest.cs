namespace RnnGen.Benchmarks.Measuring;

/// <summary>A peer and its workload, with the times of each round, in nanoseconds an iteration.</summary>
internal sealed class Contestant(Peer peer, string workload)
{
    /// <summary>The peer.</summary>
    public Peer Peer => peer;

    /// <summary>What it does.</summary>
    public string Workload => workload;

    /// <summary>The times, a round each.</summary>
    public List<double> Times { get; } = [];

    /// <summary>The median time.</summary>
    public double Median => MedianOf(Times);

    /// <summary>How many times as long as another in the same rounds: the median of the ratios.</summary>
    public double RatioTo(Contestant other) => MedianOf(Times.Zip(other.Times, (mine, its) => mine / its));

    private static double MedianOf(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}

/// <summary>Lets peers take turns, so that what slows the machine for a while slows all of them.</summary>
/// <param name="folder">Where the data is.</param>
/// <param name="rounds">How many turns each takes.</param>
/// <param name="turn">How long a turn takes, at least an iteration.</param>
internal sealed class Contest(string folder, int rounds, TimeSpan turn) : IDisposable
{
    /// <summary>Rounds that do not count: compilers that optimize what runs for long need some.</summary>
    private const int WarmUps = 3;

    private readonly Dictionary<Peer, PeerProcess> _running = [];

    /// <summary>Where the data is.</summary>
    public string Folder => folder;

    /// <summary>Measures some contestants beside one another.</summary>
    /// <returns>The contestants with their times.</returns>
    public IReadOnlyList<Contestant> Run(params IEnumerable<(Peer Peer, string Workload)> entries)
    {
        Contestant[] contestants = [.. entries.Select(entry => new Contestant(entry.Peer, entry.Workload))];
        var iterations = contestants.ToDictionary(contestant => contestant, Iterations);
        TakeTurns(contestants, contestant => Start(contestant.Peer).Measure(contestant.Workload, iterations[contestant]));
        return contestants;
    }

    /// <summary>Measures programs that are started anew in each round.</summary>
    /// <param name="time">Runs a program and returns its time in nanoseconds.</param>
    /// <param name="peers">The programs.</param>
    public IReadOnlyList<Contestant> RunEach(Func<Peer, double> time, params IEnumerable<Peer> peers)
    {
        Contestant[] contestants = [.. peers.Select(peer => new Contestant(peer, ""))];
        TakeTurns(contestants, contestant => time(contestant.Peer));
        return contestants;
    }

    /// <summary>The losses of a peer's first iterations.</summary>
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

    private void TakeTurns(Contestant[] contestants, Func<Contestant, double> time)
    {
        for (var round = -WarmUps; round < rounds; round++)
        {
            for (var i = 0; i < contestants.Length; i++)
            {
                // Nobody always comes after the same one.
                var next = contestants[(i + round + WarmUps) % contestants.Length];
                var measured = time(next);
                if (round >= 0)
                {
                    next.Times.Add(measured);
                }
            }
        }
    }

    // The first turn compiles; turns of growing length follow until one takes long enough.
    private int Iterations(Contestant contestant)
    {
        var process = Start(contestant.Peer);
        process.Measure(contestant.Workload, 1);
        var iterations = 1;
        while (true)
        {
            var time = process.Measure(contestant.Workload, iterations);
            var wanted = (int)Math.Clamp(turn.TotalNanoseconds / time, 1, 1e8);
            if (time * iterations > 0.3 * turn.TotalNanoseconds)
            {
                return wanted;
            }

            iterations = Math.Clamp(wanted, 2 * iterations, 20 * iterations);
        }
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
