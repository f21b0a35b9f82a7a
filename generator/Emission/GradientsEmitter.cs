using RnnGen.Generator.Equations;
using RnnGen.Generator.Programs;

namespace RnnGen.Generator.Emission;

/// <summary>Writes the gradients of the parameters where units are loops: after the steps of the backward pass.</summary>
internal sealed class GradientsEmitter(UnrolledProgram program, Plan plan, bool endsEarly, Names names, StepWriter steps, SourceWriter writer)
{
    // The gradients that a step adds to more than once.
    private readonly HashSet<Variable> _addedTwice =
    [
        .. program.Backward.SelectMany(group => group.Representative.Statements
            .Where(statement => statement.Accumulates)
            .GroupBy(statement => statement.Target)
            .Where(sums => sums.Count() > 1)
            .Select(sums => sums.Key)),
    ];

    // The gradient of a parameter is a sum over steps, the last first, and at each step over columns. That of a matrix is one call for all steps that
    // share their code; whatever else is added to a parameter, or is added twice in a step, goes step by step and column by column.
    public void Write(List<StepGroup> groups)
    {
        var offsets = PackedParameters.Offsets(program.Network);
        var sums = groups.ConvertAll(group =>
        {
            var statements = Accumulated(group).Where(statement => !IsCall(statement));
            return (Group: group, Parts: UnitLoopMethods.OfGradients(group, statements, names, offsets, steps.NameOf(group) + "Gradients"));
        });
        writer.Line().Line(
            "/// <summary>The derivatives of the loss with respect to the parameters, after the steps: "
            + "each a sum over steps, the last first, and columns.</summary>");
        writer.Line("/// <remarks>A part of each matrix; the first part has all that is no matrix.</remarks>").Line("[MethodImpl(Optimization)]");
        var header = "private static void Gradients<TLane>(TLane* parameters, TLane* inputs, TLane* values, TLane* gradients, "
            + $"int columns, int {(plan.Window > 0 ? "end" : "count")}, int part, int parts)\n"
            + "    where TLane : unmanaged, ILane<TLane>";
        using (writer.Block(header))
        {
            writer.Line("var p = new Parameters<TLane>(parameters);").Line("var x = (Inputs<TLane>*)inputs;").Line("var v = (Values<TLane>*)values;");
            writer.Line("var g = gradients;").Line("var steps = (ValueStep<TLane>*)&v->Steps;").Line("var inputSteps = (InputStep<TLane>*)&x->Steps;");
            if (endsEarly)
            {
                writer.Line().Line("// The first step and the last one are two.").Line("count = count < 2 ? 2 : count;");
            }
            else if (plan.Window > 0)
            {
                var group = groups.Single(group => group.IsShared);
                writer.Line().Line(
                    FormattableString.Invariant($"// Of the steps t{group.First} to t{group.Last}, which are alike, ")
                    + "those of the window that ends before t[end]; near its ends there may be none.");
                writer.Line(FormattableString.Invariant($"var first = int.Min(end - 1, {group.First});"));
                writer.Line(FormattableString.Invariant($"var last = int.Max((end - 1) & -{plan.Window}, {group.Last});"));
            }

            var calls = groups.SelectMany(group => Accumulated(group).Where(IsCall).Select(statement => (Group: group, Statement: statement)));
            foreach (var window in calls.GroupBy(call => WindowOf(call.Group)))
            {
                writer.Line();
                using (InWindow(window.Key))
                {
                    writer.Separated(window, call => WriteCall(call.Statement, call.Group, offsets));
                }
            }

            if (sums.Any(sum => sum.Parts.Count > 0))
            {
                writer.Line();
                using (writer.Block("if (part == 0)"))
                {
                    writer.Separated(sums.Where(sum => sum.Parts.Count > 0).GroupBy(sum => WindowOf(sum.Group)), window =>
                    {
                        using (InWindow(window.Key))
                        {
                            foreach (var (group, parts) in window)
                            {
                                WriteSums(group, parts);
                            }
                        }
                    });
                }
            }
        }

        foreach (var (group, parts) in sums)
        {
            foreach (var part in parts)
            {
                writer.Line();
                steps.WriteMethod(group, part, ", TLane* g");
            }
        }
    }

    private static IEnumerable<Statement> Accumulated(StepGroup group) => group.Representative.Statements.Where(statement => statement.Accumulates);

    private bool IsCall(Statement statement) => statement.Value is Outer && !_addedTwice.Contains(statement.Target);

    private void WriteCall(Statement statement, StepGroup group, IReadOnlyDictionary<Variable, int> offsets)
    {
        var outer = (Outer)statement.Value;
        var (first, last) = Range(group);
        writer.Line($"// {statement.Equation(variable => names.InEquation(variable, group))}{(group.IsShared ? $" for t = {first} .. {last}" : "")}");
        writer.Line($"{names.Gradient(LoopPrinter.Variable(outer.Left).Variable)}.Add<TLane>(");
        var count = group switch
        {
            { IsShared: false } or { IsAnyStep: true } => "1",
            _ when plan.Window > 0 => "int.Max(first - last + 1, 0)",
            _ when endsEarly => "count - 2",
            _ => FormattableString.Invariant($"{group.Count}"),
        };
        writer.Line($"    {Operand(outer.Left)},");
        writer.Line($"    {Operand(outer.Right)},");
        writer.Line(
            FormattableString.Invariant($"    g + {offsets[statement.Target]}, rows: {outer.Shape.Rows}, units: {outer.Shape.Columns}, ")
            + $"steps: {count}, columns, part, parts);");

        string Operand(Expression expression)
        {
            var variable = LoopPrinter.Variable(expression).Variable;
            var isInput = LoopPrinter.IsInput(variable);
            var sign = group.IsDescending ? "-" : "";
            var step = variable.Step is null || count == "1" ? "" : $", {sign}sizeof({(isInput ? "InputStep" : "ValueStep")}<TLane>)";
            return $"new(&{names.Whole(variable, group, step: first, inputs: "inputSteps")}, {names.ColumnSize(isInput)}{step})";
        }
    }

    // The first and the last step of a group, as code.
    private (string First, string Last) Range(StepGroup group)
    {
        return group.IsAnyStep ? ("count - 1", "count - 1")
            : endsEarly && group.IsShared ? ("count - 2", "1")
            : plan.Window > 0 && group.IsShared ? ("first", "last")
            : (FormattableString.Invariant($"{group.First}"), FormattableString.Invariant($"{group.Last}"));
    }

    // Of a step that stands alone where its window ends, if there are windows.
    private int? WindowOf(StepGroup group) =>
        plan.Window == 0 || group.IsShared ? null : StepWindow.EndOf(group.First, plan.Window, program.Network.SequenceLength);

    private SourceWriter.Scope? InWindow(int? end) => end is null ? null : writer.Block(FormattableString.Invariant($"if (end == {end})"));

    private void WriteSums(StepGroup group, IReadOnlyList<StepPart> parts)
    {
        var (first, last) = Range(group);
        if (!group.IsShared || group.IsAnyStep)
        {
            Call(group.IsAnyStep ? $", t: {first}" : "");
            return;
        }

        using (writer.Block($"for (var t = {first}; t {(group.IsDescending ? ">=" : "<=")} {last}; t{(group.IsDescending ? "--" : "++")})"))
        {
            Call(", t");
        }

        void Call(string step)
        {
            foreach (var part in parts)
            {
                writer.Line($"{part.Name}(p, x, v, g, columns{step});");
            }
        }
    }
}
