using RnnGen.Generator.Infrastructure;
using RnnGen.Generator.Programs;

namespace RnnGen.Generator.Emission;

/// <summary>Writes the forward or the backward pass: the list of steps in their order, then what each computes.</summary>
internal sealed class PassEmitter
{
    // The JIT compiles a method of more than 60,000 bytes of IL without optimization; a call is 14.
    private const int LongestList = 1_100;

    private readonly string _pass;
    private readonly bool _endsEarly;
    private readonly UnrolledProgram _program;
    private readonly Plan _plan;
    private readonly Names _names;
    private readonly SourceWriter _writer;
    private readonly StepWriter _steps;
    private bool _listsAreMethods;

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

    public static GeneratedFile Forward(UnrolledProgram program, Plan plan, Storage storage, GeneratedClass generated) => Emit("Forward", program, program.Forward, plan, storage, generated);

    /// <summary>Writes one step that only predicts.</summary>
    /// <param name="program">Its code; that of the first step comes first.</param>
    /// <param name="firstCount">How many blocks are those of the first step.</param>
    /// <param name="plan">How it is written.</param>
    /// <param name="storage">Where its values lie.</param>
    /// <param name="writer">Receives the code.</param>
    public static void WriteStep(UnrolledProgram program, int firstCount, Plan plan, Storage storage, SourceWriter writer)
    {
        foreach (var pass in program.Forward.Select((group, i) => (Group: group, Pass: i < firstCount ? "First" : group.First is null ? "Answer" : "Forward")).GroupBy(block => block.Pass, block => block.Group))
        {
            writer.Line();
            new PassEmitter(pass.Key, program, plan, storage, writer).Write(pass);
        }
    }

    public static GeneratedFile Backward(UnrolledProgram program, Plan plan, Storage storage, GeneratedClass generated) => Emit("Backward", program, program.Backward, plan, storage, generated);

    private static GeneratedFile Emit(string pass, UnrolledProgram program, EquatableArray<StepGroup> groups, Plan plan, Storage storage, GeneratedClass generated) =>
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

        _listsAreMethods = groups.Where(IsListed).Sum(group => group.Count) > LongestList;
        var methods = groups.ConvertAll(group => (Group: group, Parts: _plan.HasUnitLoops ? UnitLoopMethods.Of(group, _names, _steps.NameOf(group)) : new StepMethods(group, _names, _steps.NameOf(group)).Parts));
        WriteSteps(methods);
        if (HasWindows && _listsAreMethods)
        {
            foreach (var window in Windows(methods))
            {
                WriteListOfWindow(window);
            }
        }

        foreach (var (group, parts) in methods)
        {
            WriteMethods(group, parts);
        }

