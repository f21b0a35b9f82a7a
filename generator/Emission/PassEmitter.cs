using RnnGen.Generator.Equations;
using RnnGen.Generator.Infrastructure;
using RnnGen.Generator.Programs;

namespace RnnGen.Generator.Emission;

/// <summary>Writes the forward or the backward pass: the list of steps in their order, then what each computes.</summary>
internal sealed class PassEmitter
{
    private readonly string _pass;
    private readonly bool _isBackward;
    private readonly bool _endsEarly;
    private readonly bool _holdsValues;
    private readonly UnrolledProgram _program;
    private readonly Plan _plan;
    private readonly Names _names;
    private readonly SourceWriter _writer;

    private PassEmitter(string pass, UnrolledProgram program, Plan plan, Storage storage, SourceWriter writer)
    {
        _pass = pass;
        _isBackward = pass == "Backward";
        _endsEarly = plan.Layout == StepLayout.Looped && program.EndsEarly;
        _holdsValues = !_isBackward && program.HoldsValues;
        _program = program;
        _plan = plan;
        _names = new Names(plan, storage);
        _writer = writer;
    }

    public static GeneratedFile Forward(UnrolledProgram program, Plan plan, Storage storage, GeneratedClass generated) => Emit("Forward", program, program.Forward, plan, storage, generated);

    /// <summary>Writes one step that only predicts.</summary>
    public static void WriteStep(UnrolledProgram program, Plan plan, Storage storage, SourceWriter writer)
    {
        foreach (var pass in program.Forward.GroupBy(block => block.Step is null ? "Answer" : "Forward"))
        {
            writer.Line();
            new PassEmitter(pass.Key, program, plan, storage, writer).Write(pass.ToEquatableArray());
        }
    }

    public static GeneratedFile Backward(UnrolledProgram program, Plan plan, Storage storage, GeneratedClass generated) => Emit("Backward", program, program.Backward, plan, storage, generated);

    private static GeneratedFile Emit(string pass, UnrolledProgram program, EquatableArray<Block> blocks, Plan plan, Storage storage, GeneratedClass generated) =>
        generated.File(pass, ["System.Runtime.CompilerServices", "RnnGen.Numerics"], writer =>
        {
            using (writer.Block("public sealed unsafe " + generated.Header))
            {
                new PassEmitter(pass, program, plan, storage, writer).Write(blocks);
            }
        });

    private void Write(EquatableArray<Block> blocks)
    {
        var groups = _plan.HasStepNames
            ? blocks.Select(block => new StepGroup(new[] { block }.ToEquatableArray())).ToList()
            : StepGroup.Of(blocks);
        if (_endsEarly && _isBackward)
        {
            groups[0] = groups[0] with { IsAnyStep = true };
        }

        var methods = groups.ToDictionary(group => group, group => _plan.HasUnitLoops ? UnitLoopMethods.Of(group, _names, NameOf(group)) : new StepMethods(group, _names, NameOf(group)).Parts);
        WriteSteps(groups, methods);
        foreach (var group in groups)
        {
            WriteMethods(group, methods[group]);
        }

        if (_plan.HasUnitLoops && _isBackward)
        {
            WriteGradients(groups);
        }
    }

    private void WriteMethods(StepGroup group, IReadOnlyList<StepPart> parts)
    {
        foreach (var part in parts)
        {
            _writer.Line();
            WriteMethod(group, part, FurtherParameter);
        }
    }

    private string NameOf(StepGroup group)
    {
        var (first, last) = (group.Blocks[0].Step, group.Blocks[group.Blocks.Count - 1].Step);
        return _pass + group.Representative.Pass + (group.IsAnyStep ? "LastStep" : first is null ? "Output" : group.IsShared ? FormattableString.Invariant($"T{first}ToT{last}") : FormattableString.Invariant($"T{first}"));
    }

    private string ParametersType => _plan.HasUnitLoops ? "Parameters<TLane>" : "Parameters<TLane>*";

