namespace RnnGen.Data;

/// <summary>One sequence with its target.</summary>
/// <param name="Steps">The inputs step by step: [steps, inputs], row-major.</param>
/// <param name="Target">The target: [outputs].</param>
/// <param name="Text">The sequence in symbols, where it was written so.</param>
public sealed record Sequence(IReadOnlyList<double> Steps, IReadOnlyList<double> Target, string? Text = null);
