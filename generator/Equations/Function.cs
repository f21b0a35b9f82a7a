namespace RnnGen.Generator.Equations;

/// <summary>An elementwise function of the language.</summary>
/// <param name="Name">Its name in equations.</param>
/// <param name="Kernel">The runtime's method that computes it over a block of lanes, or null where a few operations in line do.</param>
/// <param name="AtZero">Its value at zero as a number's text.</param>
internal sealed record Function(string Name, string? Kernel, string AtZero)
{
    public static readonly Function Tanh = new("tanh", "Tanh", "0");
    public static readonly Function Sigmoid = new("sigmoid", "Sigmoid", "0.5");
    public static readonly Function Square = new("square", null, "0");
    public static readonly Function Identity = new("identity", null, "0");

    /// <summary>Every elementwise function by name.</summary>
    public static readonly IReadOnlyDictionary<string, Function> All =
        new[] { Tanh, Sigmoid, Square, Identity }.ToDictionary(function => function.Name, StringComparer.Ordinal);

    /// <summary>The name of the reduction over the units of a vector, which is not elementwise.</summary>
    public const string Sum = "sum";

    public static bool IsKnown(string name) => name == Sum || All.ContainsKey(name);
}