    // Where units are loops, what belongs to parameters comes after the steps.
    private bool HasGradients => _isBackward && !_plan.HasUnitLoops;

    private string FurtherParameter => HasGradients ? ", Gradients<TLane>* g" : _holdsValues ? ", Values<TLane>* h" : "";

    private string FurtherArgument => HasGradients ? ", g" : _holdsValues ? ", h" : "";

    private void WriteSteps(List<StepGroup> groups, Dictionary<StepGroup, IReadOnlyList<StepPart>> methods)
    {
        _writer.Line(_isBackward
            ? "/// <summary>The derivatives of the loss with respect to the parameters: back through time, from the output to t0.</summary>"
            : _program.Network.HasLoss ? "/// <summary>The predictions and the losses: from t0 to the output.</summary>"
            : _pass == "Forward" ? "/// <summary>The states after the step.</summary>"
            : "/// <summary>The answer after the step.</summary>");
        _writer.Line("/// <remarks>A column is as many sequences as TLane has lanes. p: parameters, x: a column's inputs, v: its values" + (HasGradients ? ", g: gradients, summed over columns" : _holdsValues ? ", h: the values that stop_gradient reads" : "") + ".</remarks>");
        using (_writer.Block($"private static void {_pass}<TLane>(TLane* parameters, TLane* inputs, TLane* values, TLane* {(_isBackward ? "gradients" : "held")}, int columns, int steps)\n    where TLane : unmanaged, ILane<TLane>"))
        {
            _writer.Line(_plan.HasUnitLoops ? "var p = new Parameters<TLane>(parameters);" : "var p = (Parameters<TLane>*)parameters;").Line("var x = (Inputs<TLane>*)inputs;").Line("var v = (Values<TLane>*)values;");
            if (HasGradients)
            {
                _writer.Line("var g = (Gradients<TLane>*)gradients;");
            }
            else if (_holdsValues)
            {
                _writer.Line("var h = (Values<TLane>*)held;");
            }

            _writer.Line();
            if (_endsEarly)
            {
                _writer.Line("// The first step and the last one are two.").Line("steps = steps < 2 ? 2 : steps;");
            }

            foreach (var group in groups)
            {
                WriteCalls(group, methods[group]);
            }
        }
    }

    private void WriteCalls(StepGroup group, IReadOnlyList<StepPart> methods)
    {
        var (first, last) = (group.Blocks[0].Step, group.Blocks[group.Blocks.Count - 1].Step);
        if (!group.IsShared)
        {
            Call("");
        }
        else if (group.IsAnyStep)
        {
            Call(", t: steps - 1");
        }
        else if (_endsEarly)
        {
            using (_writer.Block(_isBackward ? "for (var t = steps - 2; t >= 1; t--)" : "for (var t = 1; t < steps; t++)"))
            {
                Call(", t");
            }
        }
        else if (_plan.Layout == StepLayout.Looped)
        {
            var header = first < last ? $"for (var t = {first}; t <= {last}; t++)" : $"for (var t = {first}; t >= {last}; t--)";
            using (_writer.Block(header))
            {
                Call(", t");
            }
        }
        else
        {
            foreach (var block in group.Blocks)
            {
                Call(FormattableString.Invariant($", t: {block.Step}"));
            }
        }

        void Call(string step)
        {
            foreach (var part in methods)
            {
                _writer.Line($"{part.Name}(p, x, v{FurtherArgument}, columns{step});");
            }
        }
    }

    private void WriteMethod(StepGroup group, StepPart part, string furtherParameter)
    {
        _writer.Line($"/// <summary>{Summary(group, part)}</summary>").Line("[MethodImpl(Optimization)]");
        var step = group.IsShared ? ", int t" : "";
        using (_writer.Block($"private static void {part.Name}<TLane>({ParametersType} p, Inputs<TLane>* x, Values<TLane>* v{furtherParameter}, int columns{step})\n    where TLane : unmanaged, ILane<TLane>"))
        {
            if (part.IsForAllColumns)
            {
                WriteLines(part);
                return;
            }

            using (_writer.Block($"for (; columns > 0; columns--, x++, {_names.ToNextValues("v")}{(_holdsValues ? ", " + _names.ToNextValues("h") : "")})"))
            {
                WriteLines(part);
            }
        }
    }

