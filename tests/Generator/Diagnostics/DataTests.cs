using Xunit;

namespace RnnGen.Generator.Tests;

/// <summary>RNN016, RNN017, RNN018 and RNN022: what the spec says does not fit the model.</summary>
public class DataTests
{
    [Theory]
    [InlineData("{ x: bbcb, y: [0] }", "{ x: ⟦bdcb⟧, y: [0] }", "'d' in 'bdcb' is not in the alphabet, which has 'a', 'b' or 'c'")]
    [InlineData("{ x: bbcb, y: [0] }", "{ x: ⟦b😀b⟧, y: [0] }", "'😀' in 'b😀b' is not in the alphabet, which has 'a', 'b' or 'c'")]
    [InlineData("{ x: bbcb, y: [0] }", "{ x: ⟦\"b\\0cb\"⟧, y: [0] }", "'\\u0000' in 'b\\u0000cb' is not in the alphabet, which has 'a', 'b' or 'c'")]
    [InlineData("{ x: bbcb, y: [0] }", "{ x: ⟦bbc⟧, y: [0] }", "the length of 'bbc' is 3, but model.sequence_length is 4")]
    [InlineData("{ x: bbcb, y: [0] }", "{ x: ⟦''⟧, y: [0] }", "the length of '' is 0, but model.sequence_length is 4")]
    [InlineData("{ x: bbcb, y: [0] }", "{ x: bbcb, y: ⟦[0, 1]⟧ }", "the length of the target is 2, but model.output.size is 1")]
    [InlineData("{ x: bbcb, y: [0] }", "{ x: bbcb, y: ⟦[]⟧ }", "the length of the target is 0, but model.output.size is 1")]
    [InlineData("{ x: bbcb, y: [0] }", "{ x: ⟦[[0, 0, 1], [0, 1, 0]]⟧, y: [0] }", "the length of the sequence is 2, but model.sequence_length is 4")]
    [InlineData("{ x: bbcb, y: [0] }", "{ x: [[0, 0, 1], [0, 1, 0], [1, 0, 0], ⟦[1, 0]⟧], y: [0] }", "the length of the step is 2, but model.input_size is 3")]
    [InlineData("{ x: bbcb, y: [0] }", "{ x: [[0, 0, 1], [0, 1, 0], [1, 0, 0], ⟦1⟧], y: [0] }", "the length of the step is 1, but model.input_size is 3")]
    [InlineData("a: [0, 0, 1]", "a: ⟦[0, 0]⟧", "the length of the vector of 'a' is 2, but model.input_size is 3")]
    public void A_row_fits_the_model(string old, string replacement, string message) => Report.IsErrors(Spec.Seed.With(old, replacement), "RNN016: " + message);

    [Fact]
    public void An_alphabet_may_be_a_text() => Report.IsNotes(Spec.Seed.With(Vectors, "abc").With("    - { x: bacb, y: [1] }\ntraining", "training").With("    - { x: ccbc, y: [0] } #", "    #"));

    [Theory]
    [InlineData("⟦abca⟧", "RNN007: 'a' cannot be a name: it stands in the alphabet twice")]
    [InlineData("⟦ab😀⟧", "RNN004: 'data.alphabet' must be the symbols such as abc, or the vector of each such as { a: [0, 1], b: [1, 0] }, found a character that is two in UTF-16")]
    [InlineData("⟦''⟧", "RNN004: 'data.alphabet' must be the symbols such as abc, or the vector of each such as { a: [0, 1], b: [1, 0] }, found no symbol")]
    [InlineData("⟦[a, b, c]⟧", "RNN004: 'data.alphabet' must be the symbols such as abc, or the vector of each such as { a: [0, 1], b: [1, 0] }, found a list")]
    [InlineData("⟦abcd⟧", "RNN016: the length of the alphabet is 4, but model.input_size is 3")]
    public void An_alphabet_that_is_wrong(string alphabet, string message) => Report.IsErrors(Spec.Seed.With(Vectors, alphabet), message);

    [Theory]
    [InlineData("alphabet: abc", "size: 3, activation: softmax, steps: last", "RNN016: the targets of a text are its next characters, one a step, but model.output.steps is last")]
    [InlineData("alphabet: abc", "size: 2, activation: softmax, steps: every", "RNN016: the length of the alphabet is 3, but model.output.size is 2")]
    public void A_text_fits_the_model(string alphabet, string output, string message) => Report.IsErrors(
        Text.With("ALPHABET", alphabet).With("OUTPUT", output).With("{ name: text, path: a.txt, characters: 1..9 }", "⟦{ name: text, path: a.txt, characters: 1..9 }⟧"), message);

