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
    private readonly Plan _plan;
    private readonly Names _names;
    private readonly SourceWriter _writer;

    private PassEmitter(string pass, UnrolledProgram program, Plan plan, SourceWriter writer)
    {
        _pass = pass;
        _isBackward = pass == "Backward";
        _endsEarly = plan.Layout == StepLayout.Looped && program.EndsEarly;
        _holdsValues = !_isBackward && program.HoldsValues;
        _plan = plan;
        _names = new Names(plan);
        _writer = writer;
    }

    public static GeneratedFile Forward(UnrolledProgram program, Plan plan, GeneratedClass generated) => Emit("Forward", program, program.Forward, plan, generated);

    public static GeneratedFile Backward(UnrolledProgram program, Plan plan, GeneratedClass generated) => Emit("Backward", program, program.Backward, plan, generated);

    private static GeneratedFile Emit(string pass, UnrolledProgram program, EquatableArray<Block> blocks, Plan plan, GeneratedClass generated) =>
        generated.File(pass, ["System.Runtime.CompilerServices", "RnnGen.Numerics"], writer =>
        {
            using (writer.Block("public sealed unsafe " + generated.Header))
            {
                new PassEmitter(pass, program, plan, writer).Write(blocks);
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

        var methods = groups.ToDictionary(group => group, group => new StepMethods(group, _names, NameOf(group)));
        WriteSteps(groups, methods);
        foreach (var group in groups)
        {
            foreach (var part in methods[group].Parts)
            {
                _writer.Line();
                WriteMethod(group, part);
            }
        }
    }

    private string NameOf(StepGroup group)
    {
        var (first, last) = (group.Blocks[0].Step, group.Blocks[group.Blocks.Count - 1].Step);
        return _pass + group.Representative.Pass + (group.IsAnyStep ? "LastStep" : first is null ? "Output" : group.IsShared ? FormattableString.Invariant($"T{first}ToT{last}") : FormattableString.Invariant($"T{first}"));
    }

    private string FurtherParameter => _isBackward ? ", Gradients<TLane>* g" : _holdsValues ? ", Values<TLane>* h" : "";

    private string FurtherArgument => _isBackward ? ", g" : _holdsValues ? ", h" : "";

    private void WriteSteps(List<StepGroup> groups, Dictionary<StepGroup, StepMethods> methods)
    {
        _writer.Line(_isBackward
            ? "/// <summary>The derivatives of the loss with respect to the parameters: back through time, from the output to t0.</summary>"
            : "/// <summary>The predictions and the losses: from t0 to the output.</summary>");
        _writer.Line("/// <remarks>A column is as many sequences as TLane has lanes. p: parameters, x: a column's inputs, v: its values" + (_isBackward ? ", g: gradients, summed over columns" : _holdsValues ? ", h: the values that stop_gradient reads" : "") + ".</remarks>");
        using (_writer.Block($"private static void {_pass}<TLane>(TLane* parameters, TLane* inputs, TLane* values, TLane* {(_isBackward ? "gradients" : "held")}, int columns, int steps)\n    where TLane : unmanaged, ILane<TLane>"))
        {
            _writer.Line("var p = (Parameters<TLane>*)parameters;").Line("var x = (Inputs<TLane>*)inputs;").Line("var v = (Values<TLane>*)values;");
            if (_isBackward)
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

    private void WriteCalls(StepGroup group, StepMethods methods)
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
            foreach (var part in methods.Parts)
            {
                _writer.Line($"{part.Name}(p, x, v{FurtherArgument}, columns{step});");
            }
        }
    }

    private void WriteMethod(StepGroup group, StepPart part)
    {
        _writer.Line($"/// <summary>{Summary(group, part)}</summary>").Line("[MethodImpl(Optimization)]");
        var step = group.IsShared ? ", int t" : "";
        using (_writer.Block($"private static void {part.Name}<TLane>(Parameters<TLane>* p, Inputs<TLane>* x, Values<TLane>* v{FurtherParameter}, int columns{step})\n    where TLane : unmanaged, ILane<TLane>"))
        using (_writer.Block($"for (; columns > 0; columns--, x++, v++{(_holdsValues ? ", h++" : "")})"))
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
        var at = line.IndexOf(array + "[", StringComparison.Ordinal);
        return at == 0 || (at > 0 && !char.IsLetterOrDigit(line[at - 1]));
    }

    private string Summary(StepGroup group, StepPart part)
    {
        var (first, last) = (group.Blocks[0].Step, group.Blocks[group.Blocks.Count - 1].Step);
        var what = group.IsAnyStep ? "The last step" : first is null ? "The output and the loss" : group.IsShared ? $"A step from t{first} to t{last}" : $"Step t{first}";
        return what + (part.Number > 0 ? FormattableString.Invariant($", part {part.Number}") : "") + (_isBackward ? ", backward." : ".");
    }
}
