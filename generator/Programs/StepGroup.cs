using RnnGen.Generator.Equations;
using RnnGen.Generator.Infrastructure;

namespace RnnGen.Generator.Programs;

/// <summary>
/// Neighbouring steps whose statements are the same but for the step: <c>t1..t3</c> share what they compute, the first and the last stand alone.
/// </summary>
/// <param name="Representative">The first block, which stands for all: its variables' steps are relative to its own.</param>
/// <param name="Count">How many blocks there are, a step apart.</param>
/// <param name="IsDescending">Whether their steps descend, as in the backward pass.</param>
/// <param name="IsAnyStep">Whether a block that stands alone serves whatever step is the last one of the sequences at hand.</param>
internal sealed record StepGroup(Block Representative, int Count = 1, bool IsDescending = false, bool IsAnyStep = false)
{
    public bool IsShared => Count > 1 || IsAnyStep;

    /// <summary>The step of the first block; null of the output.</summary>
    public int? First => Representative.Step;

    /// <summary>The step of the last block.</summary>
    public int? Last => First + Offset(Count - 1);

    /// <summary>The blocks' steps in their order.</summary>
    public IEnumerable<int?> Steps => Enumerable.Range(0, Count).Select(index => First + Offset(index));

    /// <summary>The blocks in their order.</summary>
    public IEnumerable<Block> Blocks => Enumerable.Range(0, Count).Select(index => Representative.MovedBy(Offset(index)));

    /// <summary>Groups a pass's blocks.</summary>
    public static EquatableArray<StepGroup> Of(IEnumerable<Block> blocks)
    {
        var groups = new List<StepGroup>();
        var signature = "";
        foreach (var block in blocks)
        {
            var next = Signature(block);
            if (groups.Count > 0 && next == signature && Joined(groups[groups.Count - 1], block) is { } joined)
            {
                groups[groups.Count - 1] = joined;
            }
            else
            {
                groups.Add(new StepGroup(block));
            }

            signature = next;
        }

        return groups.ToEquatableArray();
    }

    // The group with a block more; null where that is not a step away or in another pass.
    private static StepGroup? Joined(StepGroup group, Block block)
    {
        var next = block.Step - group.Last;
        return next is 1 or -1 && block.Pass == group.Representative.Pass && (group.Count == 1 || next < 0 == group.IsDescending)
            ? group with { Count = group.Count + 1, IsDescending = next < 0 }
            : null;
    }

    private int Offset(int index) => IsDescending ? -index : index;

    private static string Signature(Block block) =>
        string.Join("\n", block.Statements.Select(statement => statement.Equation(variable => Relative(variable, block.Step))));

    private static string Relative(Variable variable, int? step) =>
        variable.Step is { } own && step is { } start ? FormattableString.Invariant($"{variable.Name}[{own - start}]") : variable.Text;
}
