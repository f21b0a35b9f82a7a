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

    /// <summary>
    /// Draws every parameter in the order of the layout from one stream, a kernel that is drawn as one where the first of its matrices stands.
    /// </summary>
    /// <param name="layout">The parameters.</param>
    /// <param name="settings">The initializers; their seed is not used.</param>
    /// <param name="random">The stream.</param>
    public static ParameterBuffer Draw(ParameterLayout layout, ExperimentSettings settings, IRandomSource random) => Draw(layout, settings, _ => random);

    private static ParameterBuffer Draw(ParameterLayout layout, ExperimentSettings settings, Func<ParameterInfo, IRandomSource> source)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(settings);
        var parameters = new ParameterBuffer(layout);
        var kernels = new Dictionary<string, double[]>();
        foreach (var parameter in layout)
        {
            var initializer = settings.Initializers.GetValueOrDefault(parameter.Name, settings.DefaultInitializer);
            if (parameter.Block is { } block && initializer.DrawsKernels)
            {
                if (!kernels.TryGetValue(block.Kernel, out var kernel))
                {
                    kernels[block.Kernel] = kernel = Drawn(parameter.Whole, initializer, source);
                }

                Copy(block, kernel, parameters.View(parameter), columns: parameter.Shape[1]);
            }
            else
            {
                initializer.Fill(parameters.View(parameter), parameter, source(parameter));
            }
        }

        return parameters;
    }

    private static double[] Drawn(ParameterInfo kernel, Initializer initializer, Func<ParameterInfo, IRandomSource> source)
    {
        var values = new double[kernel.Length];
        initializer.Fill(values, kernel, source(kernel));
        return values;
    }

    private static void Copy(KernelBlock block, double[] kernel, Span<double> values, int columns)
    {
        for (var row = 0; row < values.Length / columns; row++)
        {
            kernel.AsSpan((row * block.KernelColumns) + block.FirstColumn, columns).CopyTo(values[(row * columns)..]);
        }
    }

    // The bytes of the name: no two parameters have the same, and one more parameter changes none.
    private static uint[] SpawnKey(ParameterInfo parameter) => [.. Encoding.UTF8.GetBytes(parameter.Name).Select(letter => (uint)letter)];
}
