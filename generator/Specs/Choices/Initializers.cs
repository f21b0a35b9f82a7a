namespace RnnGen.Generator.Specs;

/// <summary>What <c>initialization.default</c> and those of single parameters may be.</summary>
internal static class Initializers
{
    public static ChoiceFamily Family { get; } = new(
        "initializer",
        "the distribution's name",
        new("normal", "Normal", new NumberArgument("std", "the standard deviation", NumberRange.Positive)),
        new("uniform", "Uniform", new NumberArgument("low", "the lower bound", NumberRange.Any), new NumberArgument("high", "the upper bound", NumberRange.Any))
        {
            Check = arguments => NumberText.Value(arguments["low"]) >= NumberText.Value(arguments["high"])
                ? ("high", $"more than low, which is {arguments["low"]}")
                : null,
        },
        new(
            "truncated_normal",
            "TruncatedNormal",
            new NumberArgument("mean", "the mean", NumberRange.Any, "0"),
            new NumberArgument("std", "the standard deviation", NumberRange.Positive, "1"),
            new NumberArgument("a", "the lower bound", NumberRange.Any, "-2"),
            new NumberArgument("b", "the upper bound", NumberRange.Any, "2"))
        {
            Check = CheckTruncation,
        },
        new("constant", "Constant", new NumberArgument("value", "the value", NumberRange.Any)),
        new("values", "FixedValues", new NumbersArgument("values", "the numbers, row by row: [-3, -6]")),
        new("zeros", "Zeros"),
        new("ones", "Ones"),
        new("identity", "Identity", Gain),
        new("orthogonal", "Orthogonal", Gain),
        new("xavier_uniform", "XavierUniform", Gain),
        new("xavier_normal", "XavierNormal", Gain),
        new("kaiming_uniform", "KaimingUniform", Slope, Mode),
        new("kaiming_normal", "KaimingNormal", Slope, Mode),
        new("pytorch", "PyTorchDefault"),
        new("keras", "KerasDefault"),
        new("npz", "FromNpz", new TextArgument("path", "the path of an .npz file", IsPath: true)));

    private static NumberArgument Gain => new NumberArgument("gain", "the factor", NumberRange.Any, "1");

    private static NumberArgument Slope => new NumberArgument("a", "the negative slope of a leaky relu", NumberRange.Any, "0");

    private static WordArgument Mode => new WordArgument("mode", "which width counts", "fan_in", ("fan_in", "FanMode.FanIn"), ("fan_out", "FanMode.FanOut"));

    private static (string Argument, string Expected)? CheckTruncation(IReadOnlyDictionary<string, string> arguments)
    {
        var (mean, std, a, b) = (Value("mean"), Value("std"), Value("a"), Value("b"));
        return a >= b ? ("b", $"more than a, which is {arguments["a"]}")
            : mean < a - (2 * std) || mean > b + (2 * std) ? ("mean", "at most 2 standard deviations outside of a and b")
            : null;

        double Value(string name) => NumberText.Value(arguments[name]);
    }
}
