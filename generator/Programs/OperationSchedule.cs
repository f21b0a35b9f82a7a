using RnnGen.Generator.Equations;

namespace RnnGen.Generator.Programs;

/// <summary>
/// Orders the operations of a step so that products of all columns stand together, and between them what is computed column by column, each as early as what it
/// reads allows. What depends on one another keeps its order, and so no bit changes.
/// </summary>
internal static class OperationSchedule
{
    /// <summary>The runs: products, then the rest, and so on.</summary>
    public static List<List<UnitOperation>> Of(IEnumerable<UnitOperation> operations)
    {
        var remaining = operations.ToList();
        var runs = new List<List<UnitOperation>>();
        for (var takesProducts = remaining.Any(operation => operation is ProductOperation); remaining.Count > 0; takesProducts = !takesProducts)
        {
            var run = new List<UnitOperation>();
            var pending = new HashSet<Variable>();
            foreach (var operation in remaining.ToArray())
            {
                if (operation is ProductOperation == takesProducts && !pending.Contains(operation.Statement.Target) && !operation.Statement.Value.Reads().Any(pending.Contains))
                {
                    run.Add(operation);
                    remaining.Remove(operation);
                }
                else
                {
                    pending.Add(operation.Statement.Target);
                }
            }

            if (run.Count > 0)
            {
                runs.Add(run);
            }
        }

        return runs;
    }
}
