using System.ComponentModel;

namespace RnnGen.Matrix;

/// <summary>Runs the configurations, one after the other, and compares each with the reference.</summary>
internal static class Comparison
{
    /// <summary>Runs parts of the matrix.</summary>
    /// <param name="parts">The parts; none for all of them.</param>
    /// <param name="isShort">Whether all trainings are short.</param>
    /// <param name="output">Receives the tables.</param>
    /// <returns>Whether all bits are the same everywhere.</returns>
    public static bool Run(IReadOnlyList<string> parts, bool isShort, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("rnngen-matrix-");
        try
        {
            Configuration[] chosen =
            [
                .. from configuration in Configuration.All
                   where parts.Count == 0 || parts.Contains(configuration.Part)
                   select configuration with { IsShort = isShort || configuration.IsShort },
            ];
            var references = chosen.Select(configuration => configuration.IsShort).Distinct().ToDictionary(isShort => isShort, Reference);
            var outcomes = new List<Outcome>();
            var programs = new Dictionary<Build, IReadOnlyList<string>>();
            foreach (var configuration in chosen)
            {
                Console.Error.WriteLine(configuration.Name);
                var reference = references[configuration.IsShort];
                outcomes.Add(configuration == reference.Configuration ? reference : Run(configuration, programs, folder.FullName));
            }

            return new Report(references.ToDictionary(reference => reference.Key, reference => reference.Value.Hashes), outcomes).Write(output);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Outcome Reference(bool isShort)
    {
        var configuration = Configuration.Reference with { IsShort = isShort };
        return Outcome.Of(configuration, configuration.Build.Make(""));
    }

    private static Outcome Run(Configuration configuration, Dictionary<Build, IReadOnlyList<string>> programs, string folder)
    {
        if (!configuration.CanRun)
        {
            return new Outcome(configuration) { IsSkipped = true };
        }

        try
        {
            if (!programs.TryGetValue(configuration.Build, out var program))
            {
                programs.Add(configuration.Build, program = configuration.Build.Make(folder));
            }

            return Outcome.Of(configuration, program);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            return new Outcome(configuration) { Failure = exception.Message };
        }
    }
}
