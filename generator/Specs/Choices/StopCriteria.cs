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
            new IntegerArgument("misses", "how many of the window may be off by more", 0, "")),
        new Choice("test_set", "RightOnTestSet",
            new ChoiceArgument("metric", "what is right, such as { name: within, tolerance: 0.2 }", () => Metrics.RightOrWrong),
            new IntegerArgument("every", "every how many sequences the test set judges", 1),
            new IntegerArgument("misses", "how many sequences may be wrong", 0, ""),
            new NumberArgument("mean_error", "what the mean error is below", NumberRange.Positive, ""),
            new IntegerArgument("sequences", "how many of the test set judge", 1, ""),
            new FlagArgument("training_set", "whether the training set judges, too", "")));
}
