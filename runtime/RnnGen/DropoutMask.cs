namespace RnnGen;

/// <summary>The dropout of a layer's output, in training alone: each unit is zero with a probability, and otherwise divided by one minus it.</summary>
/// <param name="Size">The number of units.</param>
/// <param name="Rate">The probability, from 0 to below 1.</param>
public sealed record DropoutMask(int Size, double Rate);
