namespace RnnGen.Generator.Specs;

/// <summary>The tables of all choices.</summary>
internal static class ChoiceTables
{
    public static IReadOnlyList<ChoiceFamily> All { get; } =
    [
        Clippings.Family, DataSources.Tasks, DataSources.Files, Initializers.Family, Metrics.Family, Metrics.RightOrWrong,
        Optimizers.Family, Schedules.Family, StopCriteria.Family,
    ];
}
