using RnnGen.Generator.Equations;
using RnnGen.Generator.Programs;

namespace RnnGen.Generator.Emission;

/// <summary>Prints operations as loops over units, column by column, through pointers to the variables' units.</summary>
internal sealed class LoopPrinter
{
    // What a loop adds up, or finds the largest of: locals that no equation has.
    private static readonly Variable RunningSum = new("sum", VariableKind.Local, Shape.Vector(1));
    private static readonly Variable Largest = new("largest", VariableKind.Local, Shape.Vector(1));

    private readonly StepGroup _group;
    private readonly Names _names;
    private readonly IReadOnlyDictionary<Variable, int> _offsets;
    private readonly LanePrinter _lanes;
    private readonly SortedDictionary<string, string> _pointers = new(StringComparer.Ordinal);

    public LoopPrinter(StepGroup group, Names names, IReadOnlyDictionary<Variable, int> gradientOffsets)
    {
        (_group, _names, _offsets) = (group, names, gradientOffsets);
        _lanes = new LanePrinter(read => Element(read));
    }

    /// <summary>Prints an operation.</summary>
    public PrintedOperation Print(UnitOperation operation)
    {
        _pointers.Clear();
        var lines = new List<string>();
        var cost = 1;
        switch (operation)
        {
            case FunctionOperation call:
                var (from, to) = (Pointer(call.Argument, false), Pointer(call.Statement.Target, false));
                lines.Add(FormattableString.Invariant($"Elementary.{call.Kernel}({from}, {to}, {call.Statement.Target.Shape.Length});"));
                break;
            case MaxOperation max:
                PrintMax(max, lines);
                break;
            case LoopOperation loop:
                cost = PrintLoop(loop, lines);
                break;
            case ProductOperation product:
                lines.AddRange(PrintProduct(product, isOneColumn: true));
                break;
            case OuterOperation outer:
                var (rows, units) = (outer.Outer.Shape.Rows, outer.Outer.Shape.Columns);
                lines.Add($"{_names.Gradient(Variable(outer.Outer.Left).Variable)}.Add<TLane>(");
                lines.Add(
                    $"    new({Pointer(outer.Outer.Left)}, 0), new({Pointer(outer.Outer.Right)}, 0), {Pointer(outer.Statement.Target, false)}, "
                    + FormattableString.Invariant($"rows: {rows}, units: {units}, steps: 1, columns: 1, part: 0, parts: 1);"));
                break;
        }

        return new PrintedOperation(lines, cost, [.. _pointers.Select(pointer => $"var {pointer.Key} = {pointer.Value};")]);
    }

    /// <summary>A product's call.</summary>
    /// <param name="product">The product.</param>
    /// <param name="isOneColumn">Whether it is computed column by column and not for all at once.</param>
    public IEnumerable<string> PrintProduct(ProductOperation product, bool isOneColumn)
    {
        var target = product.Statement.Target;
        var (left, isHeld) = Variable(product.Product.Left);
        yield return $"{_names.Product(left)}.{(product.Continues ? "Add" : "Set")}<TLane>(";
        yield return $"    {Operand(left, isHeld)}, p.{Names.WholeField(product.Matrix.Name)}, {Operand(target, false)}, "
            + FormattableString.Invariant($"rows: {product.Product.Left.Shape.Columns}, units: {product.Units}, ")
            + (isOneColumn ? "columns: 1);" : "columns);");

        string Operand(Variable variable, bool held) => isOneColumn ? $"new({Pointer(variable, held)}, 0)" : Units(variable, held);
    }

    /// <summary>The units of a variable in all columns.</summary>
    public string Units(Variable variable, bool isHeld, string step = "") =>
        $"new(&{_names.Whole(variable, _group, isHeld)}, {_names.ColumnSize(IsInput(variable))}{step})";

    public static (Variable Variable, bool IsHeld) Variable(Expression expression) => expression switch
    {
        Read read => (read.Variable, false),
        StopGradient { Argument: Read read } stopped => (read.Variable, stopped.IsHeld),
        _ => throw new InvalidOperationException($"{expression} is no variable"),
    };

    public static bool IsInput(Variable variable) => variable.Kind is VariableKind.Input or VariableKind.Target or VariableKind.Share;

    private int PrintLoop(LoopOperation operation, List<string> lines)
    {
        var target = operation.Statement.Target;
        var length = target.Shape.Length;
        var bounds = operation.Segments
            .Where(segment => segment.Expression is not Sum)
            .SelectMany(segment => UnitBounds.Of(segment.Expression))
            .Append(length)
            .Distinct()
            .OrderBy(bound => bound);
        var declares = operation.Segments.Any(segment => segment.Expression is Sum or GroupSum);
        var (first, cost) = (0, 0);
        foreach (var bound in bounds)
        {
            var unit = UnitIndex.Range("j", first, bound - 1);
            var body = Body(operation, unit);
            cost += body.Count + operation.Segments.Count;
            Wrap(body, unit, declares, lines);
            first = bound;
        }

        return cost;
    }