        if (_plan.HasUnitLoops && _steps.IsBackward)
        {
            new GradientsEmitter(_program, _plan, _endsEarly, _names, _steps, _writer).Write(groups);
        }
    }

    private void WriteMethods(StepGroup group, IReadOnlyList<StepPart> parts)
    {
        if (_listsAreMethods && !HasWindows && IsListed(group))
        {
            _writer.Line().Line($"/// <summary>{_steps.SummaryOfAll(group)}</summary>");
            using (_steps.WriteHeader(ListOf(group), FurtherParameter, isShared: false))
            {
                WriteList(group, Called(group, parts));
            }
        }

        if (HasStepMethod(group, parts))
        {
            _writer.Line().Line($"/// <summary>{_steps.Summary(group, part: 0)}</summary>").Line("[MethodImpl(Optimization)]");
            using (_steps.WriteHeader(_steps.NameOf(group), FurtherParameter, isShared: true))
            {
                WriteCalls(parts.Select(part => part.Name), ", t");
            }
        }

        foreach (var part in parts)
        {
            _writer.Line();
            _steps.WriteMethod(group, part, FurtherParameter);
        }
    }

    // Where units are loops, what belongs to parameters comes after the steps.
    private bool HasGradients => _steps.IsBackward && !_plan.HasUnitLoops;

    private bool HasWindows => _steps.IsBackward && _plan.Window > 0;

    private string FurtherParameter => HasGradients ? ", Gradients<TLane>* g" : _steps.HoldsValues ? ", Values<TLane>* h" : "";

    private string FurtherArgument => HasGradients ? ", g" : _steps.HoldsValues ? ", h" : "";

    private void WriteSteps(List<(StepGroup Group, IReadOnlyList<StepPart> Parts)> methods)
    {
        _writer.Line(_steps.IsBackward
            ? "/// <summary>The derivatives of the loss with respect to the parameters: back through time, from the output to t0" + (HasWindows ? FormattableString.Invariant($", {_plan.Window} steps at a time") : "") + ".</summary>"
            : _program.Network.HasLoss ? "/// <summary>The predictions and the losses: from t0 to the output.</summary>"
            : _pass == "First" ? "/// <summary>The states after the first step, where those that start from zero drop out.</summary>"
            : _pass == "Forward" ? "/// <summary>The states after the step.</summary>"
            : "/// <summary>The answer after the step.</summary>");
        _writer.Line("/// <remarks>A column is as many sequences as TLane has lanes. p: parameters, " + (_names.IndexesColumns ? "x[c]: the inputs of column c, v[c]" : "x: a column's inputs, v") + ": its values" + (HasGradients ? ", g: gradients, summed over columns" : _steps.HoldsValues ? ", h: the values that stop_gradient reads" : "")
            + (HasWindows ? ", steps: the one behind the first that is computed" : "") + (_steps.IsBackward && _program.Flushes ? ". flush(a) is zero where |a| is below 2^-960, in float32 2^-100" : "") + ".</remarks>");
        using (_writer.Block($"private static void {_pass}<TLane>(TLane* parameters, TLane* inputs, TLane* values, TLane* {(_steps.IsBackward ? "gradients" : "held")}, int columns, int steps)\n    where TLane : unmanaged, ILane<TLane>"))
        {
            _writer.Line(_plan.HasUnitLoops ? "var p = new Parameters<TLane>(parameters);" : "var p = (Parameters<TLane>*)parameters;").Line("var x = (Inputs<TLane>*)inputs;").Line("var v = (Values<TLane>*)values;");
            if (HasGradients)
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

            if (HasWindows)
            {
                WriteWindow(methods);
                return;
            }

            foreach (var (group, parts) in methods)
            {
                WriteStep(group, parts);
            }
        }
    }

    // The step behind the window that a step is in.
    private int EndOfWindow(int? step) => StepWindow.EndOf(step, _plan.Window, _program.Network.SequenceLength);

    // The steps of the window that ends before the argument.
    private void WriteWindow(List<(StepGroup Group, IReadOnlyList<StepPart> Parts)> methods)
    {
        if (_plan.Layout == StepLayout.Looped)
        {
            WriteWindowAsLoop(methods);
            return;
        }

        using (_writer.Block("switch (steps)"))
        {
            foreach (var window in Windows(methods))
            {
                using (_writer.Case(window.Key))
                {
                    if (_listsAreMethods)
                    {
                        WriteCalls([ListOf(window.Key)], "");
                    }
                    else
                    {
                        WriteList(window);
                    }
                }
            }
        }
    }

    // Before and after the steps that are alike, those that stand alone, each if it is in the window.
    private void WriteWindowAsLoop(List<(StepGroup Group, IReadOnlyList<StepPart> Parts)> methods) =>
        _writer.Separated(methods.GroupBy(method => method.Group.IsShared ? 0 : EndOfWindow(method.Group.First)), window =>
        {
            var group = window.First().Group;
            using (_writer.Block(group.IsShared
                ? FormattableString.Invariant($"for (var t = int.Min(steps - 1, {group.First}); t >= int.Max((steps - 1) & -{_plan.Window}, {group.Last}); t--)")
                : FormattableString.Invariant($"if (steps == {window.Key})")))
            {
                WriteCalls(window.SelectMany(method => method.Parts).Select(part => part.Name), group.IsShared ? ", t" : "");
            }
        });

    private void WriteListOfWindow(IGrouping<int, (int? Step, StepGroup Group, IEnumerable<string> Called)> window)
    {
        _writer.Line().Line(FormattableString.Invariant($"/// <summary>{(window.First().Step is null ? "The output, and the" : "The")} steps from t{window.Key - 1} to t{window.Last().Step}, backward.</summary>"));
        using (_steps.WriteHeader(ListOf(window.Key), FurtherParameter, isShared: false))
        {
            WriteList(window);
        }
    }

    private void WriteList(IEnumerable<(int? Step, StepGroup Group, IEnumerable<string> Called)> window)
    {
        foreach (var (step, group, called) in window)
        {
            WriteCalls(called, group.IsShared ? FormattableString.Invariant($", t: {step}") : "");
        }
    }

    private IEnumerable<IGrouping<int, (int? Step, StepGroup Group, IEnumerable<string> Called)>> Windows(List<(StepGroup Group, IReadOnlyList<StepPart> Parts)> methods) =>
        methods.SelectMany(method => method.Group.Steps.Select(step => (Step: step, method.Group, Called: Called(method.Group, method.Parts)))).GroupBy(call => EndOfWindow(call.Step));

    private string ListOf(int endOfWindow) => FormattableString.Invariant($"{_pass}Below{endOfWindow}");

    // Where time is a list of explicit calls.
    private bool IsListed(StepGroup group) => group.IsShared && !group.IsAnyStep && _plan.Layout == StepLayout.Shared;

    // A step that is listed is one line of the list, also where it has several parts.
    private bool HasStepMethod(StepGroup group, IReadOnlyList<StepPart> parts) => parts.Count > 1 && IsListed(group);

    private IEnumerable<string> Called(StepGroup group, IReadOnlyList<StepPart> parts) => HasStepMethod(group, parts) ? [_steps.NameOf(group)] : parts.Select(part => part.Name);

    private void WriteStep(StepGroup group, IReadOnlyList<StepPart> parts)
    {
        var methods = Called(group, parts);
        if (!group.IsShared)
        {
            WriteCalls(methods, "");
        }
        else if (group.IsAnyStep)
        {
            WriteCalls(methods, ", t: steps - 1");
        }
        else if (_endsEarly)
        {
            using (_writer.Block(_steps.IsBackward ? "for (var t = steps - 2; t >= 1; t--)" : "for (var t = 1; t < steps; t++)"))
            {
                WriteCalls(methods, ", t");
            }
        }
        else if (_plan.Layout == StepLayout.Looped)
        {
            using (_writer.Block(group.IsDescending ? $"for (var t = {group.First}; t >= {group.Last}; t--)" : $"for (var t = {group.First}; t <= {group.Last}; t++)"))
            {
                WriteCalls(methods, ", t");
            }
        }
        else if (_listsAreMethods)
        {
            WriteCalls([ListOf(group)], "");
        }
        else
        {
            WriteList(group, methods);
        }
    }

    private void WriteList(StepGroup group, IEnumerable<string> methods)
    {
        foreach (var step in group.Steps)
        {
            WriteCalls(methods, FormattableString.Invariant($", t: {step}"));
        }
    }

    private string ListOf(StepGroup group) => _steps.NameOf(group) + "Steps";

    private void WriteCalls(IEnumerable<string> methods, string step)
    {
        foreach (var method in methods)
        {
            _writer.Line($"{method}(p, x, v{FurtherArgument}, columns{step});");
        }
    }
}
