using RnnGen.Generator.Equations;

namespace RnnGen.Generator.Programs;

/// <summary>
/// Orders what a step computes so that what is computed for all columns at once stands together, and between what is computed column by column, each
/// as early as what it reads allows. What depends on one another keeps its order, and so no bit changes.
/// </summary>
internal static class Schedule
{
    /// <summary>The runs: of one kind, then of the other, and so on.</summary>
    /// <remarks>
    /// A statement keeps its place behind those whose targets it reads and those with its own target. No statement
    /// assigns what an earlier one has read.
    /// </remarks>
    /// <param name="items">Statements or pieces of them, in the order of their equations.</param>
    /// <param name="statementOf">The statement that one belongs to.</param>
    /// <param name="isFirstKind">Whether one is of the kind that the first run takes, where there are such.</param>
    public static List<List<T>> Of<T>(IEnumerable<T> items, Func<T, Statement> statementOf, Func<T, bool> isFirstKind)
    {
        var remaining = items.ToList();
        var runs = new List<List<T>>();
        for (var takesFirstKind = true; remaining.Count > 0; takesFirstKind = !takesFirstKind)
        {
            var run = new List<T>();
            var pending = new HashSet<Variable>();
            foreach (var item in remaining.ToArray())
            {
                var statement = statementOf(item);
                if (isFirstKind(item) == takesFirstKind && !pending.Contains(statement.Target) && !statement.Value.Reads().Any(pending.Contains))
                {
                    run.Add(item);
                    remaining.Remove(item);
                }
                else
                {
                    pending.Add(statement.Target);
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
