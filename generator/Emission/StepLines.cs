using RnnGen.Generator.Equations;
using RnnGen.Generator.Programs;

namespace RnnGen.Generator.Emission;

/// <summary>
/// The lines of one method of spelled-out units. What a section of it computes and then reads is a local, and so is what it reads more
/// than once, under the first equation that reads it. So the lines are the equation again, and values stay in registers: after each
/// assignment through a pointer the JIT reads memory anew.
/// </summary>
internal sealed class StepLines(Names names, StepGroup group)
{
    private const int LineWidth = 110;

    /// <summary>
    /// So many numbers an equation reads into locals; of more, none, since they would be there for long before they are used, and registers are 32 or
    /// 16. Measured at 512 bits, microseconds a training step without locals, with them, and without this limit: adding-1997 31.6, 25.4 and 24.8;
    /// elman of 2 units with 32 inputs and 64 sequences 18.3, 16.0 and 30.3; lstm of 1 unit 41, 37 and 54; the seed 0.48, 0.45 and 0.45.
    /// </summary>
    private const int MostReadAhead = 8;

    private readonly List<Paragraph> _paragraphs = [];

    /// <summary>Begins the assignments of an equation.</summary>
    /// <param name="comment">The equation as a comment.</param>
    public void Begin(string comment) => _paragraphs.Add(new Paragraph(comment, null, []));

    /// <summary>Adds the assignment of one element.</summary>
    public void Assign(LaneRead target, LaneExpression value) => _paragraphs[_paragraphs.Count - 1].Assignments.Add((target, value));

    /// <summary>Adds an equation that is a function of the runtime over all units of a variable.</summary>
    public void Call(string comment, string kernel, Variable argument, Variable target, bool isForAllColumns)
    {
        var (from, to) = isForAllColumns
            ? (names.InFirstColumn(argument), names.InFirstColumn(target))
            : (names.Element(argument, 0, 0, group), names.Element(target, 0, 0, group));
        var columns = isForAllColumns ? $", columns, {names.ColumnSize(ofInputs: false)}" : "";
        var call = FormattableString.Invariant($"Elementary.{kernel}(&{from}, &{to}, {target.Shape.Length}{columns});");
        _paragraphs.Add(new Paragraph(comment, call, [], isForAllColumns));
    }

    /// <summary>The lines as they are written.</summary>
    public List<StepSection> ToSections()
    {
        var sections = new List<StepSection>();
        for (var first = 0; first < _paragraphs.Count;)
        {
            var isForAllColumns = _paragraphs[first].IsForAllColumns;
            var section = _paragraphs.Skip(first).TakeWhile(paragraph => paragraph.IsForAllColumns == isForAllColumns).ToArray();
            sections.Add(new StepSection(ToText(section), isForAllColumns));
            first += section.Length;
        }

        return sections;
    }

    private List<string> ToText(IReadOnlyList<Paragraph> paragraphs)
    {
        var readsToCome = paragraphs.SelectMany(paragraph => paragraph.Reads).GroupBy(read => read).ToDictionary(same => same.Key, same => same.Count());
        var locals = new HashSet<LaneRead>();
        var printer = new LanePrinter(read => locals.Contains(read) ? Names.Local(read, group) : names.Element(read, group));
        var lines = new List<string>();
        foreach (var paragraph in paragraphs)
        {
            lines.Add(paragraph.Comment);
            lines.AddRange(paragraph.Call is { } call ? [call] : []);
            var repeated = paragraph.Reads.Where(read => readsToCome[read] > 1 && !locals.Contains(read)).Distinct().ToArray();
            if (repeated.Length <= MostReadAhead)
            {
                locals.UnionWith(repeated);
                lines.AddRange(repeated.GroupBy(read => (read.Variable, read.IsHeld)).SelectMany(Declarations));
            }

            foreach (var read in paragraph.Reads)
            {
                readsToCome[read]--;
            }

            foreach (var (target, value) in paragraph.Assignments)
            {
                var element = names.Element(target, group);
                var isReadAgain = readsToCome.TryGetValue(target, out var count) && count > 0 && locals.Add(target);
                lines.Add(printer.Assignment(isReadAgain ? $"var {Names.Local(target, group)} = {element}" : element, value));
            }
        }

        return lines;
    }

    // TLane s_t1_0 = v[c].s_t1_0, s_t1_1 = v[c].s_t1_1; in lines that are not too long.
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
    private sealed record Paragraph(string Comment, string? Call, List<(LaneRead Target, LaneExpression Value)> Assignments, bool IsForAllColumns = false)
    {
        /// <summary>The values that it reads, each as often as it does. Parameters and their gradients stay where they are.</summary>
        public IEnumerable<LaneRead> Reads => Assignments
            .SelectMany(assignment => assignment.Value.Reads())
            .Where(read => read.Variable.Kind is not (VariableKind.Parameter or VariableKind.ParameterGradient));
    }
}
