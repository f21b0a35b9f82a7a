using System.Diagnostics;

namespace RnnGen.Matrix;

/// <summary>What a configuration gave.</summary>
/// <param name="Configuration">The configuration.</param>
internal sealed record Outcome(Configuration Configuration)
{
    /// <summary>What the process found to compute with.</summary>
    public Registers? Registers { get; init; }

    /// <summary>The hashes of each experiment; none where it did not run.</summary>
    public IReadOnlyDictionary<string, Hashes> Hashes { get; init; } = new Dictionary<string, Hashes>();

    /// <summary>How long the process took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Why it could not be compared, or null.</summary>
    public string? Failure { get; init; }

    /// <summary>Whether this machine cannot run it.</summary>
    public bool IsSkipped { get; init; }

    /// <summary>Runs a configuration.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="command">The command that starts its program.</param>
    public static Outcome Of(Configuration configuration, IReadOnlyList<string> command)
    {
        var start = Stopwatch.GetTimestamp();
        var (code, output, error) = ChildProcess.Run(
            [.. command, Worker.Command, .. configuration.IsShort ? new[] { Worker.ShortOption } : []], configuration.Environment);
        if (code != 0)
        {
            return new Outcome(configuration) { Failure = $"The program ended with code {code}: {error}" };
        }

        var (registers, hashes) = Worker.Read(output);
        return new Outcome(configuration)
        {
            Registers = registers,
            Hashes = hashes,
            Duration = Stopwatch.GetElapsedTime(start),
            Failure = registers == configuration.Registers ? null : $"It computes with {registers}, where {configuration.Registers} were asked for.",
        };
    }
}
