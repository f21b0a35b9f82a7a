using Microsoft.CodeAnalysis.CSharp;
using RnnGen.Generator.Equations;
using RnnGen.Generator.Programs;

namespace RnnGen.Generator.Emission;

/// <summary>
/// How variables are called in the emitted code: <c>v[c].s_t2_0</c> where steps are spelled out, <c>steps[t - 1].s_0</c> where they share a method.
/// </summary>
/// <param name="plan">The plan.</param>
/// <param name="storage">Where values lie.</param>
internal sealed class Names(Plan plan, Storage storage)
{
    /// <summary>A field's name without its step where the steps are an array.</summary>
    public string Field(Variable variable, UnitIndex row, UnitIndex column)
    {
        var name = plan.HasStepNames ? variable.Text : variable.Name;
        return variable.Shape.Rank == 2 ? FormattableString.Invariant($"{name}_{row}_{column}") : FormattableString.Invariant($"{name}_{column}");
    }

    /// <summary>Every field of a variable in row-major order, or the one that it is where units are loops.</summary>
    public IEnumerable<string> Fields(Variable variable) => plan.HasUnitLoops ? [WholeField(variable.Name)] :
        from row in Enumerable.Range(0, variable.Shape.Rows)
        from column in Enumerable.Range(0, variable.Shape.Columns)
        select Field(variable, row, column);

    /// <summary>An element as the code of a group's methods reaches it.</summary>
    public string Element(LaneRead read, StepGroup group) => Element(read.Variable, read.Row, read.Column, group, read.IsHeld);

    /// <summary>An element as the code of a group's methods reaches it.</summary>
    public string Element(Variable variable, UnitIndex row, UnitIndex column, StepGroup group, bool isHeld = false)
    {
        var step = variable.Step is { } value && !plan.HasStepNames && IsOfStep(variable) ? Index(value, group) : null;
        return Place(variable, Field(variable, row, column), step, isHeld);
    }

    /// <summary>
    /// Whether a method reaches a column by its index, and not with a pointer that goes from column to column: it may
    /// then go through them more than once.
    /// </summary>
    public bool IndexesColumns => plan.HasStepNames;

    /// <summary>The first unit of a computed value in the first column, where columns have indices.</summary>
    public string InFirstColumn(Variable variable) => $"v->{Field(variable, 0, 0)}";

    /// <summary>A variable as a whole, where units are loops: <c>steps[t - 1].s</c>.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="group">The steps whose code reads it.</param>
    /// <param name="isHeld">Whether the value is one that finite differences hold constant.</param>
    /// <param name="step">The step that is computed, as code.</param>
    /// <param name="inputs">The array of the inputs' steps, as code.</param>
    public string Whole(Variable variable, StepGroup group, bool isHeld = false, string step = "t", string inputs = "inputs")
    {
        var index = variable.Step is { } value && IsOfStep(variable) ? Index(value, group, step) : null;
        return Place(variable, WholeField(variable.Name), index, isHeld, inputs);
    }

