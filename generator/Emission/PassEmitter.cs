using RnnGen.Generator.Infrastructure;
using RnnGen.Generator.Programs;

namespace RnnGen.Generator.Emission;

/// <summary>Writes the forward or the backward pass: the list of steps in their order, then what each computes.</summary>
internal sealed class PassEmitter
{
    private readonly string _pass;
    private readonly bool _isBackward;
    private readonly Plan _plan;
    private readonly Names _names;
    private readonly SourceWriter _writer;

    private PassEmitter(string pass, Plan plan, SourceWriter writer)
    {
        _pass = pass;
        _isBackward = pass == "Backward";
        _plan = plan;
        _names = new Names(plan);
        _writer = writer;
    }

    public static GeneratedFile Forward(UnrolledProgram program, Plan plan, GeneratedClass generated) => Emit("Forward", program.Forward, plan, generated);

    public static GeneratedFile Backward(UnrolledProgram program, Plan plan, GeneratedClass generated) => Emit("Backward", program.Backward, plan, generated);

    private static GeneratedFile Emit(string pass, EquatableArray<Block> blocks, Plan plan, GeneratedClass generated) =>
        generated.File(pass, ["System.Runtime.CompilerServices", "RnnGen.Numerics"], writer =>
        {
            using (writer.Block("public sealed unsafe " + generated.Header))
            {
                new PassEmitter(pass, plan, writer).Write(blocks);
            }
        });

    private void Write(EquatableArray<Block> blocks)
    {
        var groups = _plan.HasStepNames
            ? blocks.Select(block => new StepGroup(new[] { block }.ToEquatableArray())).ToList()
            : StepGroup.Of(blocks);
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
        return _pass + (first is null ? "Output" : group.IsShared ? FormattableString.Invariant($"T{first}ToT{last}") : FormattableString.Invariant($"T{first}"));
    }

    private string GradientsParameter => _isBackward ? ", Gradients<TLane>* g" : "";

    private string GradientsArgument => _isBackward ? ", g" : "";

    private void WriteSteps(List<StepGroup> groups, Dictionary<StepGroup, StepMethods> methods)
    {
        _writer.Line(_isBackward
            ? "/// <summary>The derivatives of the loss with respect to the parameters: back through time, from the output to t0.</summary>"
            : "/// <summary>The predictions and the losses: from t0 to the output.</summary>");
        _writer.Line("/// <remarks>A column is as many sequences as TLane has lanes. p: parameters, x: a column's inputs, v: its values" + (_isBackward ? ", g: gradients, summed over columns." : ".") + "</remarks>");
        using (_writer.Block($"private static void {_pass}<TLane>(TLane* parameters, TLane* inputs, TLane* values, TLane* {(_isBackward ? "gradients" : "held")}, int columns, int steps)\n    where TLane : unmanaged, ILane<TLane>"))
        {
            _writer.Line("var p = (Parameters<TLane>*)parameters;").Line("var x = (Inputs<TLane>*)inputs;").Line("var v = (Values<TLane>*)values;");
            if (_isBackward)
            {
                _writer.Line("var g = (Gradients<TLane>*)gradients;");
            }

            _writer.Line();
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
                _writer.Line($"{part.Name}(p, x, v{GradientsArgument}, columns{step});");
            }
        }
    }

    private void WriteMethod(StepGroup group, StepPart part)
    {
        _writer.Line($"/// <summary>{Summary(group, part)}</summary>").Line("[MethodImpl(Optimization)]");
        var step = group.IsShared ? ", int t" : "";
        using (_writer.Block($"private static void {part.Name}<TLane>(Parameters<TLane>* p, Inputs<TLane>* x, Values<TLane>* v{GradientsParameter}, int columns{step})\n    where TLane : unmanaged, ILane<TLane>"))
        using (_writer.Block("for (; columns > 0; columns--, x++, v++)"))
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
        foreach (var (array, type, owner) in new[] { ("inputs", "InputStep", "x"), ("steps", "ValueStep", "v") })
        {
            if (part.Lines.Any(line => !line.StartsWith("//", StringComparison.Ordinal) && line.Contains(array + "[")))
            {
                _writer.Line($"var {array} = ({type}<TLane>*)&{owner}->Steps;");
                written = true;
            }
        }

        return written;
    }

    private string Summary(StepGroup group, StepPart part)
    {
        var (first, last) = (group.Blocks[0].Step, group.Blocks[group.Blocks.Count - 1].Step);
        var what = first is null ? "The output and the loss" : group.IsShared ? $"A step from t{first} to t{last}" : $"Step t{first}";
        return what + (part.Number > 0 ? FormattableString.Invariant($", part {part.Number}") : "") + (_isBackward ? ", backward." : ".");
    }
}