    // The lines for one unit.
    private List<string> Body(LoopOperation operation, UnitIndex unit)
    {
        var target = new LaneRead(operation.Statement.Target, 0, unit);
        LaneExpression? sum = operation.Continues ? target : null;
        if (operation.Segments.All(segment => segment.Expression is not (Sum or GroupSum)))
        {
            sum = Lowering.Chain(sum, operation.Segments.SelectMany(segment => Lowering.Terms(segment, unit)));
            return [.. _lanes.Assignment(Element(target), sum!).Split('\n')];
        }

        // The sum has a name: what is added in a loop goes on from it.
        var lines = new List<string>();
        var named = new LaneRead(RunningSum, 0, 0);
        var isNamed = false;
        foreach (var segment in operation.Segments)
        {
            if (segment.Expression is not (Sum or GroupSum))
            {
                sum = Lowering.Chain(sum, Lowering.Terms(segment, unit));
                continue;
            }

            var start = 0;
            if (sum is null)
            {
                sum = Lowering.Chain(null, Lowering.Summand(segment, unit, 0));
                start = 1;
            }

            Name();
            var first = start;
            var bounds = UnitBounds.OfSummands(segment.Expression)
                .Where(bound => bound > start)
                .Append(segment.Count)
                .Distinct()
                .OrderBy(bound => bound);
            foreach (var bound in bounds)
            {
                if (bound > first)
                {
                    var k = UnitIndex.Range("k", first, bound - 1);
                    Wrap([.. _lanes.Assignment("sum", Lowering.Chain(named, Lowering.Summand(segment, unit, k))!).Split('\n')], k, declares: false, lines);
                    first = bound;
                }
            }

            sum = named;
        }

        lines.Add(_lanes.Assignment(Element(target), sum!));
        return lines;

        void Name()
        {
            if (sum != named)
            {
                lines.AddRange(_lanes.Assignment(isNamed ? "sum" : "var sum", sum!).Split('\n'));
                isNamed = true;
            }
        }
    }

    private void PrintMax(MaxOperation operation, List<string> lines)
    {
        var argument = operation.Max.Argument;
        var named = new LaneRead(Largest, 0, 0);
        lines.Add("{");
        lines.Add("    " + _lanes.Assignment("var largest", Lowering.Unit(argument, 0)));
        var first = 1;
        foreach (var bound in UnitBounds.Of(argument).Append(operation.Max.Width).Distinct().OrderBy(bound => bound).Where(bound => bound > 1))
        {
            var k = UnitIndex.Range("k", first, bound - 1);
            var loop = new List<string>();
            Wrap([_lanes.Assignment("largest", new LaneCall("Max", named, Lowering.Unit(argument, k)))], k, declares: false, loop);
            lines.AddRange(loop.Select(line => "    " + line));
            first = bound;
        }

        lines.Add("    " + _lanes.Assignment(Element(new LaneRead(operation.Statement.Target, 0, 0)), named));
        lines.Add("}");
    }

    // A loop where there are several units; braces where the lines declare a name.
    private static void Wrap(List<string> body, UnitIndex unit, bool declares, List<string> lines)
    {
        if (unit.Text is { } variable)
        {
            lines.Add(FormattableString.Invariant($"for (var {variable} = {unit.First}; {variable} < {unit.Last + 1}; {variable}++)"));
        }
        else if (!declares)
        {
            lines.AddRange(body);
            return;
        }

        lines.Add("{");
        lines.AddRange(body.Select(line => "    " + line));
        lines.Add("}");
    }

    private string Element(LaneRead read) =>
        ReferenceEquals(read.Variable, RunningSum) || ReferenceEquals(read.Variable, Largest)
            ? read.Variable.Name
            : $"{Pointer(read.Variable, read.IsHeld)}[{read.Column}]";

    private string Pointer(Expression expression)
    {
        var (variable, isHeld) = Variable(expression);
        return Pointer(variable, isHeld);
    }

    private string Pointer(Variable variable, bool isHeld)
    {
        var isOther = isHeld && variable.Kind == VariableKind.Local;
        var name = variable.Kind == VariableKind.ParameterGradient ? variable.Name + "_g" : Names.Pointer(variable, _group, isOther);
        _pointers[name] = variable.Kind switch
        {
            VariableKind.Parameter => $"p.{Names.WholeField(variable.Name)}",
            VariableKind.ParameterGradient => FormattableString.Invariant($"g + {_offsets[variable]}"),
            _ => $"(TLane*)&{_names.Whole(variable, _group, isOther)}",
        };
        return name;
    }
}

/// <summary>An operation as code.</summary>
/// <param name="Lines">Its lines.</param>
/// <param name="Cost">About how many lane operations they write down.</param>
/// <param name="Pointers">The declarations of the pointers that they use.</param>
internal sealed record PrintedOperation(IReadOnlyList<string> Lines, int Cost, IReadOnlyList<string> Pointers);
