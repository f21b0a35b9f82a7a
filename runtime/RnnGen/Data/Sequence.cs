namespace RnnGen.Data;

/// <summary>One sequence with its target.</summary>
/// <param name="Steps">The inputs step by step: [steps, inputs], row-major.</param>
/// <param name="Target">The target: [outputs], or [steps, outputs] where the network answers at every step.</param>
/// <param name="Text">The sequence in symbols, where it was written so.</param>
/// <param name="Weights">
/// The weight of each step in the loss, [steps], where the network answers at every step; 0 means no loss at this step. Null is one for all.
/// </param>
public sealed record Sequence(IReadOnlyList<double> Steps, IReadOnlyList<double> Target, string? Text = null, IReadOnlyList<double>? Weights = null);
