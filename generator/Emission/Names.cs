using RnnGen.Generator.Equations;
using RnnGen.Generator.Programs;

namespace RnnGen.Generator.Emission;

/// <summary>How variables are called in the emitted code: <c>v->s_t2_0</c> where steps are spelled out, <c>steps[t - 1].s_0</c> where they share a method.</summary>
/// <param name="plan">The plan.</param>
internal sealed class Names(Plan plan)
{
    /// <summary>A field's name without its step where the steps are an array.</summary>
    public string Field(Variable variable, UnitIndex row, UnitIndex column)
    {
        var name = plan.HasStepNames ? variable.Text : variable.Name;
        return variable.Shape.Rank == 2 ? FormattableString.Invariant($"{name}_{row}_{column}") : FormattableString.Invariant($"{name}_{column}");
    }

    /// <summary>Every field of a variable in row-major order.</summary>
    public IEnumerable<string> Fields(Variable variable) =>
        from row in Enumerable.Range(0, variable.Shape.Rows)
        from column in Enumerable.Range(0, variable.Shape.Columns)
        select Field(variable, row, column);

    /// <summary>An element as the code of a group's methods reaches it.</summary>
    public string Element(LaneRead read, StepGroup group)
    {
        var element = Element(read.Variable, read.Row, read.Column, group);
        return !read.IsHeld || read.Variable.Kind != VariableKind.Local
            ? element
            : element.StartsWith("v->", StringComparison.Ordinal) ? "h" + element.Substring(1) : "held" + char.ToUpperInvariant(element[0]) + element.Substring(1);
    }

    /// <summary>An element as the code of a group's methods reaches it.</summary>
    public string Element(Variable variable, UnitIndex row, UnitIndex column, StepGroup group)
    {
        var field = Field(variable, row, column);
        if (variable.Step is { } step && !plan.HasStepNames)
        {
            return $"{(variable.Kind is VariableKind.Input or VariableKind.Target or VariableKind.Share ? "inputs" : "steps")}[{Index(step, group)}].{field}";
        }

        return variable.Kind switch
        {
            VariableKind.Parameter => $"p->{field}",
            VariableKind.Input or VariableKind.Target or VariableKind.Share => $"x->{field}",
            VariableKind.ParameterGradient => $"g->{field}",
            _ => $"v->{field}",
        };
    }

    /// <summary>A variable in the equations above the code: <c>s_t2</c>, or as the notebook's loop has it <c>s_t[t-1]</c>.</summary>
    public string InEquation(Variable variable, StepGroup group) =>
        variable.Step is { } step && !plan.HasStepNames ? $"{variable.Name}_t[{Index(step, group).Replace(" ", "")}]" : variable.Text;

    // Where the method serves several steps its step is the argument t; alone it is a number.
    private static string Index(int step, StepGroup group)
    {
        if (!group.IsShared)
        {
            return FormattableString.Invariant($"{step}");
        }

        var offset = step - group.Representative.Step!.Value;
        return offset == 0 ? "t" : FormattableString.Invariant($"t {(offset < 0 ? "-" : "+")} {Math.Abs(offset)}");
    }
}
