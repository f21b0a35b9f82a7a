using RnnGen.Generator.Equations;
using RnnGen.Generator.Infrastructure;

namespace RnnGen.Generator.Programs;

/// <summary>Neighbouring steps whose statements are the same but for the step: <c>t1..t3</c> share what they compute, the first and the last stand alone.</summary>
/// <param name="Blocks">The blocks in their order, which is descending in the backward pass.</param>
/// <param name="IsAnyStep">Whether a block that stands alone serves whatever step is the last one of the sequences at hand.</param>
internal sealed record StepGroup(EquatableArray<Block> Blocks, bool IsAnyStep = false)
{
    /// <summary>The block that stands for all: its variables' steps are relative to its own.</summary>
    public Block Representative => Blocks[0];

    public bool IsShared => Blocks.Count > 1 || IsAnyStep;

    /// <summary>Groups a pass's blocks.</summary>
    public static List<StepGroup> Of(IEnumerable<Block> blocks)
    {
        var groups = new List<StepGroup>();
        var current = new List<Block>();
        var signature = "";
        foreach (var block in blocks)
        {
            var next = Signature(block);
            if (current.Count > 0 && (next != signature || block.Step is null || block.Pass != current[0].Pass))
            {
                groups.Add(new StepGroup(current.ToEquatableArray()));
                current = [];
            }

            current.Add(block);
            signature = next;
        }

        groups.Add(new StepGroup(current.ToEquatableArray()));
        return groups;
    }

    private static string Signature(Block block) => string.Join("\n", block.Statements.Select(statement => statement.Equation(variable => Relative(variable, block.Step))));

    private static string Relative(Variable variable, int? step) =>
        variable.Step is { } own && step is { } start ? FormattableString.Invariant($"{variable.Name}[{own - start}]") : variable.Text;
}
