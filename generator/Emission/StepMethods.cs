using RnnGen.Generator.Equations;
using RnnGen.Generator.Programs;

namespace RnnGen.Generator.Emission;

/// <summary>A method's worth of lines: comments with equations and the statements that compute them.</summary>
/// <param name="Name">The method's name.</param>
/// <param name="Number">Which part of the step it is, from 1, or 0 where the step is one method.</param>
/// <param name="Lines">Its lines.</param>
/// <param name="IsForAllColumns">Whether the lines are for all columns at once and not for one.</param>
internal sealed record StepPart(string Name, int Number, IReadOnlyList<string> Lines, bool IsForAllColumns = false)
{
    /// <summary>Numbers the parts of a step, if there are several.</summary>
    public static List<StepPart> Numbered(string name, IReadOnlyList<StepPart> parts) => parts.Count == 1
        ? [parts[0] with { Name = name }]
        : [.. parts.Select((part, i) => part with { Name = FormattableString.Invariant($"{name}Part{i + 1}"), Number = i + 1 })];
}

/// <summary>The code of a group of steps, cut into methods that the JIT compiles well.</summary>
internal sealed class StepMethods
{
    private readonly List<StepPart> _parts = [];
    private List<string> _lines = [];
    private int _cost;
    private Statement? _statement;

    // What the lines of this method add to parameters' gradients: each once, so that a sum takes a statement's columns before those of the next one, wherever the cuts are.
    private readonly HashSet<Variable> _accumulated = [];

    public StepMethods(StepGroup group, Names names, string name)
    {
        var printer = new LanePrinter(read => names.Element(read, group));
        foreach (var statement in group.Representative.Statements)
        {
            Write(statement, group, names, printer);
        }

        Cut();
        Parts = StepPart.Numbered(name, _parts);
    }

    public IReadOnlyList<StepPart> Parts { get; }

    private void Write(Statement statement, StepGroup group, Names names, LanePrinter printer)
    {
        _statement = statement;
        if (statement.Accumulates && _accumulated.Contains(statement.Target))
        {
            Cut();
        }

        var equation = "// " + statement.Equation(variable => names.InEquation(variable, group));
        var target = statement.Target;
        if (statement.Value is Apply { Function.Kernel: { } kernel, Argument: Read { Variable: var argument } })
        {
            var (from, to) = (names.Element(argument, 0, 0, group), names.Element(target, 0, 0, group));
            Add(equation, FormattableString.Invariant($"Elementary.{kernel}(&{from}, &{to}, {target.Shape.Length});"), 1, isFirst: true);
            return;
        }

        var isFirst = true;
        for (var row = 0; row < target.Shape.Rows; row++)
        {
            for (var column = 0; column < target.Shape.Columns; column++)
            {
                var value = statement.Accumulates ? Lowering.Accumulated(statement, row, column) : Lowering.Unit(statement.Value, column);
                Add(equation, printer.Assignment(names.Element(target, row, column, group), value), OperationCount.Of(value), isFirst);
                isFirst = false;
            }
        }
    }

    // A statement that goes on in the next method repeats its equation there.
    private void Add(string equation, string line, int cost, bool isFirst)
    {
        if (_cost > 0 && _cost + cost > Plan.MethodBudget)
        {
            Cut();
            equation += isFirst ? "" : ", continued";
            isFirst = true;
        }

        if (isFirst)
        {
            _lines.Add(equation);
        }

        if (_statement!.Accumulates)
        {
            _accumulated.Add(_statement.Target);
        }

        _lines.Add(line);
        _cost += cost;
    }

    private void Cut()
    {
        if (_lines.Count > 0)
        {
            _parts.Add(new StepPart("", 0, _lines));
        }

        _lines = [];
        _cost = 0;
        _accumulated.Clear();
    }
}
