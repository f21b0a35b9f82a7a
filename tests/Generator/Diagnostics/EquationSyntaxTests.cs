using System.Globalization;
using Xunit;

namespace RnnGen.Generator.Tests;

/// <summary>RNN010: equations that cannot be parsed, to the character.</summary>
public class EquationSyntaxTests
{
    [Theory]
    [InlineData("z = s_prev @ Whh + x @⟦@⟧ Wxh\ns = activation(z)", "expected a name, a number or '(', found '@'")]
    [InlineData("z = s_prev @ Whh ⟦+⟧\ns = activation(z)", "expected a name, a number or '(', found the end of the line")]
    [InlineData("z = s_prev @ Whh + (x @ Wxh\n⟦s⟧ = activation(z)", "expected ')', found 's'")]
    [InlineData("z = s_prev @ Whh\ns = activation(z⟦,⟧", "expected a name, a number or '(', found the end of the equations")]
    [InlineData("z = s_prev @ Whh\ns = activation(⟦z⟧", "expected ',' or ')', found the end of the equations")]
    [InlineData("z = s_prev @ Whh\ns = activation(⟦)⟧", "expected a name, a number or '(', found ')'")]
    [InlineData("z = s_prev @ Whh\ns = activation(z⟦=⟧1)", "expected ',' or ')', found '='")]
    [InlineData("z = s_prev @ Whh⟦)⟧\ns = activation(z)", "expected an operator or the end of the line, found ')'")]
    [InlineData("z = 2⟦x⟧ @ Whh\ns = activation(z)", "expected an operator or the end of the line, found 'x'")]
    [InlineData("z ⟦s_prev⟧ @ Whh\ns = activation(z)", "expected '=', found 's_prev'")]
    [InlineData("⟦z⟧\ns = activation(z)", "expected '=', found the end of the line")]
    [InlineData("z = s_prev @ Whh\ns = activation(z) ⟦=⟧ 1", "expected an operator or the end of the line, found '='")]
    [InlineData("⟦2⟧ = s_prev @ Whh\ns = activation(z)", "expected a name to assign, found '2'")]
    [InlineData("z = s_prev @ Whh + ⟦1.2.3⟧\ns = activation(z)", "'1.2.3' is not a number")]
    [InlineData("z = s_prev @ Whh + ⟦1e999⟧\ns = activation(z)", "'1e999' is not a number")]
    [InlineData("z = s_prev ⟦^⟧ 2\ns = activation(z)", "unexpected character '^': an equation has names, numbers, + - * / @ ( ) and commas")]
    [InlineData("z = s_prev * ⟦😀⟧\ns = activation(z)", "unexpected character '😀': an equation has names, numbers, + - * / @ ( ) and commas")]
    [InlineData("z = s_prev * ⟦ω⟧\ns = activation(z)", "unexpected character 'ω': an equation has names, numbers, + - * / @ ( ) and commas")]
    [InlineData("z = s_prev @ Whh\ns = ⟦activation(z, x)⟧", "activation takes one argument, found 2")]
    public void An_equation_in_a_block_is_reported_at_the_character(string equations, string message) =>
        Report.IsErrors(Spec.WithStep(equations), "RNN010: " + message);

    [Fact]
    public void Comments_blank_lines_and_deeper_lines_do_not_move_the_place() => Report.IsErrors(
        Spec.WithStep("# The sum.\n  z = (s_prev @ Whh # and\n       + x @ Wxh)\n\ns = activation(z ⟦z⟧)"),
        "RNN010: expected ',' or ')', found 'z'");

    [Theory]
    [InlineData("step: |-")]
    [InlineData("step: |+")]
    [InlineData("step: |2")]
    [InlineData("step: &equations |")]
    [InlineData("step: | # one step")]
    public void Every_kind_of_literal_block_keeps_its_places(string header) =>
        Report.IsErrors(Spec.WithStep("z = s_prev @ Whh +⟦*⟧ x\ns = activation(z)").With("step: |", header), "RNN010: expected a name, a number or '(', found '*'");

    [Theory]
    [InlineData("step: s = activation(s_prev @ Whh + x @⟦@⟧ Wxh)")]
    [InlineData("step: &equation s = activation(s_prev @ Whh + x @⟦@⟧ Wxh)")]
    [InlineData("step: 's = activation(s_prev @ Whh + x @⟦@⟧ Wxh)'")]
    [InlineData("\"step\":   \"s = activation(s_prev @ Whh + x @⟦@⟧ Wxh)\"   # quoted")]
    [InlineData("step:\n          s = activation(s_prev @ Whh + x @⟦@⟧ Wxh)")]
    public void An_equation_on_one_line_is_reported_at_the_character(string step) =>
        Report.IsErrors(WithStep(step), "RNN010: expected a name, a number or '(', found '@'");

    [Theory]
    [InlineData("step: ⟦s = activation(s_prev @ Whh\n            + x @@ Wxh)⟧")]
    [InlineData("step: ⟦>\n          s = activation(s_prev @ Whh\n          + x @@ Wxh)⟧")]
    [InlineData("step: ⟦\"s = activation(s_prev @ Whh + x \\u0040@ Wxh)\"⟧")]
    public void An_equation_that_the_file_writes_otherwise_is_reported_as_a_whole(string step) =>
        Report.IsErrors(WithStep(step), "RNN010: expected a name, a number or '(', found '@'");

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Line_ends_of_any_kind_leave_line_and_column_alone(string lineEnd)
    {
        var text = Spec.WithStep("z = s_prev @ Whh + x @@ Wxh\ns = activation(z)").ReplaceLineEndings(lineEnd);

        var error = Assert.Single(Report.Of(Spec.File("broken", text)), diagnostic => diagnostic.Id == "RNN010");

        Assert.Equal("@ Wxh", text.Substring(error.Location.SourceSpan.Start, 5));
        Assert.Equal(
            $"/specs/broken.yaml({1 + text[..text.IndexOf("@@", StringComparison.Ordinal)].Split(lineEnd).Length - 1},33): error RNN010: expected a name, a number or '(', found '@'",
            error.ToString());
    }

    [Fact]
    public void Parentheses_may_not_nest_without_end() => Report.IsErrors(
        Spec.WithStep($"z = s_prev @ Whh + {new string('(', 99)}(⟦x⟧"), "RNN010: expected at most 100 nested parentheses, found 'x'");

    [Fact]
    public void Signs_may_not_nest_without_end() => Report.IsErrors(
        Spec.WithStep($"z = s_prev @ Whh + {new string('-', 99)}⟦-⟧x"), "RNN010: expected at most 100 signs, found '-'");

    [Fact]
    public void An_equation_has_a_greatest_length()
    {
        var longest = "z = s_prev @ Whh" + string.Concat(Enumerable.Repeat(" + x @ Wxh", 249));

        Report.IsErrors(
            Spec.WithStep($"⟦z⟧ = s_prev @ Whh{string.Concat(Enumerable.Repeat(" + x @ Wxh", 249))}\ns = activation(z)"),
            $"RNN010: the equation of 'z' has {(5 + (4 * 249)).ToString(CultureInfo.InvariantCulture)} symbols, and at most 1000 are possible: give parts of it names");
        Report.IsErrors(Spec.WithStep(longest[..^" + x @ Wxh".Length] + "\ns = activation(z)"));
    }

    private static string WithStep(string step) =>
        Spec.WithCell.With("step: |\n          z = s_prev @ Whh + x @ Wxh\n          s = activation(z)\n", step + "\n");
}
