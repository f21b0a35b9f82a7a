namespace RnnGen.Tests.Training;

/// <summary>The function of seven parameters that record_pytorch.py minimises: double wells, coupled to their neighbours.</summary>
internal static class CoupledWells
{
    /// <summary>A layout of the three shapes of the recording.</summary>
    public static ParameterLayout Layout() => new(new ParameterInfo("A", 2, 2), new ParameterInfo("b", 2), new ParameterInfo("c", 1));

    /// <summary>Its starting point.</summary>
    public static double[] Start() => [0.9, -0.7, 0.4, -1.3, 0.2, 1.1, -0.5];

    /// <summary>
    /// The derivative of the sum of <c>p^4 / 4 - a p^2 / 2 + 0.1 p</c> and 0.3 times the products of neighbours, where a is 0.5, 0.75, ...
    /// </summary>
    public static void Gradient(ReadOnlySpan<double> p, Span<double> gradient)
    {
        for (var i = 0; i < p.Length; i++)
        {
            var neighbours = (i > 0 ? p[i - 1] : 0) + (i < p.Length - 1 ? p[i + 1] : 0);
            gradient[i] = (p[i] * p[i] * p[i]) - ((0.5 + (0.25 * i)) * p[i]) + 0.1 + (0.3 * neighbours);
        }
    }
}
