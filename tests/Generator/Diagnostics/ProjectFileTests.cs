using Microsoft.CodeAnalysis;
using RnnGen.Testing;
using Xunit;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace RnnGen.Generator.Tests;

/// <summary>A file that a spec names must be one that the project copies to the program's folder.</summary>
public class ProjectFileTests
{
    private const string Text = """
        description: A text.
        seed: 1
        model: { input_size: 2, sequence_length: 3, layers: [{ cell: elman, size: 2 }], output: { size: 2, activation: softmax, steps: every } }
        loss: { name: cross_entropy, reduce: mean }
        initialization: { default: { name: normal, std: 0.1 }INITIAL }
        data:
          alphabet: "ab"
          train: { name: text, path: TRAIN, characters: 1..9 }
          test: { name: text, path: TEST, characters: 1..9 }
        training: { epochs: 1, optimizer: { name: sgd, learning_rate: 0.1 } }
        """;

    private static readonly SpecText Files = new("/obj/" + SpecOptions.FileList, "data\\words.txt\r\ndata/sub/other.txt\ndata/sub/twin.txt\ndata/twin.txt\nweights.npz\n");

    [Theory]
    [InlineData("data/words.txt")]
    [InlineData("./data/words.txt")]
    [InlineData("data//sub/../words.txt")]
    [InlineData("/somewhere/else.txt")]
    [InlineData("'C:\\else.txt'")]
    public void What_is_copied_or_absolute_is_right(string path) => Report.IsErrors(Spec(path), [Files]);

    [Theory]
    [InlineData("data/wrods.txt", "did you mean 'data/words.txt'?")]
    [InlineData("data/Words.txt", "did you mean 'data/words.txt'?")]
    [InlineData("words.txt", "did you mean 'data/words.txt'?")]
    [InlineData("other.txt", "did you mean 'data/sub/other.txt'?")]
    [InlineData("twin.txt", "expected a file of the project with CopyToOutputDirectory=\"PreserveNewest\"")]
    [InlineData("nothing.csv", "expected a file of the project with CopyToOutputDirectory=\"PreserveNewest\"")]
    [InlineData("../data/words.txt", "did you mean 'data/words.txt'?")]
    public void What_is_not_copied_is_an_error_at_its_path(string path, string expected) =>
        Report.IsErrors(Spec($"⟦{path}⟧"), [Files], $"RNN026: the project copies no file '{path}' to the program's folder: {expected}");

    [Fact]
    public void The_file_that_normalises_a_series_is_looked_at() => Report.IsErrors(
        Text.Replace("INITIAL", "", StringComparison.Ordinal).Replace("output: { size: 2, activation: softmax, steps: every }", "output: { size: 1 }", StringComparison.Ordinal).With("input_size: 2", "input_size: 1")
            .With("cross_entropy", "mse").With("alphabet: \"ab\"", "").With("  test: { name: text, path: TEST, characters: 1..9 }\n", "")
            .With("{ name: text, path: TRAIN, characters: 1..9 }", "{ name: series, path: data/words.txt, columns: A, rows: 1..9, window: 3, normalize_by_rows: 1..9, normalize_by_path: ⟦data/word.txt⟧ }"),
        [Files],
        "RNN026: the project copies no file 'data/word.txt' to the program's folder: did you mean 'data/words.txt'?");

    [Fact]
    public void Every_file_of_an_array_is_looked_at_and_names_of_arrays_are_not()
    {
        var spec = Spec("data/words.txt").Replace("alphabet: \"ab\"", "", StringComparison.Ordinal).With("sequence_length: 3", "sequence_length: { max: 3 }");
        Report.IsErrors(
            spec.With("{ name: text, path: data/words.txt, characters: 1..9 }\n  test", "{ name: npy, inputs: ⟦weights.npy⟧, targets: ⟦data/y.npy⟧, lengths: ⟦n.npy⟧, weights: ⟦data/w.npy⟧ }\n  test")
                .With("{ name: text, path: data/words.txt, characters: 1..9 }", "{ name: npz, path: weights.npz, inputs: x, targets: y, lengths: n, weights: w }"),
            [Files],
            "RNN026: the project copies no file 'weights.npy' to the program's folder: did you mean 'weights.npz'?",
            "RNN026: the project copies no file 'data/y.npy' to the program's folder: expected a file of the project with CopyToOutputDirectory=\"PreserveNewest\"",
            "RNN026: the project copies no file 'n.npy' to the program's folder: expected a file of the project with CopyToOutputDirectory=\"PreserveNewest\"",
            "RNN026: the project copies no file 'data/w.npy' to the program's folder: expected a file of the project with CopyToOutputDirectory=\"PreserveNewest\"");
    }

    [Fact]
    public void Every_place_that_names_a_file_is_looked_at() => Report.IsErrors(
        Text.Replace("INITIAL", ", parameters: { layers.0.Wxh: { name: npz, path: ⟦weight.npz⟧ } }", StringComparison.Ordinal).Replace("TRAIN", "⟦a⟧", StringComparison.Ordinal).Replace("TEST", "⟦b⟧", StringComparison.Ordinal),
        [Files],
        "RNN026: the project copies no file 'weight.npz' to the program's folder: did you mean 'weights.npz'?",
        "RNN026: the project copies no file 'a' to the program's folder: expected a file of the project with CopyToOutputDirectory=\"PreserveNewest\"",
        "RNN026: the project copies no file 'b' to the program's folder: expected a file of the project with CopyToOutputDirectory=\"PreserveNewest\"");

    [Fact]
    public void Without_the_list_nothing_is_said() => Report.IsErrors(Spec("nowhere.txt"));

    [Fact]
    public void The_code_is_generated_all_the_same()
    {
        SpecText spec = new("/specs/text.yaml", Spec("nowhere.txt"));

        Assert.Equal(GeneratorRun.Files(spec), GeneratorRun.Files(spec, Files));
    }

    [Fact]
    public void Another_file_of_the_project_generates_nothing_anew()
    {
        var driver = GeneratorRun.Driver(new SpecText("/specs/text.yaml", Spec("data/words.txt")), Files).RunGenerators(GeneratorRun.Compilation());
        var edited = driver.ReplaceAdditionalText(Files, new SpecText(Files.Path, Files.Text + "data/new.txt\n"));

        var result = edited.RunGenerators(GeneratorRun.Compilation()).GetRunResult().Results[0];

        Assert.Equal([Unchanged], result.TrackedSteps[TrackingNames.Inputs].SelectMany(step => step.Outputs).Select(output => output.Reason));
        Assert.Equal([Cached], result.TrackedSteps[TrackingNames.Outputs].SelectMany(step => step.Outputs).Select(output => output.Reason));
    }

    private static string Spec(string path) => Text.Replace("INITIAL", "", StringComparison.Ordinal).Replace("TRAIN", path, StringComparison.Ordinal).Replace("TEST", "data/words.txt", StringComparison.Ordinal);
}