    /// <summary>A variable as a field: no keyword, and no name that the struct around it has already.</summary>
    public static string WholeField(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None ? "@" + name : Members.Contains(name) ? name + "_" : name;

    private static readonly HashSet<string> Members = new(StringComparer.Ordinal)
    {
        "Parameters", "Inputs", "InputStep", "Values", "ValueStep", "Steps", "TLane",
        "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString",
    };

    /// <summary>The local that an element is read into: <c>s_t2_0</c>, or where steps share a method <c>s_prev_0</c>.</summary>
    public static string Local(LaneRead read, StepGroup group) =>
        FormattableString.Invariant($"{InStep(read.Variable, group)}{(read.IsHeld ? "_held" : "")}_{read.Column}");

    /// <summary>The local that points to a variable's units, where units are loops.</summary>
    public static string Pointer(Variable variable, StepGroup group, bool isHeld)
    {
        var name = (variable.Kind == VariableKind.Parameter ? "p_" + variable.Name : InStep(variable, group)) + (variable.Step is null ? "_v" : "");
        return isHeld ? name + "_held" : name;
    }

    // The name of a value of a step in a method of that step or a neighbouring one: z_t2, or where steps share a method s_prev, z_t, dz_next.
    private static string InStep(Variable variable, StepGroup group)
    {
        // A cell may have values of its own by the names of masks and targets, and one that is called p.
        var own = variable switch
        {
            { Step: not null, Name: not "x" } when IsInput(variable) => "x_" + variable.Name,
            { Name: "p" } => "p_",
            _ => variable.Name,
        };
        return variable.Step is not { } step ? own
            : !group.IsShared ? FormattableString.Invariant($"{own}_t{step}")
            : (step - group.Representative.Step) switch
            {
                0 => own + "_t",
                -1 => own + "_prev",
                1 => own + "_next",
                var offset => FormattableString.Invariant($"{own}_t_{(offset < 0 ? "minus" : "plus")}_{Math.Abs(offset!.Value)}"),
            };
    }

    /// <summary>The bytes from a column's inputs or values to those of the next one.</summary>
    public string ColumnSize(bool ofInputs) => ofInputs ? "sizeof(Inputs<TLane>)" : storage.IsLarge ? "ValuesSize<TLane>()" : "sizeof(Values<TLane>)";

    /// <summary>The step of a loop that leads to the next column's values.</summary>
    public string ToNextValues(string pointer) => storage.IsLarge ? $"{pointer} = Next({pointer})" : pointer + "++";

    /// <summary>What multiplies a vector with a matrix.</summary>
    public string Product(Variable left) => plan.LooksUpInputs && left.IsInputOfNetwork ? "InputProduct" : "MatrixProduct";

    /// <summary>What adds up the gradient of that matrix.</summary>
    public string Gradient(Variable left) => plan.LooksUpInputs && left.IsInputOfNetwork ? "InputGradient" : "MatrixGradient";

    private bool IsOfStep(Variable variable) => IsInput(variable) || storage.IsKept(variable);

    private static bool IsInput(Variable variable) => variable.Kind is VariableKind.Input or VariableKind.Target or VariableKind.Share;

    // A field of a step's struct, or where there is no step, of the structs of all steps.
    private string Place(Variable variable, string field, string? step, bool isHeld, string inputs = "inputs")
    {
        var readsHeld = isHeld && variable.Kind == VariableKind.Local;
        return step is null ? Column(variable, field, readsHeld)
            : $"{(IsInput(variable) ? inputs : readsHeld ? "heldSteps" : "steps")}[{step}].{field}";
    }

    private string Column(Variable variable, string field, bool readsHeld)
    {
        var ofColumn = IndexesColumns ? "[c]." : "->";
        return variable.Kind switch
        {
            VariableKind.Parameter => $"p->{field}",
            VariableKind.Input or VariableKind.Target or VariableKind.Share => $"x{ofColumn}{field}",
            VariableKind.ParameterGradient => $"g->{field}",
            _ => $"{(readsHeld ? "h" : "v")}{ofColumn}{field}",
        };
    }

    /// <summary>A variable in the equations above the code: <c>s_t2</c>, or as the notebook's loop has it <c>s_t[t-1]</c>.</summary>
    public string InEquation(Variable variable, StepGroup group) =>
        variable.Step is { } step && !plan.HasStepNames ? $"{variable.Name}_t[{Index(step, group).Replace(" ", "")}]" : variable.Text;

    // Where the method serves several steps its step is an argument; alone it is a number.
    private static string Index(int step, StepGroup group, string argument = "t")
    {
        if (!group.IsShared)
        {
            return FormattableString.Invariant($"{step}");
        }

        var offset = step - group.Representative.Step!.Value;
        return offset == 0 ? argument : FormattableString.Invariant($"{argument} {(offset < 0 ? "-" : "+")} {Math.Abs(offset)}");
    }
}
