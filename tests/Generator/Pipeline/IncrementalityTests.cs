using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RnnGen.Testing;
using Xunit;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace RnnGen.Generator.Tests.Pipeline;

/// <summary>What runs again when something is edited.</summary>
public class IncrementalityTests
{
    private static readonly string[] AllSteps =
        [TrackingNames.Files, TrackingNames.Specs, TrackingNames.Cells, TrackingNames.Inputs, TrackingNames.Outputs, TrackingNames.Catalog, TrackingNames.Diagnostics];

    private static readonly string Seed = RepositorySpecs.Get("count-letter-a").Text;

    private static readonly SpecText First = new("/specs/first.yaml", Seed);

    private static readonly SpecText Second = new("/specs/second.yaml", Seed.Replace("seed: 0", "seed: 5", StringComparison.Ordinal));

    private static readonly SpecText Cell = new("/specs/my-cell.yaml", "cell:\n  parameters: { W: [input, size] }\n  step: h = tanh(x @ W)\n  output: h\n");

    private static readonly SpecText WithCell = new("/specs/with-cell.yaml", Seed.Replace(
        "{ cell: elman, size: 2, activation: tanh, bias: none }", "{ cell: ./my-cell.yaml, size: 2 }", StringComparison.Ordinal));

    [Fact]
    public void A_second_run_finds_everything_cached()
    {
        var (result, _) = Edit([First, Second, Cell, WithCell], driver => driver);

        foreach (var step in AllSteps)
        {
            Assert.All(Reasons(result, step), reason => Assert.True(reason is Cached or Unchanged, $"{step} is {reason}"));
        }

        Assert.All(result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs), output => Assert.Equal(Cached, output.Reason));
    }

    [Fact]
    public void Typing_csharp_runs_nothing()
    {
        var driver = GeneratorRun.Driver(First, Second).RunGenerators(GeneratorRun.Compilation());
        var edited = GeneratorRun.Compilation().AddSyntaxTrees(CSharpSyntaxTree.ParseText("class C;", GeneratorRun.ParseOptions));

        var result = driver.RunGenerators(edited).GetRunResult().Results[0];

        Assert.All(AllSteps.SelectMany(step => Reasons(result, step)), reason => Assert.True(reason is Cached or Unchanged));
    }

    [Theory]
    [InlineData("seed: 0", "seed: 0 # as in the notebook")]
    [InlineData("seed: 0", "\n\nseed:    0")]
    [InlineData("- { x: bbcb, y: [0] }", "-   x: 'bbcb'\n        y: [ 0 ]")]
    [InlineData("\n", "\r\n")]
    public void An_edit_of_comments_or_layout_runs_nothing_behind_the_reading(string before, string after)
    {
        var (result, files) = Edit([First, Second], driver => Replace(driver, First, Seed.Replace(before, after, StringComparison.Ordinal)));

        Assert.Equal([Modified, Cached], Reasons(result, TrackingNames.Files).Order());
        foreach (var step in new[] { TrackingNames.Specs, TrackingNames.Inputs, TrackingNames.Outputs, TrackingNames.Catalog })
        {
            Assert.All(Reasons(result, step), reason => Assert.True(reason is Cached or Unchanged, $"{step} is {reason}"));
        }

        Assert.Equal(Files([First, Second]), files);
    }

    [Fact]
    public void An_edit_of_one_spec_runs_that_spec_alone()
    {
        var (result, files) = Edit([First, Second], driver => Replace(driver, Second, Second.Text.Replace("size: 2", "size: 3", StringComparison.Ordinal)));

        foreach (var step in new[] { TrackingNames.Specs, TrackingNames.Inputs, TrackingNames.Outputs })
        {
            Assert.Equal(1, Reasons(result, step).Count(reason => reason == Modified));
            Assert.Equal(1, Reasons(result, step).Count(reason => reason is Cached or Unchanged));
        }

        Assert.All(Reasons(result, TrackingNames.Catalog), reason => Assert.True(reason is Cached or Unchanged));
        var before = Files([First, Second]);
        Assert.All(files.Where(file => file.Key.StartsWith("First.", StringComparison.Ordinal)), file => Assert.Equal(before[file.Key], file.Value));
    }

    [Fact]
    public void Another_learning_rate_changes_the_settings_and_no_other_file()
    {
        var (_, files) = Edit([First], driver => Replace(driver, First, Seed.Replace("learning_rate: 0.1", "learning_rate: 0.2", StringComparison.Ordinal)));
        var before = Files([First]);

        Assert.Equal(["First.Settings.g.cs"], files.Keys.Where(file => files[file] != before[file]));
    }

    [Fact]
    public void An_edit_of_a_cells_file_runs_the_specs_that_name_it()
    {
        var (result, files) = Edit([First, Cell, WithCell], driver => Replace(driver, Cell, Cell.Text.Replace("tanh", "sigmoid", StringComparison.Ordinal)));

        Assert.Equal(1, Reasons(result, TrackingNames.Outputs).Count(reason => reason == Modified));
        var before = Files([First, Cell, WithCell]);
        Assert.All(files.Where(file => files[file.Key] != before[file.Key]), file => Assert.StartsWith("WithCell.", file.Key, StringComparison.Ordinal));
        Assert.NotEqual(before["WithCell.Forward.g.cs"], files["WithCell.Forward.g.cs"]);
    }

    [Fact]
    public void A_removed_spec_takes_its_files_along()
    {
        var (_, files) = Edit([First, Second], driver => driver.RemoveAdditionalTexts([Second]));

        Assert.DoesNotContain(files.Keys, file => file.StartsWith("Second.", StringComparison.Ordinal));
        Assert.DoesNotContain("Second", files["ExperimentCatalog.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void Models_are_equal_by_content_and_hold_nothing_of_the_compiler()
    {
        var (left, right) = (GeneratorRun.Run(First, Cell, WithCell), GeneratorRun.Run(First, Cell, WithCell));
        foreach (var step in AllSteps)
        {
            var pairs = Outputs(left, step).Zip(Outputs(right, step)).ToArray();
            Assert.NotEmpty(pairs);
            foreach (var (one, other) in pairs)
            {
                Assert.NotSame(one, other);
                Assert.Equal(one, other);
                Assert.Equal(one.GetHashCode(), other.GetHashCode());
                ObjectGraph.AssertNothingOfTheCompiler(one);
            }
        }
    }

    private static (GeneratorRunResult Result, Dictionary<string, string> Files) Edit(SpecText[] specs, Func<GeneratorDriver, GeneratorDriver> edit)
    {
        var compilation = GeneratorRun.Compilation();
        var result = edit(GeneratorRun.Driver(specs).RunGenerators(compilation)).RunGenerators(compilation).GetRunResult().Results[0];
        return (result, result.GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString()));
    }

    private static Dictionary<string, string> Files(SpecText[] specs) => GeneratorRun.Files(specs).ToDictionary();

    private static GeneratorDriver Replace(GeneratorDriver driver, SpecText old, string text) => driver.ReplaceAdditionalText(old, new SpecText(old.Path, text));

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRunResult result, string step) =>
        result.TrackedSteps.TryGetValue(step, out var runs) ? runs.SelectMany(run => run.Outputs).Select(output => output.Reason) : [];

    private static IEnumerable<object> Outputs(GeneratorRunResult result, string step) =>
        result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Value);
}
