using RnnGen.Generator.Programs;

namespace RnnGen.Generator.Emission;

/// <summary>Writes the methods of steps.</summary>
internal sealed class StepWriter
{
    private readonly string _pass;
    private readonly UnrolledProgram _program;
    private readonly Plan _plan;
    private readonly Names _names;
    private readonly SourceWriter _writer;

    /// <summary>Writes methods of a pass.</summary>
    /// <param name="pass">Its name, with which their names begin.</param>
    /// <param name="program">The program.</param>
    /// <param name="plan">How it is written.</param>
    /// <param name="names">What its values are called.</param>
    /// <param name="writer">Receives the code.</param>
    public StepWriter(string pass, UnrolledProgram program, Plan plan, Names names, SourceWriter writer)
    {
        _pass = pass;
        IsBackward = pass == "Backward";
        HoldsValues = !IsBackward && program.HoldsValues;
        _program = program;
        _plan = plan;
        _names = names;
        _writer = writer;
    }

    /// <summary>Whether the steps go back through time.</summary>
    public bool IsBackward { get; }

    /// <summary>Whether the steps read values that finite differences hold constant.</summary>
    public bool HoldsValues { get; }

    /// <summary>Whether the steps add up the gradients of the parameters: where units are loops, that comes after them.</summary>
    public bool HasGradients => IsBackward && !_plan.HasUnitLoops;

    /// <summary>What the methods of the steps take beside parameters, inputs and values.</summary>
    public string FurtherParameter => HasGradients ? ", Gradients<TLane>* g" : HoldsValues ? ", Values<TLane>* h" : "";

    private string FurtherArgument => HasGradients ? ", g" : HoldsValues ? ", h" : "";

    private string ParametersType => _plan.HasUnitLoops ? "Parameters<TLane>" : "Parameters<TLane>*";

    private string EachColumn => _names.IndexesColumns
        ? "for (var c = 0; c < columns; c++)"
        : $"for (; columns > 0; columns--, x++, {_names.ToNextValues("v")}{(HoldsValues ? ", " + _names.ToNextValues("h") : "")})";

    /// <summary>The name of a step's method, or that with which the names of its parts begin.</summary>
    public string NameOf(StepGroup group)
    {
        var steps = group switch
        {
            { IsAnyStep: true } => "LastStep",
            { First: null } => "Output",
            { IsShared: true } => FormattableString.Invariant($"T{group.First}ToT{group.Last}"),
            _ => FormattableString.Invariant($"T{group.First}"),
        };
        return _pass + group.Representative.Pass + steps;
    }

    /// <summary>Writes the method of a part.</summary>
    public void WriteMethod(StepGroup group, StepPart part, string furtherParameter)
    {
        _writer.Line($"/// <summary>{Summary(group, part.Number)}</summary>").Line("[MethodImpl(Optimization)]");
        using (WriteHeader(part.Name, furtherParameter, group.IsShared))
        {
            _writer.Separated(part.Sections, section =>
            {
                if (section.IsForAllColumns)
                {
                    WriteLines(section);
                    return;
                }

                using (_writer.Block(EachColumn))
                {
                    WriteLines(section);
                }
            });
        }
    }

    /// <summary>Opens a method of a step, or of all steps where it is not shared.</summary>
    public SourceWriter.Scope WriteHeader(string name, string furtherParameter, bool isShared) =>
        _writer.Block(
            $"private static void {name}<TLane>({ParametersType} p, Inputs<TLane>* x, Values<TLane>* v{furtherParameter}, "
            + $"int columns{(isShared ? ", int t" : "")})\n    where TLane : unmanaged, ILane<TLane>");

    /// <summary>Writes calls of methods of steps, one a line.</summary>
    /// <param name="methods">Their names.</param>
    /// <param name="step">The argument that says which step, with the comma before it; nothing for methods of a single step.</param>
    public void WriteCalls(IEnumerable<string> methods, string step = "")
    {
        foreach (var method in methods)
        {
            _writer.Line($"{method}(p, x, v{FurtherArgument}, columns{step});");
        }
    }

    private void WriteLines(StepSection section)
    {
        var isFirst = _plan.HasStepNames || !WriteStepPointers(section);
        foreach (var line in section.Lines)
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
    private bool WriteStepPointers(StepSection section)
    {
        var written = false;
        foreach (var (array, type, owner) in new[] { ("inputs", "InputStep", "x"), ("steps", "ValueStep", "v"), ("heldSteps", "ValueStep", "h") })
        {
            if (section.Lines.Any(line => !line.StartsWith("//", StringComparison.Ordinal) && HasIndexed(line, array)))
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

    /// <summary>What a step computes, or a part of it.</summary>
    public string Summary(StepGroup group, int part)
    {
        var what = group switch
        {
            { IsAnyStep: true } => "The last step",
            { First: null } => _program.Network.HasLoss ? "The output and the loss" : "The output",
            { IsShared: true } => "A step " + RangeOf(group),
            _ => $"Step t{group.First}",
        };
        return what + (part > 0 ? FormattableString.Invariant($", part {part}") : "") + (IsBackward ? ", backward." : ".");
    }

    /// <summary>What the list of all steps of a group computes.</summary>
    public string SummaryOfAll(StepGroup group) => $"The steps {RangeOf(group)}{(IsBackward ? ", backward." : ".")}";

    private static string RangeOf(StepGroup group) => FormattableString.Invariant($"from t{group.First} to t{group.Last}");
}
