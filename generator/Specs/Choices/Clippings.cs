namespace RnnGen.Generator.Specs;

/// <summary>What <c>training.clipping</c> may be.</summary>
internal static class Clippings
{
    public static ChoiceFamily Family { get; } = new(
        "clipping",
        "the clipping's name",
        new("global_norm", "ClipByGlobalNorm", MaxNorm),
        new("parameter_norm", "ClipByParameterNorm", MaxNorm),
        new("value", "ClipByValue", new NumberArgument("clip_value", "the largest size of a derivative", NumberRange.Positive)));

    private static NumberArgument MaxNorm => new NumberArgument("max_norm", "the largest norm", NumberRange.Positive);
}
