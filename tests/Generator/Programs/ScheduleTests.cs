using RnnGen.Generator.Equations;
using RnnGen.Generator.Programs;
using Xunit;

namespace RnnGen.Generator.Tests.Programs;

/// <summary>The order of what a step computes: two kinds in turns, and nothing before what it depends on.</summary>
public class ScheduleTests
{
    [Fact]
    public void What_is_of_a_kind_stands_together_and_as_early_as_it_can()
    {
        Statement[] statements = [Sets("z", "x"), Sets("call_s", "z"), Sets("q", "x"), Sets("call_r", "q"), Sets("y", "call_s", "call_r"), Sets("call_y", "x")];

        Assert.Equal(["z q", "call_s call_r call_y", "y"], Runs(statements));
    }

    [Fact]
    public void Without_the_first_kind_there_is_one_run() => Assert.Equal(["call_a call_b"], Runs([Sets("call_a", "x"), Sets("call_b", "call_a")]));

    [Fact]
    public void Sums_keep_their_order()
    {
        Statement[] statements = [Adds("dw", "x"), Sets("call_s", "x"), Adds("dw", "call_s"), Adds("dw", "x")];

        var schedule = Schedule.Of(statements, statement => statement, IsNoCall).SelectMany(run => run).Where(statement => statement.Accumulates);

        Assert.Equal(statements.Where(statement => statement.Accumulates), schedule, ReferenceEqualityComparer.Instance);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Nothing_comes_before_what_it_depends_on(int seed)
    {
        var random = new Random(seed);
        var names = new List<string> { "x" };
        var statements = new List<Statement>();
        for (var i = 0; i < 30; i++)
        {
            string[] read = [names[random.Next(names.Count)], names[random.Next(names.Count)]];
            if (random.Next(4) == 0)
            {
                statements.Add(Adds("dw" + random.Next(3), read));
                continue;
            }

            var name = (random.Next(3) == 0 ? "call_" : "v_") + i;
            statements.Add(Sets(name, read));
            names.Add(name);
        }

        var runs = Schedule.Of(statements, statement => statement, IsNoCall);
        var order = runs.SelectMany(run => run).ToList();

        Assert.Equal(statements.Count, order.Distinct(ReferenceEqualityComparer.Instance).Count());
        Assert.All(runs, run => Assert.Single(run.Select(IsNoCall).Distinct()));
        Assert.All(Pairs(statements), pair => Assert.True(order.FindIndex(one => ReferenceEquals(one, pair.First)) < order.FindIndex(one => ReferenceEquals(one, pair.Second))));
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 20)];

    // Those of which the second reads what the first assigns, or adds to the same sum.
    private static IEnumerable<(Statement First, Statement Second)> Pairs(List<Statement> statements) =>
        from second in Enumerable.Range(0, statements.Count)
        from first in Enumerable.Range(0, second)
        where statements[second].Target == statements[first].Target || statements[second].Value.Reads().Contains(statements[first].Target)
        select (statements[first], statements[second]);

    private static bool IsNoCall(Statement statement) => !statement.Target.Name.StartsWith("call", StringComparison.Ordinal);

    private static IEnumerable<string> Runs(Statement[] statements) =>
        Schedule.Of(statements, statement => statement, IsNoCall).Select(run => string.Join(' ', run.Select(statement => statement.Target.Name)));

    private static Statement Sets(string target, params string[] read) => new(Named(target), Read(read));

    private static Statement Adds(string target, params string[] read) => new(Named(target), Read(read), Accumulates: true);

    private static Expression Read(string[] names) => names.Select(name => (Expression)new Read(Named(name))).Aggregate((left, right) => new Add(left, right));

    private static Variable Named(string name) => new(name, VariableKind.Local, Shape.Vector(1), Step: 1);
}
