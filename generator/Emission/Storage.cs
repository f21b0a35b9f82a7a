using RnnGen.Generator.Equations;
using RnnGen.Generator.Programs;

namespace RnnGen.Generator.Emission;

/// <summary>
/// Where values lie. Code whose statements are loops keeps of each step what another step or the backward pass reads;
/// the rest has one place for all steps.
/// </summary>
internal sealed class Storage
{
    private readonly Plan _plan;
    private readonly HashSet<string> _kept;

    public Storage(UnrolledProgram program, Plan plan)
    {
        _plan = plan;
        _kept = plan.HasUnitLoops ? Kept(program) : [];
        var blocks = plan.HasStepNames ? program.Forward.Concat(program.Backward).SelectMany(group => group.Blocks) : program.Blocks;
        Values = Order(UnrolledProgram.LocalsOf(blocks));
        StepValues = [.. Values.Where(IsKept).GroupBy(value => value.Name).Select(Longest)];
        ColumnValues = [.. Values.Where(value => !IsKept(value)).GroupBy(value => value.Name).Select(Longest)];
        Length = plan.HasStepNames
            ? Values.Sum(value => (long)value.Shape.Length)
            : ColumnValues.Sum(value => (long)value.Shape.Length) + (program.Network.SequenceLength * StepValues.Sum(value => (long)value.Shape.Length));
        IsLarge = !plan.HasStepNames && Length > Plan.StructLimit;
    }

    /// <summary>
    /// The values of a column, where steps have no names those of one step in the place of all that compute the same. The prediction comes first,
    /// and behind it the loss, which the runtime looks for.
    /// </summary>
    public IReadOnlyList<Variable> Values { get; }

    /// <summary>The values that each step has its own of, as those of one step.</summary>
    public IReadOnlyList<Variable> StepValues { get; }

    /// <summary>The values that there is one of for all steps.</summary>
    public IReadOnlyList<Variable> ColumnValues { get; }

    /// <summary>The numbers that a sequence needs.</summary>
    public long Length { get; }

    /// <summary>Whether no struct has room for them: the struct of a column then ends with the first step, and the other steps lie behind it.</summary>
    public bool IsLarge { get; }

    /// <summary>Whether each step has its own.</summary>
    public bool IsKept(Variable variable) => variable.Step is not null && (!_plan.HasUnitLoops || _kept.Contains(variable.Name));

    // Where a state of zero drops out, what is left of a value may have fewer units than at other steps.
    private static Variable Longest(IEnumerable<Variable> steps) => steps.OrderByDescending(value => value.Shape.Length).First();

    private static List<Variable> Order(IEnumerable<Variable> values)
    {
        var locals = values.Distinct().ToArray();
        return
        [
            .. locals.Where(IsAnswer).OrderBy(local => local.Step).ThenBy(local => local.Name == UnrolledProgram.LossName),
            .. locals.Where(local => !IsAnswer(local)),
        ];
    }

    private static bool IsAnswer(Variable local) => local.Name is UnrolledProgram.PredictionName or UnrolledProgram.LossName;

    // What is read by another block than the one that assigns it, by the sums over all steps at the end, from held values, or by the runtime.
    private static HashSet<string> Kept(UnrolledProgram program)
    {
        var kept = new HashSet<string>(program.CarriedAndAnswers);
        foreach (var block in program.Blocks)
        {
            var own = new HashSet<Variable>();
            foreach (var statement in block.Statements)
            {
                kept.UnionWith(statement.Value.Reads().Where(read => statement.Accumulates || !own.Contains(read)).Select(read => read.Name));
                kept.UnionWith(Held(statement.Value));
                if (!statement.Accumulates)
                {
                    own.Add(statement.Target);
                }
            }
        }

        return kept;
    }

    private static IEnumerable<string> Held(Expression expression) => expression is StopGradient { IsHeld: true }
        ? expression.Reads().Select(read => read.Name)
        : expression.Operands.SelectMany(Held);
}
