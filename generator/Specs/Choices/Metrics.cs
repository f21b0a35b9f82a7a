namespace RnnGen.Generator.Specs;

/// <summary>What an item of <c>metrics</c> may be.</summary>
internal static class Metrics
{
    private static readonly Choice BinaryAccuracy = new("binary_accuracy", "BinaryAccuracy");

    private static readonly Choice Accuracy = new("accuracy", "Accuracy");

    private static readonly Choice Within = new(
        "within", "Within", new NumberArgument("tolerance", "the difference from the target that is too much", NumberRange.Positive));

    private static readonly Choice LegalNextSymbols = new("legal_next_symbols", "LegalNextSymbols");

    public static ChoiceFamily Family { get; } = new(
        "metric",
        "the metric's name",
        BinaryAccuracy,
        Accuracy,
        new("sequence_accuracy", "SequenceAccuracy"),
        Within,
        new("perplexity", "Perplexity"),
        new("mae", "MeanAbsoluteError"),
        new("rmse", "RootMeanSquaredError"),
        new("r2", "RSquared"),
        LegalNextSymbols);

    /// <summary>Those that call each answer right or wrong.</summary>
    public static ChoiceFamily RightOrWrong { get; } = new("metric", "the metric's name", BinaryAccuracy, Accuracy, Within, LegalNextSymbols);
}