    private void WriteLines(StepPart part)
    {
        var isFirst = _plan.HasStepNames || !WriteStepPointers(part);
        foreach (var line in part.Lines)
        {
            if (line.StartsWith("//", StringComparison.Ordinal) && !isFirst)
            {
                _writer.Line();
            }

            _writer.Line(line);
            isFirst = false;
        }
    }

    // Where the steps are arrays, a method that reads them starts with pointers to their first elements.
    private bool WriteStepPointers(StepPart part)
    {
        var written = false;
        foreach (var (array, type, owner) in new[] { ("inputs", "InputStep", "x"), ("steps", "ValueStep", "v"), ("heldSteps", "ValueStep", "h") })
        {
            if (part.Lines.Any(line => !line.StartsWith("//", StringComparison.Ordinal) && HasIndexed(line, array)))
            {
                _writer.Line($"var {array} = ({type}<TLane>*)&{owner}->Steps;");
                written = true;
            }
        }

        return written;
    }

    private static bool HasIndexed(string line, string array)
    {
        for (var at = line.IndexOf(array + "[", StringComparison.Ordinal); at >= 0; at = line.IndexOf(array + "[", at + 1, StringComparison.Ordinal))
        {
            if (at == 0 || !(char.IsLetterOrDigit(line[at - 1]) || line[at - 1] == '_'))
            {
                return true;
            }
        }

        return false;
    }

    private string Summary(StepGroup group, StepPart part)
    {
        var (first, last) = (group.Blocks[0].Step, group.Blocks[group.Blocks.Count - 1].Step);
        var what = group.IsAnyStep ? "The last step" : first is null ? _program.Network.HasLoss ? "The output and the loss" : "The output" : group.IsShared ? $"A step from t{first} to t{last}" : $"Step t{first}";
        return what + (part.Number > 0 ? FormattableString.Invariant($", part {part.Number}") : "") + (_isBackward ? ", backward." : ".");
    }

    // The gradient of a parameter is a sum over steps, the last first, and at each step over columns. That of a matrix is one call for all steps that share their
    // code; whatever else is added to a parameter, or is added twice in a step, goes step by step and column by column.
    private void WriteGradients(List<StepGroup> groups)
    {
        var offsets = PackedParameters.Offsets(_program.Network);
        var sums = groups.ToDictionary(group => group, group => UnitLoopMethods.OfGradients(group, Accumulated(group).Where(statement => !IsCall(statement, group)), _names, offsets, NameOf(group) + "Gradients"));
        _writer.Line().Line("/// <summary>The derivatives of the loss with respect to the parameters, after the steps: each a sum over steps, the last first, and columns.</summary>");
        _writer.Line("/// <remarks>A part of each matrix; the first part has all that is no matrix.</remarks>").Line("[MethodImpl(Optimization)]");
        using (_writer.Block("private static void Gradients<TLane>(TLane* parameters, TLane* inputs, TLane* values, TLane* gradients, int columns, int count, int part, int parts)\n    where TLane : unmanaged, ILane<TLane>"))
        {
            _writer.Line("var p = new Parameters<TLane>(parameters);").Line("var x = (Inputs<TLane>*)inputs;").Line("var v = (Values<TLane>*)values;");
            _writer.Line("var g = gradients;").Line("var steps = (ValueStep<TLane>*)&v->Steps;").Line("var inputSteps = (InputStep<TLane>*)&x->Steps;");
            if (_endsEarly)
            {
                _writer.Line().Line("// The first step and the last one are two.").Line("count = count < 2 ? 2 : count;");
            }

            foreach (var group in groups)
            {
                foreach (var statement in Accumulated(group).Where(statement => IsCall(statement, group)))
                {
                    WriteCall(statement, group, offsets);
                }
            }

            if (sums.Values.Any(parts => parts.Count > 0))
            {
                _writer.Line();
                using (_writer.Block("if (part == 0)"))
                {
                    foreach (var group in groups.Where(group => sums[group].Count > 0))
                    {
                        WriteSums(group, sums[group]);
                    }
                }
            }
        }

        foreach (var group in groups)
        {
            foreach (var part in sums[group])
            {
                _writer.Line();
                WriteMethod(group, part, ", TLane* g");
            }
        }
    }

