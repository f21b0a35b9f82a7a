namespace RnnGen.Generator.Programs;

/// <summary>
/// How far a long backward pass goes at a time. A single thread adds up the gradients of the parameters after each window of steps:
/// what a step computes on the way back is read again while a cache still holds it. Not where inputs are looked up, whose gradient
/// is brought into another order and back each time.
/// </summary>
internal static class StepWindow
{
    // A power of two.
    private const int Length = 32;

    /// <summary>The steps from which on it does not go all at once.</summary>
    public const int FewestSteps = 128;

    /// <summary>The steps of a window; 0 where the whole pass is one. The last window of a sequence may have fewer: the others end at multiples.</summary>
    /// <remarks>
    /// Measured, 512 bits, 64 sequences, a training step with windows of 32 by one without: of 128 steps elman 16, elman 64 and lstm
    /// 16 0.98, lstm 64 1.00; of 256 steps lstm 16 0.89; of 1,024 steps lstm 16 0.82, elman 16 and 64 0.94, lstm 64 0.99; of 512
    /// steps gru 64 0.96, with 16 sequences elman 64 0.84.
    /// </remarks>
    public static int Of(UnrolledProgram program) =>
        program.Network.SequenceLength >= FewestSteps && !program.Network.HasVariableLength && IsOneWayBack(program) ? Length : 0;

    /// <summary>The step behind the window that a step is in.</summary>
    /// <param name="step">The step; null of the output, behind all steps.</param>
    /// <param name="window">The steps of a window.</param>
    /// <param name="sequenceLength">The steps of a sequence.</param>
    public static int EndOf(int? step, int window, int sequenceLength) =>
        step is { } before ? Math.Min(((before / window) + 1) * window, sequenceLength) : sequenceLength;

    // From the output and the last step to the first one, and all that share a method neighbours.
    private static bool IsOneWayBack(UnrolledProgram program)
    {
        var groups = program.Backward;
        return groups.Count(group => group.IsShared) == 1
            && groups.Skip(1).All(group => group.First is not null)
            && groups.All(group => group.Representative.Pass.Length == 0)
            && groups.SelectMany(group => group.Steps).OfType<int>().SequenceEqual(Enumerable.Range(0, program.Network.SequenceLength).Reverse());
    }
}
