using RnnGen.Generator.Programs;

namespace RnnGen.Generator.Emission;

/// <summary>Writes how a pass goes through its steps: calls of their methods, one a line, or in a loop.</summary>
/// <param name="methods">The methods of all steps, in the order of the pass.</param>
/// <param name="endsEarly">Whether the pass goes to a step that is an argument.</param>
/// <param name="plan">The plan.</param>
/// <param name="steps">Writes methods of steps and their calls.</param>
/// <param name="writer">Receives the code.</param>
internal class StepCalls(List<GroupMethods> methods, bool endsEarly, Plan plan, StepWriter steps, SourceWriter writer)
{
    // The JIT compiles a method of more than 60,000 bytes of IL without optimization; a call is 14.
    private const int LongestList = 1_100;

    /// <summary>Whether the pass would be too long with all calls in it, so that each list of calls is a method.</summary>
    protected bool ListsAreMethods => methods.Select(method => method.Group).Where(IsListed).Sum(group => group.Count) > LongestList;

    protected List<GroupMethods> Methods => methods;

    protected Plan Plan => plan;

    protected StepWriter Steps => steps;

    protected SourceWriter Writer => writer;

    /// <summary>Writes the calls.</summary>
    public virtual void Write()
    {
        foreach (var method in methods)
        {
            Write(method);
        }
    }

    /// <summary>Writes the methods that lists of several groups are.</summary>
    public virtual void WriteCommonLists()
    {
    }

    /// <summary>Writes the methods that call others for steps of a group: for all of them, and for one.</summary>
    public void WriteLists(GroupMethods method)
    {
        var group = method.Group;
        if (HasListOf(group))
        {
            writer.Line().Line($"/// <summary>{steps.SummaryOfAll(group)}</summary>");
            using (steps.WriteHeader(ListOf(group), steps.FurtherParameter, isShared: false))
            {
                WriteList(group.Steps, method);
            }
        }

        if (HasStepMethod(method))
        {
            writer.Line().Line($"/// <summary>{steps.Summary(group, part: 0)}</summary>").Line("[MethodImpl(Optimization)]");
            using (steps.WriteHeader(steps.NameOf(group), steps.FurtherParameter, isShared: true))
            {
                steps.WriteCalls(method.Parts.Select(part => part.Name), ", t");
            }
        }
    }

    /// <summary>Whether the calls of a group's steps are a method of their own.</summary>
    protected virtual bool HasListOf(StepGroup group) => ListsAreMethods && IsListed(group);

    /// <summary>Writes a list of calls.</summary>
    protected void WriteList(IEnumerable<int?> which, GroupMethods method)
    {
        foreach (var step in which)
        {
            steps.WriteCalls(Called(method), method.Group.IsShared ? FormattableString.Invariant($", t: {step}") : "");
        }
    }

    // Where time is a list of explicit calls.
    private bool IsListed(StepGroup group) => group.IsShared && !group.IsAnyStep && plan.Layout == StepLayout.Shared;

    // A step that is listed is one line of the list, also where it has several parts.
    private bool HasStepMethod(GroupMethods method) => method.Parts.Count > 1 && IsListed(method.Group);

    private IEnumerable<string> Called(GroupMethods method) => HasStepMethod(method) ? [steps.NameOf(method.Group)] : method.Parts.Select(part => part.Name);

    private string ListOf(StepGroup group) => steps.NameOf(group) + "Steps";

    private void Write(GroupMethods method)
    {
        var group = method.Group;
        if (HasListOf(group))
        {
            steps.WriteCalls([ListOf(group)]);
        }
        else if (group.IsAnyStep)
        {
            steps.WriteCalls(Called(method), ", t: steps - 1");
        }
        else if (!group.IsShared || IsListed(group))
        {
            WriteList(group.Steps, method);
        }
        else
        {
            using (writer.Block(Loop(group)))
            {
                steps.WriteCalls(Called(method), ", t");
            }
        }
    }

    private string Loop(StepGroup group) => (endsEarly, group.IsDescending) switch
    {
        (true, _) => steps.IsBackward ? "for (var t = steps - 2; t >= 1; t--)" : "for (var t = 1; t < steps; t++)",
        (false, true) => $"for (var t = {group.First}; t >= {group.Last}; t--)",
        (false, false) => $"for (var t = {group.First}; t <= {group.Last}; t++)",
    };
}
