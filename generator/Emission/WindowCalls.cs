using RnnGen.Generator.Programs;

namespace RnnGen.Generator.Emission;

/// <summary>The same for a pass that goes back one window of steps at a time: that which ends before its argument.</summary>
/// <inheritdoc cref="StepCalls" path="/param"/>
/// <param name="sequenceLength">The steps of a sequence.</param>
internal sealed class WindowCalls(List<GroupMethods> methods, Plan plan, StepWriter steps, SourceWriter writer, int sequenceLength)
    : StepCalls(methods, endsEarly: false, plan, steps, writer)
{
    public override void Write()
    {
        if (Plan.Layout == StepLayout.Looped)
        {
            WriteLoops();
            return;
        }

        using (Writer.Block("switch (steps)"))
        {
            foreach (var window in Windows())
            {
                using (Writer.Case(window.Key))
                {
                    if (ListsAreMethods)
                    {
                        Steps.WriteCalls([ListOf(window.Key)]);
                    }
                    else
                    {
                        WriteList(window);
                    }
                }
            }
        }
    }

    public override void WriteCommonLists()
    {
        if (!ListsAreMethods)
        {
            return;
        }

        foreach (var window in Windows())
        {
            var what = window.First().Step is null ? "The output, and the" : "The";
            Writer.Line().Line(FormattableString.Invariant($"/// <summary>{what} steps from t{window.Key - 1} to t{window.Last().Step}, backward.</summary>"));
            using (Steps.WriteHeader(ListOf(window.Key), Steps.FurtherParameter, isShared: false))
            {
                WriteList(window);
            }
        }
    }

    protected override bool HasListOf(StepGroup group) => false;

    // Before and after the steps that are alike, those that stand alone, each if it is in the window.
    private void WriteLoops() =>
        Writer.Separated(Methods.GroupBy(method => method.Group.IsShared ? 0 : EndOfWindow(method.Group.First)), window =>
        {
            var group = window.First().Group;
            using (Writer.Block(group.IsShared
                ? FormattableString.Invariant($"for (var t = int.Min(steps - 1, {group.First}); t >= int.Max((steps - 1) & -{Plan.Window}, {group.Last}); t--)")
                : FormattableString.Invariant($"if (steps == {window.Key})")))
            {
                Steps.WriteCalls(window.SelectMany(method => method.Parts).Select(part => part.Name), group.IsShared ? ", t" : "");
            }
        });

    private void WriteList(IEnumerable<(int? Step, GroupMethods Method)> window)
    {
        foreach (var (step, method) in window)
        {
            WriteList([step], method);
        }
    }

    private IEnumerable<IGrouping<int, (int? Step, GroupMethods Method)>> Windows() =>
        Methods.SelectMany(method => method.Group.Steps.Select(step => (Step: step, Method: method))).GroupBy(call => EndOfWindow(call.Step));

    // The step behind the window that a step is in.
    private int EndOfWindow(int? step) => StepWindow.EndOf(step, Plan.Window, sequenceLength);

    private static string ListOf(int endOfWindow) => FormattableString.Invariant($"BackwardBelow{endOfWindow}");
}
