namespace RnnGen.Generator.Specs;

/// <summary>What <c>training.until</c> may be.</summary>
internal static class StopCriteria
{
    public static ChoiceFamily Family { get; } = new(
        "criterion",
        "the criterion's name",
        new Choice("tolerance", "WithinTolerance", new NumberArgument("tolerance", "the largest error of an output", NumberRange.Positive),
            new IntegerArgument("window", "how many sequences in a row", 1),
            new NumberArgument("mean_error", "what the mean error of the window is below", NumberRange.Positive, ""),
            new IntegerArgument("misses", "how many of the window may be off by more", 0, "")));
}
