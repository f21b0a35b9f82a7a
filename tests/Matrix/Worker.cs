using RnnGen.Numerics;

namespace RnnGen.Matrix;

/// <summary>
/// What runs in each configuration: a process of its own writes what it found of the machine, and then the hashes of every experiment, a line each, with
/// tabs between.
/// </summary>
internal static class Worker
{
    /// <summary>The name of the worker's command.</summary>
    public const string Command = "hashes";

    /// <summary>The option that asks for short trainings.</summary>
    public const string ShortOption = "--short";

    /// <summary>Writes the lines.</summary>
    public static void Write(bool isShort, TextWriter output)
    {
        output.WriteLine($"{(int)Lanes.Width}\t{Lanes.HasHardwareFma}");
        foreach (var experiment in global::Experiments.ExperimentCatalog.All)
        {
            var hashes = Hashing.Of(experiment, isShort);
            output.WriteLine($"{experiment.Name}\t{hashes.Training}\t{hashes.Double}\t{hashes.Single}");
        }
    }

    /// <summary>Reads the lines.</summary>
    /// <exception cref="FormatException">They are not a worker's.</exception>
    public static (Registers Registers, IReadOnlyDictionary<string, Hashes> Hashes) Read(string output)
    {
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => line.Split('\t')).ToArray();
        return lines is [[var bits, var fma], .. var rest] && rest.All(fields => fields.Length == 4)
            ? (new Registers((LaneWidth)int.Parse(bits, System.Globalization.CultureInfo.InvariantCulture), bool.Parse(fma)), rest.ToDictionary(fields => fields[0], fields => new Hashes(fields[1], fields[2], fields[3])))
            : throw new FormatException($"These are not a worker's lines: {output}");
    }
}
