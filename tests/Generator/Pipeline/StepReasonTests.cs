using Microsoft.CodeAnalysis;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.Generator.Tests.Pipeline;

/// <summary>What each step of the pipeline does after an edit, on record: a step that runs more than it did shows here.</summary>
public class StepReasonTests
{
    private static readonly Compilation Empty = GeneratorRun.Compilation();

    private static readonly SpecText A = Spec.File("a", Unseen(Spec.Seed));
    private static readonly SpecText B = Spec.File("b", Unseen(Spec.WithCell));
    private static readonly SpecText Broken = Spec.File("broken", Unseen(Spec.WithStep("z = s_prev @ Whh\ns = activation(q)")));
    private static readonly SpecText User = Spec.File("user", Unseen(Spec.Seed.With("{ cell: elman, size: 2, activation: tanh, bias: none }", "{ cell: ./one.yaml, size: 2 }")));
    private static readonly SpecText OtherUser = Spec.File("other", Unseen(Spec.Seed.With("{ cell: elman, size: 2, activation: tanh, bias: none }", "{ cell: ./two.yaml, size: 2 }")));
    private static readonly SpecText One = Spec.File("one", "cell: { parameters: { W: [input, size] }, step: h = tanh(x @ W), output: h }\n");
    private static readonly SpecText Two = Spec.File("two", "cell: { parameters: { W: [input, size] }, step: h = sigmoid(x @ W), output: h }\n");

    [Fact]
    public void A_comment_moves_the_findings_and_nothing_else()
    {
        var before = GeneratorRun.Driver(A, Broken).RunGenerators(Empty);
        var after = before.ReplaceAdditionalText(Broken, Spec.File("broken", "# A comment.\n" + Broken.Text)).RunGenerators(Empty);

        Assert.Equal(
            """
            Files: a Cached, broken Modified
            Specs: a Cached, broken Unchanged
            Inputs: a Cached, broken Cached
            Outputs: a Cached, broken Cached
            Catalog: Cached
            Diagnostics: broken Modified
            """,
            StepTable.Of(after.GetRunResult().Results[0]));
        Assert.Equal(LineOf(before) + 1, LineOf(after));
    }

    [Fact]
    public void An_edit_of_a_setting_goes_through_the_steps_of_its_spec_alone() => AssertSteps(
        """
        Files: a Modified, b Cached
        Specs: a Modified, b Cached
        Inputs: a Modified, b Cached
        Outputs: a Modified, b Cached
        Catalog: Cached
        """,
        [A, B],
        driver => driver.ReplaceAdditionalText(A, Spec.File("a", A.Text.With("learning_rate: 0.1", "learning_rate: 0.2"))));

    [Fact]
    public void An_error_that_comes_leaves_the_other_specs_alone() => AssertSteps(
        """
        Files: a Modified, b Cached
        Specs: a Modified, b Cached
        Inputs: a Modified, b Cached
        Outputs: a Modified, b Cached
        Catalog: Cached
        Diagnostics: a New
        """,
        [A, B],
        driver => driver.ReplaceAdditionalText(A, Spec.File("a", A.Text.With("epochs: 3000", "epochs: many"))));

    [Fact]
    public void Another_error_in_the_same_spec_generates_the_same_stub() => AssertSteps(
        """
        Files: a Modified, b Cached
        Specs: a Unchanged, b Cached
        Inputs: a Cached, b Cached
        Outputs: a Cached, b Cached
        Catalog: Cached
        Diagnostics: a Modified
        """,
        [Spec.File("a", "seed: ["), B],
        (driver, first) => driver.ReplaceAdditionalText(first, Spec.File("a", "seed: @")));

    [Fact]
    public void A_new_spec_is_one_more_in_the_catalog() => AssertSteps(
        """
        Files: a Cached, b New
        Specs: a Cached, b New
        Inputs: a Unchanged, b New
        Outputs: a Cached, b New
        Catalog: Modified
        """,
        [A],
        driver => driver.AddAdditionalTexts([B]));

    [Fact]
    public void A_spec_that_goes_leaves_the_others_alone() => AssertSteps(
        """
        Files: a Cached, b Removed
        Specs: a Cached, b Removed
        Inputs: a Unchanged, b Removed
        Outputs: a Cached, b Removed
        Catalog: Modified
        """,
        [A, B],
        driver => driver.RemoveAdditionalTexts([B]));

    [Fact]
    public void An_edit_of_a_cell_file_runs_the_specs_that_name_it() => AssertSteps(
        """
        Files: a Cached, one Modified, other Cached, two Cached, user Cached
        Specs: a Cached, other Cached, user Cached
        Cells: one Modified, two Cached
        Inputs: a Unchanged, other Unchanged, user Modified
        Outputs: a Cached, other Cached, user Modified
        Catalog: Cached
        """,
        [A, User, OtherUser, One, Two],
        driver => driver.ReplaceAdditionalText(One, Spec.File("one", One.Text.With("tanh", "square"))));

    [Fact]
    public void A_comment_in_a_cell_file_runs_nothing() => AssertSteps(
        """
        Files: one Modified, user Cached
        Specs: user Cached
        Cells: one Unchanged
        Inputs: user Cached
        Outputs: user Cached
        Catalog: Cached
        """,
        [User, One],
        driver => driver.ReplaceAdditionalText(One, Spec.File("one", "# The first.\n" + One.Text)));

    [Fact]
    public void Another_namespace_reads_no_file_again() => AssertSteps(
        """
        Files: a Cached
        Specs: a Cached
        Inputs: a Modified
        Outputs: a Modified
        Catalog: Cached
        """,
        [A],
        driver => driver.WithUpdatedAnalyzerConfigOptions(new SpecOptions("Elsewhere")));

    [Fact]
    public void Options_that_say_the_same_run_nothing() => AssertSteps(
        """
        Files: a Cached
        Specs: a Cached
        Inputs: a Cached
        Outputs: a Cached
        Catalog: Cached
        """,
        [A],
        driver => driver.WithUpdatedAnalyzerConfigOptions(new SpecOptions()));

    // Test rows that are training rows are worth a note; these specs have none.
    private static string Unseen(string spec) =>
        spec[..spec.IndexOf("  test:", StringComparison.Ordinal)] + spec[spec.IndexOf("training:", StringComparison.Ordinal)..];

    private static void AssertSteps(string expected, SpecText[] specs, Func<GeneratorDriver, GeneratorDriver> edit) => AssertSteps(expected, specs, (driver, _) => edit(driver));

    private static void AssertSteps(string expected, SpecText[] specs, Func<GeneratorDriver, SpecText, GeneratorDriver> edit) =>
        Assert.Equal(expected, StepTable.Of(edit(GeneratorRun.Driver(specs).RunGenerators(Empty), specs[0]).RunGenerators(Empty).GetRunResult().Results[0]));

    private static int LineOf(GeneratorDriver driver) => Assert.Single(driver.GetRunResult().Diagnostics).Location.GetLineSpan().StartLinePosition.Line;
}
