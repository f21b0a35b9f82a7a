using RnnGen.Generator.Equations;
using RnnGen.Generator.Programs;

namespace RnnGen.Generator.Emission;

/// <summary>A method's worth of lines: comments with equations and the statements that compute them.</summary>
/// <param name="Name">The method's name.</param>
/// <param name="Number">Which part of the step it is, from 1, or 0 where the step is one method.</param>
/// <param name="Sections">What it computes, one section after the other.</param>
internal sealed record StepPart(string Name, int Number, IReadOnlyList<StepSection> Sections)
{
    /// <summary>Numbers the parts of a step, if there are several.</summary>
    public static List<StepPart> Numbered(string name, IReadOnlyList<StepPart> parts) => parts.Count == 1
        ? [parts[0] with { Name = name }]
        : [.. parts.Select((part, i) => part with { Name = FormattableString.Invariant($"{name}Part{i + 1}"), Number = i + 1 })];
}

/// <summary>Lines that are there for every column, or for all at once.</summary>
/// <param name="Lines">The lines.</param>
/// <param name="IsForAllColumns">Whether they are for all columns at once.</param>
internal sealed record StepSection(IReadOnlyList<string> Lines, bool IsForAllColumns = false);

/// <summary>The code of a group of steps, cut into methods that the JIT compiles well.</summary>
internal sealed class StepMethods
{
    private readonly Names _names;
    private readonly StepGroup _group;
    private readonly List<StepPart> _parts = [];
    private StepLines _lines;
    private int _cost;

    // What the lines of this method add to parameters' gradients: each once, so that a sum takes a statement's columns
    // before those of the next one, wherever the cuts are.
    private readonly HashSet<Variable> _accumulated = [];

    public StepMethods(StepGroup group, Names names, string name)
    {
        _names = names;
        _group = group;
        _lines = new StepLines(names, group);
        var runs = Schedule.Of(group.Representative.Statements, statement => statement, statement => !IsForAllColumns(statement));
        foreach (var statement in runs.SelectMany(run => run))
        {
            Write(statement);
        }

        Cut();
        Parts = StepPart.Numbered(name, _parts);
    }

    public IReadOnlyList<StepPart> Parts { get; }

    // A function of what another statement computed, where columns have indices. A function of few units takes half as long again when it is called
    // column by column: of the seed's six registers of 256 bits in a step, 14 ns each in calls of two and 9 in one.
    private bool IsForAllColumns(Statement statement) =>
        _names.IndexesColumns
            && statement.Value is Apply { Function.Kernel: not null, Argument: Read { Variable.Kind: VariableKind.Local or VariableKind.Gradient } };

    private void Write(Statement statement)
    {
        if (statement.Accumulates && _accumulated.Contains(statement.Target))
        {
            Cut();
        }

        var equation = "// " + statement.Equation(variable => _names.InEquation(variable, _group));
        var target = statement.Target;
        if (statement.Value is Apply { Function.Kernel: { } kernel, Argument: Read { Variable: var argument } })
        {
            MakeRoom(1);
            _lines.Call(equation, kernel, argument, target, IsForAllColumns(statement));
            _cost++;
            return;
        }

        var begun = false;
        for (var row = 0; row < target.Shape.Rows; row++)
        {
            for (var column = 0; column < target.Shape.Columns; column++)
            {
                var value = statement.Accumulates ? Lowering.Accumulated(statement, row, column) : Lowering.Unit(statement.Value, column);
                // A copy is a line, too, and may be a local.
                var cost = Math.Max(1, OperationCount.Of(value));
                if (MakeRoom(cost) || !begun)
                {
                    // A statement that goes on in the next method repeats its equation there.
                    _lines.Begin(equation + (begun ? ", continued" : ""));
                    begun = true;
                }

                _lines.Assign(new LaneRead(target, row, column), value);
                _cost += cost;
            }
        }

        if (statement.Accumulates)
        {
            _accumulated.Add(target);
        }
    }

    // Ends the method where that much more is too much for it.
    private bool MakeRoom(int cost)
    {
        var isFull = _cost > 0 && _cost + cost > Plan.MethodBudget;
        if (isFull)
        {
            Cut();
        }

        return isFull;
    }

    private void Cut()
    {
        var sections = _lines.ToSections();
        if (sections.Count > 0)
        {
            _parts.Add(new StepPart("", 0, sections));
        }

        _lines = new StepLines(_names, _group);
        _cost = 0;
        _accumulated.Clear();
    }
}
