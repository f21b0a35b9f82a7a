namespace RnnGen.Generator.Specs;

/// <summary>What <c>training.schedule</c> may be.</summary>
internal static class Schedules
{
    public static ChoiceFamily Family { get; } = new(
        "schedule",
        "the schedule's name",
        new("constant", "ConstantRate"),
        new("step", "StepDecay", new IntegerArgument("step_size", "every how many epochs the rate falls", 1), Gamma("0.1")),
        new("exponential", "ExponentialDecay", Gamma(null)),
        new("cosine", "CosineAnnealing", new IntegerArgument("t_max", "the epoch of the smallest rate", 1),
            new NumberArgument("eta_min", "the smallest rate", NumberRange.NotNegative, "0")),
        new("warm_up", "WarmUp", new IntegerArgument("epochs", "how many epochs the rate rises", 1),
            new ChoiceArgument("then", "the schedule after the rise such as { name: exponential, gamma: 0.9 }", () => Family!),
            new NumberArgument("start_factor", "the share of the rate at the start", NumberRange.FromAboveZeroToOne, "0.3333333333333333")),
        new("reduce_on_plateau", "ReduceOnPlateau", new NumberArgument("factor", "the factor of a reduction", NumberRange.FromZeroToBelowOne, "0.1"),
            new IntegerArgument("patience", "how many epochs without an improvement are let pass", 0, "10"),
            new NumberArgument("threshold", "how large an improvement is", NumberRange.NotNegative, "1e-4"),
            new WordArgument("threshold_mode", "how the threshold is meant", "rel", ("rel", "PlateauThreshold.Relative"), ("abs", "PlateauThreshold.Absolute")),
            new IntegerArgument("cooldown", "for how many epochs after a reduction none is counted", 0, "0"),
            new NumberArgument("min_lr", "the smallest rate", NumberRange.NotNegative, "0"),
            new NumberArgument("eps", "the smallest reduction", NumberRange.NotNegative, "1e-8")));

    private static NumberArgument Gamma(string? fallback) => new NumberArgument("gamma", "the factor", NumberRange.Positive, fallback);
}
