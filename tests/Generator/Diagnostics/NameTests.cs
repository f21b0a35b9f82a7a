using Microsoft.CodeAnalysis;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.Generator.Tests;

/// <summary>RNN007, RNN008 and RNN009: the names of experiments, and of what a cell declares.</summary>
public class NameTests
{
    [Theory]
    [InlineData("Count")]
    [InlineData("count_letters")]
    [InlineData("count letters")]
    [InlineData("count--letters")]
    [InlineData("count-")]
    [InlineData("2-letters")]
    [InlineData("zähle")]
    [InlineData("count.letters")]
    public void The_name_of_a_file_is_lower_case_words(string name)
    {
        var error = Assert.Single(Errors(Spec.File(name, Spec.Seed)));

        Assert.Equal(
            $"/specs/{name}.yaml(2,1): error RNN007: '{name}' cannot be a name: the file's name is the experiment's: lower-case words of letters and digits joined by '-', starting with a letter",
            error.ToString());
        Assert.Equal("description", Spec.Seed.Substring(error.Location.SourceSpan.Start, error.Location.SourceSpan.Length));
    }

    [Theory]
    [InlineData("forward", "Forward")]
    [InlineData("parameter-layout", "ParameterLayout")]
    [InlineData("experiment-catalog", "ExperimentCatalog")]
    public void A_name_that_the_generated_code_uses_is_taken(string name, string className) => Assert.Equal(
        $"/specs/{name}.yaml(2,1): error RNN007: '{name}' cannot be a name: the generated code uses the name {className}",
        Assert.Single(Errors(Spec.File(name, Spec.Seed))).ToString());

    [Fact]
    public void Experiments_that_would_be_the_same_class_are_both_refused() => Assert.Equal(
        [
            "/specs/count-1.yaml(2,1): error RNN008: the experiments 'count-1' and 'count1' would both become the class Count1: rename one of the files",
            "/specs/count1.yaml(2,1): error RNN008: the experiments 'count1' and 'count-1' would both become the class Count1: rename one of the files",
        ],
        Errors(Spec.File("count-1", Spec.Seed), Spec.File("count1", Spec.Seed)).Select(error => error.ToString()));

    [Fact]
    public void Classes_that_differ_by_case_alone_are_refused_since_their_files_would_be_the_same() => Assert.Equal(
        ["/specs/count-letter-a.yaml(2,1): error RNN008", "/specs/count-lettera.yaml(2,1): error RNN008"],
        Errors(Spec.File("count-letter-a", Spec.Seed), Spec.File("count-lettera", Spec.Seed)).Select(error => string.Join(':', error.ToString().Split(':')[..2])));

    [Fact]
    public void Files_of_one_name_in_two_folders_are_both_refused() => Assert.Equal(
        [
            "/a/count.yaml(2,1): error RNN008: the experiments 'count' and 'count' would both become the class Count: rename one of the files",
            "/b/count.yaml(2,1): error RNN008: the experiments 'count' and 'count' would both become the class Count: rename one of the files",
        ],
        Errors(new SpecText("/a/count.yaml", Spec.Seed), new SpecText("/b/count.yaml", Spec.Seed)).Select(error => error.ToString()));

    [Theory]
    [InlineData("foo-bar", "Foobar", "RNN007: 'Foobar' cannot be a name: the file's name is")]
    [InlineData("two-words", "two--words", "RNN007: 'two--words' cannot be a name: the file's name is")]
    [InlineData("for-ward", "forward", "RNN007: 'forward' cannot be a name: the generated code uses the name Forward")]
    public void A_file_whose_name_is_none_takes_no_other_ones_class(string name, string none, string error)
    {
        GeneratorRun.Driver(Spec.File(name, Spec.Seed), Spec.File(none, Spec.Seed)).RunGeneratorsAndUpdateCompilation(GeneratorRun.Compilation(), out var compilation, out var diagnostics);

        Assert.StartsWith($"/specs/{none}.yaml(2,1): error {error}", Assert.Single(diagnostics, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToString(), StringComparison.Ordinal);
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
    }

    [Fact]
    public void A_project_without_experiments_is_an_error() => Assert.Equal(
        "error RNN009: no experiment was found: the project's RnnGenSpecs ('*.yaml') matches no YAML file with an experiment",
        Assert.Single(Report.Of()).ToString());

    [Fact]
    public void A_cell_alone_is_no_experiment() => Assert.Equal(
        "error RNN009: no experiment was found: the project's RnnGenSpecs ('*.yaml') matches no YAML file with an experiment",
        Assert.Single(Report.Of(Spec.File("cell", "cell: { step: s = x, output: s }"))).ToString());

    [Theory]
    [InlineData("Wxh: [input, size]", "⟦W_xh⟧: [input, size]", "W_xh")]
    [InlineData("Wxh: [input, size]", "⟦1W⟧: [input, size]", "1W")]
    [InlineData("Wxh: [input, size]", "⟦ω⟧: [input, size]", "ω")]
    [InlineData("Wxh: [input, size]", "⟦''⟧: [input, size]", "")]
    [InlineData("state: { s:", "state: { ⟦s'⟧:", "s'")]
    [InlineData("options: { activation:", "options: { ⟦the activation⟧:", "the activation")]
    public void A_name_in_a_cell_is_letters_and_digits(string old, string replacement, string name) =>
        Report.IsErrors(Spec.WithCell.With(old, replacement), $"RNN007: '{name}' cannot be a name: a name is a letter followed by letters and digits");

    [Theory]
    [InlineData("cell")]
    [InlineData("size")]
    public void An_option_cannot_be_called_as_a_key_that_every_layer_has(string name) => Report.IsErrors(
        Spec.WithCell.With("options: { activation: tanh }", $"options: {{ activation: tanh, ⟦{name}⟧: tanh }}"),
        $"RNN007: '{name}' cannot be a name: every layer has a key of that name");

    [Theory]
    [InlineData("⟦ab⟧: [0, 0, 1]", "ab")]
    [InlineData("⟦''⟧: [0, 0, 1]", "")]
    [InlineData("⟦😀⟧: [0, 0, 1]", "😀")]
    public void A_symbol_is_one_character_and_the_rows_are_not_blamed_for_it(string symbol, string name) => Report.IsErrors(
        Spec.Seed.With("a: [0, 0, 1]", symbol),
        $"RNN007: '{name}' cannot be a name: a symbol of the alphabet is one character");

    private static IEnumerable<Diagnostic> Errors(params SpecText[] specs) =>
        Report.Of(specs).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
}
