using RnnGen.Generator.Equations;
using RnnGen.Generator.Infrastructure;

namespace RnnGen.Generator.Programs;

/// <summary>Removes statements whose value nobody reads, such as the reverse direction's outputs at steps that the last answer does not need.</summary>
internal static class DeadCode
{
    /// <summary>Removes them.</summary>
    /// <param name="blocks">The forward pass.</param>
    /// <param name="kept">What is read from outside, beside predictions and losses.</param>
    public static List<Block> Remove(IReadOnlyList<Block> blocks, IEnumerable<Variable> kept)
    {
        var read = new HashSet<Variable>(kept);
        var result = new List<Block>();
        foreach (var block in blocks.Reverse())
        {
            var statements = new List<Statement>();
            foreach (var statement in block.Statements.Reverse())
            {
                if (read.Contains(statement.Target) || statement.Target.Name is UnrolledProgram.PredictionName or UnrolledProgram.LossName)
                {
                    statements.Add(statement);
                    read.UnionWith(statement.Value.Reads());
                }
            }

            statements.Reverse();
            if (statements.Count > 0)
            {
                result.Add(block with { Statements = statements.ToEquatableArray() });
            }
        }

        result.Reverse();
        return result;
    }
}
