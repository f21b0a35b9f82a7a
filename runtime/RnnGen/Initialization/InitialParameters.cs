using System.Text;
using RnnGen.Randomness;

namespace RnnGen.Initialization;

/// <summary>Draws the initial parameters of an experiment.</summary>
public static class InitialParameters
{
    /// <summary>Draws every parameter as the settings say: from their seed, by their generator.</summary>
    /// <param name="layout">The parameters.</param>
    /// <param name="settings">The seed, the generator and the initializers.</param>
    public static ParameterBuffer Draw(ParameterLayout layout, ExperimentSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var seed = settings.Seed;
        return settings.InitialGenerator == RandomGenerator.Philox
            ? Draw(layout, settings, parameter => new Generator(new Philox(new SeedSequence(seed, SpawnKey(parameter)))))
            : Draw(layout, settings, new RandomState(seed));
    }

    /// <summary>Draws every parameter in the order of the layout from one stream.</summary>
    /// <param name="layout">The parameters.</param>
    /// <param name="settings">The initializers; their seed is not used.</param>
    /// <param name="random">The stream.</param>
    public static ParameterBuffer Draw(ParameterLayout layout, ExperimentSettings settings, IRandomSource random) => Draw(layout, settings, _ => random);

    private static ParameterBuffer Draw(ParameterLayout layout, ExperimentSettings settings, Func<ParameterInfo, IRandomSource> source)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(settings);
        var parameters = new ParameterBuffer(layout);
        foreach (var parameter in layout)
        {
            var initializer = settings.Initializers.GetValueOrDefault(parameter.Name, settings.DefaultInitializer);
            initializer.Fill(parameters.View(parameter), parameter, source(parameter));
        }

        return parameters;
    }

    // The bytes of the name: no two parameters have the same, and one more parameter changes none.
    private static uint[] SpawnKey(ParameterInfo parameter) => [.. Encoding.UTF8.GetBytes(parameter.Name).Select(letter => (uint)letter)];
}
