using Xunit;

namespace RnnGen.Generator.Tests;

/// <summary>RNN001: what is not YAML, or more of it than a spec may use.</summary>
public class YamlTests
{
    [Theory]
    [InlineData("⟦⟧", "the file is empty")]
    [InlineData("⟦⟧\n \n", "the file is empty")]
    [InlineData("\n⟦#⟧ Nothing but comments.\n", "the file is empty")]
    [InlineData("seed: 0\n⟦---⟧\nseed: 1\n", "expected one document, found a second")]
    [InlineData("seed: 0\n⟦seed⟧: 1\n", "the key 'seed' is given twice")]
    [InlineData("seed: ⟦*lost⟧\n", "no anchor '&lost' stands above")]
    [InlineData("seed: &self\n  - ⟦*self⟧\n", "no anchor '&self' stands above")]
    [InlineData("? ⟦[a, b]⟧\n: c\n", "a key must be a word")]
    [InlineData("seed: ⟦!!int 0⟧\n", "a tag has no meaning in a spec: remove it")]
    [InlineData("model: ⟦!network⟧ { }\n", "a tag has no meaning in a spec: remove it")]
    [InlineData("loss: &loss { name: mse }\nmodel: { ⟦<<⟧: *loss, input_size: 1 }\n", "a merge key has no meaning in a spec: write out the keys that it stands for")]
    [InlineData("loss:\n  ⟦<<⟧: { name: mse }\n", "a merge key has no meaning in a spec: write out the keys that it stands for")]
    [InlineData("seed: ⟦\0⟧0\n", "the character U+0000 cannot stand in YAML")]
    [InlineData("seed: 0 # ⟦\u0007⟧\n", "the character U+0007 cannot stand in YAML")]
    public void A_spec_is_one_document_of_plain_YAML(string spec, string message) => Report.IsErrors(spec, "RNN001: " + message);

    [Fact]
    public void Half_a_character_is_none() => Report.IsErrors("seed: ⟦\ud83d⟧\n", "RNN001: the character U+D83D cannot stand in YAML");

    [Theory]
    [InlineData("training:\n⟦\t⟧epochs: 3\n", "a tab stands in the indentation: indent with spaces")]
    [InlineData("training: # a\tb\n⟦\t⟧epochs: 3\n", "a tab stands in the indentation: indent with spaces")]
    [InlineData("metrics: ⟦[⟧binary_accuracy\nseed: 0\n", "'[' is not closed, or a comma is missing in it")]
    [InlineData("a: ⟦[⟧1,2\nb: }", "'[' is not closed, or a comma is missing in it")]
    [InlineData("a: ⟦[⟧{ b: 1 }, { c: 2\nd: 3", "'[' is not closed, or a comma is missing in it")]
    [InlineData("a: ⟦[⟧b: 1, 2\nd: 3", "'[' is not closed, or a comma is missing in it")]
    [InlineData("a: { b: 1 c⟦:⟧ 2 }\n", "while parsing a flow mapping, did not find expected ',' or '}'")]
    [InlineData("a: [1, 2⟦}⟧\n", "while parsing a flow sequence, did not find expected ',' or ']'")]
    [InlineData("a: ⟦[1⟧\n", "while parsing a flow sequence, did not find expected ',' or ']'")]
    [InlineData("a: ⟦\"b⟧\nc: d\n", "while scanning a multi-line double-quoted scalar, found wrong indentation")]
    [InlineData("a: ⟦\"⟧\\q\"\n", "while scanning a quoted scalar, found unknown escape character")]
    [InlineData("a: 'it'⟦s b'⟧\n", "while parsing a block mapping, did not find expected key")]
    [InlineData("a: b⟦:⟧ c\n", "while scanning a plain scalar value, found invalid mapping")]
    [InlineData("a: 1\n b⟦:⟧ 2\n", "while scanning a plain scalar value, found invalid mapping")]
    [InlineData("- a\n⟦b:⟧ c\n", "while parsing a block collection, did not find expected '-' indicator")]
    [InlineData("a: ⟦@⟧b\n", "while scanning for the next token, found character that cannot start any token")]
    [InlineData("⟦%YAML⟧ 9.9\n---\na: 1\n", "found incompatible YAML document")]
    public void Malformed_YAML_is_reported_where_it_breaks(string spec, string message) => Report.IsErrors(spec, "RNN001: " + message);

    [Fact]
    public void Brackets_may_not_nest_without_end() =>
        Report.IsErrors($"seed: {new string('[', 64)}⟦[⟧{new string('[', 5_000)}", "RNN001: nested deeper than 64 levels");

    [Fact]
    public void Dashes_may_not_nest_without_end() =>
        Report.IsErrors("seed:\n  " + string.Concat(Enumerable.Repeat("- ", 64)) + "⟦-⟧ - - a", "RNN001: nested deeper than 64 levels");

    [Fact]
    public void A_quote_that_is_not_closed_is_shown_where_it_opens() => Report.IsErrors(
        Spec.Seed.With("description: ", "description: ⟦\"").With("in four letters?", "in four letters?⟧"),
        "RNN001: while scanning a multi-line double-quoted scalar, found wrong indentation");

    [Theory]
    [InlineData("⟦- seed⟧\n- model\n", "a list")]
    [InlineData("⟦[seed]⟧\n", "a list")]
    [InlineData("⟦seed⟧\n", "'seed'")]
    [InlineData("⟦---⟧\n", "nothing")]
    public void A_file_that_is_no_mapping_is_no_spec(string spec, string found) =>
        Report.IsErrors(spec, $"RNN004: 'broken.yaml' must be a mapping of keys to values, found {found}");

    [Fact]
    public void Anchors_and_aliases_are_what_they_stand_for()
    {
        var spec = Spec.Seed.With("{ x: bbcb, y: [0] }", "{ x: bbcb, y: &even [0] }").With("{ x: cbcb, y: [0] }", "{ x: cbcb, y: *even }");

        Assert.All(Report.Of(Spec.File("count-letter-a", spec)), diagnostic => Assert.Equal("RNN018", diagnostic.Id));
    }

    [Fact]
    public void A_wrong_value_behind_an_alias_is_reported_where_the_value_stands() => Report.IsErrors(
        Spec.Seed.With("epochs: 3000", "snapshot_epochs: ⟦⟦&many lots⟧⟧\n  epochs: *many"),
        "RNN004: 'training.epochs' must be a whole number from 1 to 1000000000, found 'lots'",
        "RNN004: 'training.snapshot_epochs' must be a whole number from 1 to 1000000000, found 'lots'");
}
