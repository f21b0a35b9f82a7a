using RnnGen.Randomness;

namespace RnnGen.Initialization;

/// <summary>Draws the initial parameters of an experiment.</summary>
public static class InitialParameters
{
    /// <summary>Draws every parameter in the order of the layout from one stream.</summary>
    public static ParameterBuffer Draw(ParameterLayout layout, ExperimentSettings settings, RandomState random)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(settings);
        var parameters = new ParameterBuffer(layout);
        foreach (var parameter in layout)
        {
            var initializer = settings.Initializers.GetValueOrDefault(parameter.Name, settings.DefaultInitializer);
            initializer.Fill(parameters.View(parameter), parameter, random);
        }

        return parameters;
    }
}
