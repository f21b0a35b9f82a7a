using RnnGen.Generator.Equations;
using RnnGen.Generator.Infrastructure;

namespace RnnGen.Generator.Programs;

/// <summary>
/// Puts a gradient that is read once into its reader of the same step: <c>ds_t2 = dz_t3 @ Whh.T</c> and <c>dz_t2 = ds_t2 * (1 - s_t2 * s_t2)</c>
/// become the notebook's one line. The left operand of a product with a matrix and the operands of a parameter's gradient are read for every column,
/// so they keep their names; and so does what the step before reads, or a state that no parameter changes would have one line for all steps.
/// </summary>
internal static class GradientInliner
{
    /// <summary>
    /// A longer gradient keeps its name: where each of many equations reads the one before, their gradients would become one line, too deep for a
    /// walk by recursion. The tests' longest gradient that goes into another one has 62 operations and reads.
    /// </summary>
    private const int LongestInlined = 200;

    public static List<Block> Inline(IReadOnlyList<Block> blocks)
    {
        var all = blocks.SelectMany(block => block.Statements).ToArray();
        var pinned = new HashSet<Variable>(all.SelectMany(statement => Pinned(statement.Value)));
        var summed = new HashSet<Variable>(all.SelectMany(statement => Summed(statement.Value)));
        var readers = blocks
            .SelectMany(block => block.Statements.SelectMany(statement => statement.Value.Reads()), (block, variable) => (Block: block, Variable: variable))
            .GroupBy(read => read.Variable, read => read.Block)
            .ToDictionary(group => group.Key, group => group.ToArray());
        var inlined = new Dictionary<Variable, Expression>();
        var result = new List<Block>();
        foreach (var block in blocks)
        {
            var kept = new List<Statement>();
            foreach (var statement in block.Statements)
            {
                var value = Simplifier.Simplify(statement.Value.Substitute(variable =>
                    inlined.TryGetValue(variable, out var gradient) ? gradient : new Read(variable)));
                if (!statement.Accumulates
                    && !IsComputedOnce(value)
                    && readers.TryGetValue(statement.Target, out var reading)
                    && reading.Length == 1
                    && ReferenceEquals(reading[0], block)
                    && !pinned.Contains(statement.Target)
                    && !(summed.Contains(statement.Target) && Lowering.Segments(value).Any(segment => segment.Expression is MatMul or GroupSum))
                    && value.Nodes().Take(LongestInlined + 1).Count() <= LongestInlined)
                {
                    inlined.Add(statement.Target, value);
                }
                else
                {
                    kept.Add(statement with { Value = value });
                }
            }

            result.Add(block with { Statements = kept.ToEquatableArray() });
        }

        return result;
    }

    // A kernel needs a statement, and a sum over units would be computed again for every unit that reads it.
    private static bool IsComputedOnce(Expression value) =>
        value is Apply { Function.Kernel: not null } or Sum { Width: > 1 } or Max { Width: > 1 } || value.Operands.Any(IsComputedOnce);

    private static IEnumerable<Variable> Pinned(Expression expression) => expression.Nodes().SelectMany(node => node switch
    {
        MatMul product => product.Left.Reads(),
        Outer or Apply { Function.Kernel: not null } => node.Reads(),
        _ => [],
    });

    // A sum over units adds up no products with a matrix, whose own sums would become a part of its.
    private static IEnumerable<Variable> Summed(Expression expression) =>
        expression.Nodes().Where(node => node is Sum or GroupSum).SelectMany(sum => sum.Reads());
}
