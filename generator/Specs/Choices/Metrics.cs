namespace RnnGen.Generator.Specs;

/// <summary>What an item of <c>metrics</c> may be.</summary>
internal static class Metrics
{
    public static ChoiceFamily Family { get; } = new(
        "metric",
        "the metric's name",
        new("binary_accuracy", "BinaryAccuracy"),
        new("accuracy", "Accuracy"),
        new("sequence_accuracy", "SequenceAccuracy"),
        new("within", "Within", new NumberArgument("tolerance", "the difference from the target that is too much", NumberRange.Positive)),
        new("perplexity", "Perplexity"),
        new("mae", "MeanAbsoluteError"),
        new("rmse", "RootMeanSquaredError"),
        new("r2", "RSquared"),
        new("legal_next_symbols", "LegalNextSymbols"));
}
