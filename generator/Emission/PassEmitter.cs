using RnnGen.Generator.Infrastructure;
using RnnGen.Generator.Programs;

namespace RnnGen.Generator.Emission;

/// <summary>Writes the forward or the backward pass: the list of steps in their order, then what each computes.</summary>
internal sealed class PassEmitter
{
    private readonly string _pass;
    private readonly bool _endsEarly;
    private readonly UnrolledProgram _program;
    private readonly Plan _plan;
    private readonly Names _names;
    private readonly SourceWriter _writer;
    private readonly StepWriter _steps;

    private PassEmitter(string pass, UnrolledProgram program, Plan plan, Storage storage, SourceWriter writer)
    {
        _pass = pass;
        _endsEarly = plan.Layout == StepLayout.Looped && program.EndsEarly;
        _program = program;
        _plan = plan;
        _names = new Names(plan, storage);
        _writer = writer;
        _steps = new StepWriter(pass, program, plan, _names, writer);
    }

    public static GeneratedFile Forward(UnrolledProgram program, Plan plan, Storage storage, GeneratedClass generated) =>
        Emit("Forward", program, program.Forward, plan, storage, generated);

    /// <summary>Writes one step that only predicts.</summary>
    /// <param name="program">Its code; that of the first step comes first.</param>
    /// <param name="firstCount">How many blocks are those of the first step.</param>
    /// <param name="plan">How it is written.</param>
    /// <param name="storage">Where its values lie.</param>
    /// <param name="writer">Receives the code.</param>
    public static void WriteStep(UnrolledProgram program, int firstCount, Plan plan, Storage storage, SourceWriter writer)
    {
        var passes = program.Forward
            .Select((group, i) => (Group: group, Pass: i < firstCount ? "First" : group.First is null ? "Answer" : "Forward"))
            .GroupBy(block => block.Pass, block => block.Group);
        foreach (var pass in passes)
        {
            writer.Line();
            new PassEmitter(pass.Key, program, plan, storage, writer).Write(pass);
        }
    }

    public static GeneratedFile Backward(UnrolledProgram program, Plan plan, Storage storage, GeneratedClass generated) =>
        Emit("Backward", program, program.Backward, plan, storage, generated);

    private static GeneratedFile Emit(
        string pass,
        UnrolledProgram program,
        EquatableArray<StepGroup> groups,
        Plan plan,
        Storage storage,
        GeneratedClass generated) =>
        generated.File(pass, ["System.Runtime.CompilerServices", "RnnGen.Numerics"], writer =>
        {
            using (writer.Block("public sealed unsafe " + generated.Header))
            {
                new PassEmitter(pass, program, plan, storage, writer).Write(groups);
            }
        });

    private void Write(IEnumerable<StepGroup> pass)
    {
        var groups = _plan.HasStepNames ? pass.SelectMany(group => group.Blocks).Select(block => new StepGroup(block)).ToList() : [.. pass];
        if (_endsEarly && _steps.IsBackward)
        {
            groups[0] = groups[0] with { IsAnyStep = true };
        }

        var methods = groups.ConvertAll(group => new GroupMethods(group, PartsOf(group)));
        var calls = HasWindows
            ? new WindowCalls(methods, _plan, _steps, _writer, _program.Network.SequenceLength)
            : new StepCalls(methods, _endsEarly, _plan, _steps, _writer);
        WritePass(calls);
        calls.WriteCommonLists();
        foreach (var method in methods)
        {
            calls.WriteLists(method);
            foreach (var part in method.Parts)
            {
                _writer.Line();
                _steps.WriteMethod(method.Group, part, _steps.FurtherParameter);
            }
        }

        if (_plan.HasUnitLoops && _steps.IsBackward)
        {
            new GradientsEmitter(_program, _plan, _endsEarly, _names, _steps, _writer).Write(groups);
        }
    }

    private bool HasWindows => _steps.IsBackward && _plan.Window > 0;

    private IReadOnlyList<StepPart> PartsOf(StepGroup group) =>
        _plan.HasUnitLoops ? UnitLoopMethods.Of(group, _names, _steps.NameOf(group)) : new StepMethods(group, _names, _steps.NameOf(group)).Parts;

    private void WritePass(StepCalls calls)
    {
        _writer.Line($"/// <summary>{Summary()}</summary>").Line($"/// <remarks>{Remarks()}</remarks>");
        var last = _steps.IsBackward ? "gradients" : "held";
        var header = $"private static void {_pass}<TLane>(TLane* parameters, TLane* inputs, TLane* values, TLane* {last}, "
            + "int columns, int steps)\n    where TLane : unmanaged, ILane<TLane>";
        using (_writer.Block(header))
        {
            _writer.Line(_plan.HasUnitLoops ? "var p = new Parameters<TLane>(parameters);" : "var p = (Parameters<TLane>*)parameters;");
            _writer.Line("var x = (Inputs<TLane>*)inputs;").Line("var v = (Values<TLane>*)values;");
            if (_steps.HasGradients)
            {
                _writer.Line("var g = (Gradients<TLane>*)gradients;");
            }
            else if (_steps.HoldsValues)
            {
                _writer.Line("var h = (Values<TLane>*)held;");
            }

            _writer.Line();
            if (_endsEarly)
            {
                _writer.Line("// The first step and the last one are two.").Line("steps = steps < 2 ? 2 : steps;");
            }

            calls.Write();
        }
    }

    private string Summary() => _pass switch
    {
        "Backward" when HasWindows =>
            "The derivatives of the loss with respect to the parameters: back through time, from the output to t0, "
            + FormattableString.Invariant($"{_plan.Window} steps at a time."),
        "Backward" => "The derivatives of the loss with respect to the parameters: back through time, from the output to t0.",
        _ when _program.Network.HasLoss => "The predictions and the losses: from t0 to the output.",
        "First" => "The states after the first step, where those that start from zero drop out.",
        "Forward" => "The states after the step.",
        _ => "The answer after the step.",
    };

    private string Remarks() =>
        "A column is as many sequences as TLane has lanes. p: parameters, "
        + (_names.IndexesColumns ? "x[c]: the inputs of column c, v[c]: its values" : "x: a column's inputs, v: its values")
        + (_steps.HasGradients ? ", g: gradients, summed over columns" : _steps.HoldsValues ? ", h: the values that stop_gradient reads" : "")
        + (HasWindows ? ", steps: the one behind the first that is computed" : "")
        + (_steps.IsBackward && _program.Flushes ? ". flush(a) is zero where |a| is below 2^-960, in float32 2^-100" : "")
        + ".";
}