    [Fact]
    public void A_text_needs_an_alphabet() => Report.IsErrors(
        Text.With("ALPHABET", "").With("OUTPUT", "size: 3, activation: softmax, steps: every").With("data:", "⟦data⟧:"),
        "RNN003: the key 'data.alphabet' is missing: expected the symbols such as abc, or the vector of each such as { a: [0, 1], b: [1, 0] }");

    private const string Vectors = "{ a: [0, 0, 1], b: [0, 1, 0], c: [1, 0, 0] }";

    private const string Text = """
        seed: 0
        model:
          input_size: 3
          sequence_length: 4
          layers: [{ cell: elman, size: 2 }]
          output: { OUTPUT }
        loss: { name: cross_entropy, reduce: mean }
        initialization: { default: { name: normal, std: 0.5 } }
        data:
          ALPHABET
          train: { name: text, path: a.txt, characters: 1..9 }
        training: { epochs: 1, optimizer: { name: sgd, learning_rate: 0.1 } }
        """;

    [Fact]
    public void A_training_set_has_rows()
    {
        var rows = Spec.Seed[Spec.Seed.IndexOf("  train:", StringComparison.Ordinal)..Spec.Seed.IndexOf("  test:", StringComparison.Ordinal)];

        Report.IsErrors(Spec.Seed.With(rows, "  train: ⟦[]⟧\n"), "RNN016: the training set has no row");
    }

    [Fact]
    public void A_parameter_with_a_distribution_of_its_own_is_one_that_the_model_has() => Report.IsErrors(
        Spec.Seed.With("std: 0.1 }", "std: 0.1 }\n  parameters: { ⟦layers.0.Wxx⟧: { name: zeros }, output.Who: { name: zeros }, ⟦bias⟧: { name: constant, value: 1 } }"),
        "RNN017: the model has no parameter 'layers.0.Wxx': did you mean 'layers.0.Wxh'?",
        "RNN017: the model has no parameter 'bias': expected 'layers.0.Whh', 'layers.0.Wxh' or 'output.Who'");

    [Fact]
    public void A_parameter_that_an_option_leaves_out_is_none_of_the_model() => Report.IsErrors(
        Spec.Seed.With("std: 0.1 }", "std: 0.1 }\n  parameters: { ⟦layers.0.bh⟧: { name: zeros } }"),
        "RNN017: the model has no parameter 'layers.0.bh': did you mean 'layers.0.Whh'?");

    [Fact]
    public void Test_rows_that_are_training_rows_are_worth_a_note() => Report.IsNotes(
        Spec.Seed.With("{ x: ccbc, y: [0] } #", "⟦{ x: ccbc, y: [0] }⟧ #").With("[1] }\ntraining", "[1] }⟧\ntraining").With("    - { x: bacb, y: [1] }⟧", "    - ⟦{ x: bacb, y: [1] }⟧"),
        "RNN018: the test row 'ccbc' is also in the training set, so it does not measure generalisation",
        "RNN018: the test row 'bacb' is also in the training set, so it does not measure generalisation");

    [Fact]
    public void A_row_of_vectors_is_compared_by_its_numbers() => Report.IsNotes(
        Spec.Seed[..Spec.Seed.IndexOf("  test:", StringComparison.Ordinal)]
            + "  test:\n    - ⟦x: [[0, 1, 0], [0, 1, 0], [1, 0, 0], [0, 1, 0]]⟧\n      y: [0]\n"
            + Spec.Seed[Spec.Seed.IndexOf("training:", StringComparison.Ordinal)..],
        "RNN018: the test row '0 1 0 0 1 0 1 0 0 0 1 0' is also in the training set, so it does not measure generalisation");

    [Fact]
    public void A_model_that_would_be_too_much_code_is_refused() => Report.IsErrors(
        Spec.Seed.With("precision: float64", "units: ⟦spelled_out⟧").With("size: 2,", "size: 200,"),
        "RNN022: a step of the model has 41201 multiply-adds, and at most 20000 can be written out: make the layers smaller, or leave the units to the generator");

    [Theory]
    [InlineData(497, "spelled_out")]
    [InlineData(498, "⟦spelled_out⟧", "RNN022: a unit of z_t1 has 501 arithmetic operations, and at most 500 can be written out: ask for 'looped' units, or leave them to the generator")]
    [InlineData(498, "looped")]
    [InlineData(498, "auto")]
    public void A_unit_that_would_be_too_long_a_line_is_refused(int inputs, string units, params string[] errors) => Report.IsErrors(
        Spec.Seed[..Spec.Seed.IndexOf("data:", StringComparison.Ordinal)].With("precision: float64", $"units: {units}").With("input_size: 3", FormattableString.Invariant($"input_size: {inputs}"))
            + "data: { train: { name: npz, path: a.npz, inputs: x, targets: y } }\n"
            + Spec.Seed[Spec.Seed.IndexOf("training:", StringComparison.Ordinal)..],
        errors);
}
