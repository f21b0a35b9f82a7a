using RnnGen.Generator.Equations;
using RnnGen.Generator.Programs;

namespace RnnGen.Generator.Emission;

/// <summary>
/// The lines of one method of spelled-out units: under each equation first what it reads more than once, then what it computes. What is computed here and read again is a local, too. So the lines
/// are the equation again, and values stay in registers: after each assignment through a pointer the JIT reads memory anew.
/// </summary>
internal sealed class StepLines(Names names, StepGroup group)
{
    private const int LineWidth = 110;

    /// <summary>
    /// So many numbers an equation reads into locals; of more, none: registers are 32 at most, of some machines 16. Measured at 512 bits, microseconds a training step without locals, with them, and without
    /// this limit: adding-1997 31.6, 25.4 and 24.8; elman of 2 units with 32 inputs and 64 sequences 18.3, 16.0 and 30.3; lstm of 1 unit 41, 37 and 54; the seed 0.48, 0.45 and 0.45.
    /// </summary>
    private const int MostReadAhead = 8;

    private readonly List<Equation> _equations = [];

    /// <summary>Begins the lines of an equation.</summary>
    /// <param name="comment">The equation as a comment.</param>
    public void Begin(string comment) => _equations.Add(new Equation(comment, [], null));

    /// <summary>Adds a function of the runtime over all units of a variable, which is all that its equation is.</summary>
    public void Call(string kernel, Variable argument, Variable target)
    {
        var (from, to) = (names.Element(argument, 0, 0, group), names.Element(target, 0, 0, group));
        _equations[_equations.Count - 1] = _equations[_equations.Count - 1] with { Call = FormattableString.Invariant($"Elementary.{kernel}(&{from}, &{to}, {target.Shape.Length});") };
    }

    /// <summary>Adds the assignment of one element.</summary>
    public void Assign(LaneRead target, LaneExpression value) => _equations[_equations.Count - 1].Assignments.Add((target, value));

    /// <summary>The lines as they are written.</summary>
    public IReadOnlyList<string> ToText()
    {
        var reads = _equations
            .SelectMany(equation => equation.Assignments)
            .SelectMany(assignment => assignment.Value.Reads())
            .Where(read => read.Variable.Kind is not (VariableKind.Parameter or VariableKind.ParameterGradient))
            .GroupBy(read => read)
            .ToDictionary(same => same.Key, same => same.Count());
        var locals = new HashSet<LaneRead>();
        var printer = new LanePrinter(read => locals.Contains(read) ? Names.Local(read, group) : names.Element(read, group));
        var lines = new List<string>();
        foreach (var equation in _equations)
        {
            lines.Add(equation.Comment);
            lines.AddRange(equation.Call is { } call ? [call] : []);
            var repeated = equation.Assignments.SelectMany(assignment => assignment.Value.Reads()).Where(read => reads.TryGetValue(read, out var count) && count > 1 && !locals.Contains(read)).Distinct().ToList();
            if (repeated.Count > MostReadAhead)
            {
                repeated.Clear();
            }

            locals.UnionWith(repeated);
            lines.AddRange(repeated.GroupBy(read => (read.Variable, read.IsHeld)).SelectMany(Declarations));
            foreach (var (target, value) in equation.Assignments)
            {
                var element = names.Element(target, group);
                lines.Add(printer.Assignment(reads.ContainsKey(target) && locals.Add(target) ? $"var {Names.Local(target, group)} = {element}" : element, value));
            }
        }

        return lines;
    }

    // TLane s_t1_0 = v->s_t1_0, s_t1_1 = v->s_t1_1; in lines that are not too long.
    private IEnumerable<string> Declarations(IEnumerable<LaneRead> elements)
    {
        var line = "";
        foreach (var read in elements)
        {
            var declaration = $"{Names.Local(read, group)} = {names.Element(read, group)}";
            if (line.Length > 0 && line.Length + declaration.Length + 3 > LineWidth)
            {
                yield return line + ";";
                line = "";
            }

            line += line.Length == 0 ? "TLane " + declaration : ", " + declaration;
        }

        yield return line + ";";
    }

    /// <summary>An equation and what computes it: a call, or assignments.</summary>
    private sealed record Equation(string Comment, List<(LaneRead Target, LaneExpression Value)> Assignments, string? Call);
}
