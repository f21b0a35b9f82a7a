namespace RnnGen.Evaluation;

/// <summary>A state that is carried on from the end of a window to the start of the next one.</summary>
/// <param name="Value">Where it stands in a column's values after the last step, in lanes.</param>
/// <param name="Input">Where it stands in a column's inputs before the first step, in lanes.</param>
/// <param name="Length">The number of units.</param>
public sealed record CarriedState(int Value, int Input, int Length)
{
    /// <summary>Where the parameters stand that it starts from; null where it starts from zero.</summary>
    public int? InitialParameter { get; init; }
}
