using System.Diagnostics;
using System.Globalization;

namespace RnnGen.Benchmarks.Measuring;

/// <summary>A running peer: a line asks for a workload, a line answers.</summary>
internal sealed class PeerProcess : IDisposable
{
    private readonly Process _process;
    private readonly Peer _peer;

    /// <summary>Starts the peer.</summary>
    /// <param name="peer">The peer.</param>
    /// <param name="folder">Where the data is.</param>
    /// <exception cref="InvalidOperationException">There is no such program.</exception>
    public PeerProcess(Peer peer, string folder)
    {
        _peer = peer;
        var start = new ProcessStartInfo(peer.Program, peer.Arguments.Select(argument => argument == Peer.Folder ? folder : argument))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in peer.Environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            _process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new InvalidOperationException($"{peer.Name} could not be started; tests/benchmarks/install-peers installs it. {exception.Message}", exception);
        }
    }

    /// <summary>The processor time that the peer has used so far, by all its threads.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The time and the processor time of some iterations, in nanoseconds an iteration.</summary>
    public (double Time, double ProcessorTime) Measure(string workload, int iterations) =>
        Ask($"{workload} {iterations}").Split(' ') is [var time, var processorTime]
            ? (double.Parse(time, CultureInfo.InvariantCulture), double.Parse(processorTime, CultureInfo.InvariantCulture))
            : throw new InvalidOperationException($"{_peer.Name} does not answer with two times; tests/benchmarks/install-peers builds it anew.");

    /// <summary>The losses of some iterations from the initial weights on.</summary>
    public double[] Trace(string workload, int iterations) =>
        [.. Ask($"trace {workload} {iterations}").Split(' ').Select(bits => BitConverter.Int64BitsToDouble(long.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture)))];

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private string Ask(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
        return _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{_peer.Name} ended when it was asked for '{line}'.");
    }
}
