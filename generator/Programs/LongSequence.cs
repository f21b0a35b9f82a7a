using RnnGen.Generator.Equations;
using RnnGen.Generator.Infrastructure;

namespace RnnGen.Generator.Programs;

/// <summary>
/// Unrolls a network over a few steps in the place of many: where those in the middle compute the same, any number of steps between
/// them would. What a step computes depends on its neighbours alone, so that what is special near the ends, where states are zero or
/// nobody reads them, ends where two neighbours are alike.
/// </summary>
internal static class LongSequence
{
    private const int FewSteps = 16;

    // All of these are to be alike.
    private const int FirstInMiddle = FewSteps / 4;
    private const int LastInMiddle = FewSteps - 1 - FirstInMiddle;

    /// <summary>The program of a network with more steps than that; null where it has not, or where the steps in the middle are not alike.</summary>
    public static UnrolledProgram? Unroll(Network network)
    {
        var more = network.SequenceLength - FewSteps;
        if (more <= 0)
        {
            return null;
        }

        var program = UnrolledProgram.Unroll(network, FewSteps);
        return program.Forward.Concat(program.Backward).All(group => !IsInMiddle(group) || HasMiddle(group))
            ? program with { Forward = Lengthened(program.Forward, more), Backward = Lengthened(program.Backward, more) }
            : null;
    }

    private static EquatableArray<StepGroup> Lengthened(EquatableArray<StepGroup> groups, int more) => groups
        .Select(group => IsInMiddle(group) && !group.IsDescending
            ? group with { Count = group.Count + more }
            : group with { Count = group.Count + (IsInMiddle(group) ? more : 0), Representative = WithLaterEnd(group, more) })
        .ToEquatableArray();

    // What is behind the middle belongs to later steps. A block without a step, the output, reads what is at the ends.
    private static Block WithLaterEnd(StepGroup group, int more) => group.First is { } first
        ? group.Representative.MovedBy(first > FirstInMiddle ? more : 0)
        : group.Representative.Moved(step => step > FirstInMiddle ? step + more : step);

    private static bool IsInMiddle(StepGroup group) => group.Steps.Any(step => step is >= FirstInMiddle and <= LastInMiddle);

    private static bool HasMiddle(StepGroup group) =>
        group.Steps.Count(step => step is >= FirstInMiddle and <= LastInMiddle) == LastInMiddle - FirstInMiddle + 1;
}
