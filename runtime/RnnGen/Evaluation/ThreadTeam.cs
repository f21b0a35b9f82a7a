namespace RnnGen.Evaluation;

/// <summary>Some threads that share work: each part of it is computed by one of them, the first by the caller.</summary>
internal sealed class ThreadTeam : IDisposable
{
    private readonly Barrier _start;
    private readonly Barrier _end;
    private Action<int, int>? _work;
    private bool _hasEnded;

    /// <summary>Starts the threads but the caller's own.</summary>
    /// <param name="count">All threads, the caller's among them.</param>
    public ThreadTeam(int count)
    {
        Count = count;
        (_start, _end) = (new Barrier(count), new Barrier(count));
        for (var part = 1; part < count; part++)
        {
            var own = part;
            new Thread(() => Serve(own)) { IsBackground = true, Name = $"RnnGen {own}" }.Start();
        }
    }

    /// <summary>The count of threads.</summary>
    public int Count { get; }

    /// <summary>Computes all parts and returns when they are done.</summary>
    /// <param name="work">Computes a part: receives its number and the count of parts. It must not throw.</param>
    public void Run(Action<int, int> work)
    {
        _work = work;
        _start.SignalAndWait();
        work(0, Count);
        _end.SignalAndWait();
    }

    /// <summary>Ends the threads.</summary>
    public void Dispose()
    {
        // A second time, nobody would come to the barrier.
        if (!_hasEnded)
        {
            (_work, _hasEnded) = (null, true);
            _start.SignalAndWait();
        }
    }

    private void Serve(int part)
    {
        while (true)
        {
            _start.SignalAndWait();
            if (_work is not { } work)
            {
                return;
            }

            work(part, Count);
            _end.SignalAndWait();
        }
    }
}