    private static IEnumerable<Statement> Accumulated(StepGroup group) => group.Representative.Statements.Where(statement => statement.Accumulates);

    private bool IsCall(Statement statement, StepGroup group) =>
        statement.Value is Outer && _program.Backward.All(block => block.Statements.Count(other => other.Accumulates && other.Target == statement.Target) <= 1);

    private void WriteCall(Statement statement, StepGroup group, IReadOnlyDictionary<Variable, int> offsets)
    {
        var outer = (Outer)statement.Value;
        var (first, last) = Range(group);
        _writer.Line().Line($"// {statement.Equation(variable => _names.InEquation(variable, group))}{(group.IsShared ? $" for t = {first} .. {last}" : "")}");
        _writer.Line($"{_names.Gradient(LoopPrinter.Variable(outer.Left).Variable)}.Add<TLane>(");
        var count = !group.IsShared ? "1" : group.IsAnyStep ? "1" : _endsEarly ? "count - 2" : FormattableString.Invariant($"{group.Blocks.Count}");
        _writer.Line($"    {Operand(outer.Left)},");
        _writer.Line($"    {Operand(outer.Right)},");
        _writer.Line(FormattableString.Invariant($"    g + {offsets[statement.Target]}, rows: {outer.Shape.Rows}, units: {outer.Shape.Columns}, steps: {count}, columns, part, parts);"));

        string Operand(Expression expression)
        {
            var variable = LoopPrinter.Variable(expression).Variable;
            var isInput = LoopPrinter.IsInput(variable);
            var place = _names.Whole(variable, group);
            var sign = group.Blocks.Count > 1 && group.Blocks[1].Step < group.Blocks[0].Step ? "-" : "";
            var step = variable.Step is null || count == "1" ? "" : $", {sign}sizeof({(isInput ? "InputStep" : "ValueStep")}<TLane>)";
            if (group.IsShared)
            {
                place = place.Replace("[t", "[" + first);
            }

            place = place.StartsWith("inputs[", StringComparison.Ordinal) ? "inputSteps" + place.Substring("inputs".Length) : place;
            return $"new(&{place}, {_names.ColumnSize(isInput)}{step})";
        }
    }

    // The first and the last step of a group, as code.
    private (string First, string Last) Range(StepGroup group)
    {
        var (first, last) = (group.Blocks[0].Step, group.Blocks[group.Blocks.Count - 1].Step);
        return group.IsAnyStep ? ("count - 1", "count - 1")
            : _endsEarly && group.IsShared ? ("count - 2", "1")
            : (FormattableString.Invariant($"{first}"), FormattableString.Invariant($"{last}"));
    }

    private void WriteSums(StepGroup group, IReadOnlyList<StepPart> parts)
    {
        var (first, last) = Range(group);
        if (!group.IsShared || group.IsAnyStep)
        {
            Call(group.IsAnyStep ? $", t: {first}" : "");
            return;
        }

        var isDown = group.Blocks[1].Step < group.Blocks[0].Step;
        using (_writer.Block($"for (var t = {first}; t {(isDown ? ">=" : "<=")} {last}; t{(isDown ? "--" : "++")})"))
        {
            Call(", t");
        }

        void Call(string step)
        {
            foreach (var part in parts)
            {
                _writer.Line($"{part.Name}(p, x, v, g, columns{step});");
            }
        }
    }
}
