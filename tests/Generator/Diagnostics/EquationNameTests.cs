using Xunit;

namespace RnnGen.Generator.Tests;

/// <summary>RNN011, RNN013, RNN014 and RNN015: names that are not known, taken, read too early, or never used.</summary>
public class EquationNameTests
{
    [Theory]
    [InlineData("z = ⟦q⟧ @ Whh + x @ Wxh\ns = activation(z)", "'q' is not known here: expected 'Whh', 'Wxh', 's_prev' or 'x'")]
    [InlineData("z = s_prev @ ⟦Whx⟧ + x @ Wxh\ns = activation(z)", "'Whx' is not known here: did you mean 'Whh'?")]
    [InlineData("z = s_prev @ Whh + ⟦X⟧ @ Wxh\ns = activation(z)", "'X' is not known here: did you mean 'x'?")]
    [InlineData("z = s_prev @ Whh + ⟦r⟧\nr = x @ Wxh\ns = activation(z)", "'r' is not known here: it is assigned further down")]
    [InlineData("z = s_prev @ Whh + ⟦z⟧\ns = activation(z)", "'z' is not known here: it is what this line assigns")]
    [InlineData("z = s_prev @ Whh + x @ Wxh\ns = ⟦tanh⟧ * z", "'tanh' is not known here: it is a function: call it as tanh(...)")]
    [InlineData("z = s_prev @ Whh + x @ Wxh\ns = ⟦activation⟧", "'activation' is not known here: it is a function: call it as activation(...)")]
    [InlineData("z = s_prev @ Whh + x @ Wxh\ns = ⟦tahn⟧(z)", "'tahn' is not known here: did you mean 'tanh'?")]
    [InlineData("z = s_prev @ Whh + x @ Wxh\ns = ⟦tangent⟧(activation(z))", "'tangent' is not known here: expected 'abs', 'activation', 'cos', 'elu', 'erf', 'exp', 'expm1', 'gelu', 'hard_sigmoid', 'hard_tanh', 'identity', 'leaky_relu', 'log', 'log_sum_exp', 'max', 'maximum', 'mean', 'minimum', 'relu', 'repeat', 'selu', 'sigmoid', 'silu', 'sin', 'softmax', 'softplus', 'softsign', 'sqrt', 'square', 'stop_gradient', 'sum' or 'tanh'")]
    [InlineData("z = s_prev @ Whh + x @ Wxh\ns = ⟦s_prev⟧(z)", "'s_prev' is not known here: it is a value and not a function")]
    [InlineData("z = tanh(s_prev @ Whh) + x @ Wxh\ns = activation(z) + ⟦z_1⟧", "'z_1' is not known here: expected 'Whh', 'Wxh', 's_prev', 'x' or 'z'")]
    public void A_name_in_an_equation_is_one_that_is_known(string equations, string message) =>
        Report.IsErrors(Spec.WithStep(equations), "RNN011: " + message);

    [Theory]
    [InlineData(200, "")]
    [InlineData(201, "...")]
    [InlineData(50_000, "...")]
    public void A_very_long_name_is_shown_by_how_it_begins(int length, string rest) => Report.IsErrors(
        Spec.WithStep($"z = ⟦{new string('q', length)}⟧ @ Whh + x @ Wxh\ns = activation(z)"),
        $"RNN011: '{new string('q', 200)}{rest}' is not known here: expected 'Whh', 'Wxh', 's_prev' or 'x'");

    [Fact]
    public void So_is_a_very_long_text_in_which_no_character_is_cut_in_two() => Report.IsErrors(
        Spec.Seed.With("name: half_mse", $"name: ⟦{string.Concat(Enumerable.Repeat("a ", 2_000))[..^1]}😀 b⟧"),
        $"RNN006: unknown loss '{string.Concat(Enumerable.Repeat("a ", 2_000))[..^1]}...': expected 'binary_cross_entropy', 'cross_entropy', 'half_mse', 'huber', 'mae' or 'mse'");

    [Theory]
    [InlineData("output: ⟦t⟧", "'t' is not known here: expected 's' or 'z'")]
    [InlineData("output: ⟦x⟧", "'x' is not known here: expected 's' or 'z'")]
    [InlineData("output: ⟦s_prev⟧", "'s_prev' is not known here: expected 's' or 'z'")]
    public void The_output_is_what_an_equation_assigns(string output, string message) =>
        Report.IsErrors(Spec.WithCell.With("output: s", output), "RNN011: " + message);

    [Fact]
    public void A_step_without_equations_assigns_nothing() => Report.IsErrors(
        Spec.Seed.With("{ cell: elman, size: 2, activation: tanh, bias: none }", "{ size: 2, cell: { step: '', output: ⟦s⟧ } }"),
        "RNN011: 's' is not known here: the step assigns nothing");

    [Theory]
    [InlineData("⟦x⟧ = s_prev @ Whh + x @ Wxh\ns = activation(x)", "'x' cannot be used here: it is the layer's input")]
    [InlineData("⟦Whh⟧ = s_prev @ Whh + x @ Wxh\ns = activation(Whh)", "'Whh' cannot be used here: it is a parameter")]
    [InlineData("⟦tanh⟧ = s_prev @ Whh + x @ Wxh\ns = activation(tanh)", "'tanh' cannot be used here: it is a function of the language")]
    [InlineData("⟦sum⟧ = s_prev @ Whh + x @ Wxh\ns = activation(sum)", "'sum' cannot be used here: it is a function of the language")]
    [InlineData("⟦activation⟧ = s_prev @ Whh + x @ Wxh\ns = tanh(activation)", "'activation' cannot be used here: it is declared already")]
    [InlineData("z = s_prev @ Whh + x @ Wxh\n⟦z⟧ = z + 1\ns = activation(z)", "'z' cannot be used here: it is assigned already, and each name is assigned once")]
    [InlineData("z = s_prev @ Whh + x @ Wxh\ns = activation(z)\n⟦s⟧ = z", "'s' cannot be used here: it is assigned already, and each name is assigned once")]
    [InlineData("⟦s_prev⟧ = x @ Wxh\ns = activation(s_prev @ Whh)", "'s_prev' cannot be used here: it is declared already")]
    [InlineData("⟦z_prev⟧ = s_prev @ Whh + x @ Wxh\ns = activation(z_prev)", "'z_prev' cannot be used here: a name is letters and digits; what follows a '_' is the generator's")]
    [InlineData("⟦y_hat⟧ = s_prev @ Whh + x @ Wxh\ns = activation(y_hat)", "'y_hat' cannot be used here: a name is letters and digits; what follows a '_' is the generator's")]
    [InlineData("⟦loss⟧ = s_prev @ Whh + x @ Wxh\ns = activation(loss)", "'loss' cannot be used here: it is what the loss computes")]
    [InlineData("⟦dx⟧ = s_prev @ Whh + x @ Wxh\ns = activation(dx)", "'dx' cannot be used here: it would be the gradient of 'x'")]
    [InlineData("⟦dWhh⟧ = s_prev @ Whh + x @ Wxh\ns = activation(dWhh)", "'dWhh' cannot be used here: it would be the gradient of 'Whh'")]
    [InlineData("dz = s_prev @ Whh + x @ Wxh\n⟦z⟧ = dz + 1\ns = activation(z)", "'z' cannot be used here: its gradient would be 'dz', which is declared already")]
    public void What_an_equation_assigns_has_a_name_of_its_own(string equations, string message) =>
        Report.IsErrors(Spec.WithStep(equations), "RNN013: " + message);

    [Theory]
    [InlineData("Wxh: [input, size]", "⟦x⟧: [input, size]", "'x' cannot be used here: it is the layer's input")]
    [InlineData("Wxh: [input, size]", "⟦square⟧: [input, size]", "'square' cannot be used here: it is a function of the language")]
    [InlineData("Wxh: [input, size]", "⟦Who⟧: [input, size]", "'Who' cannot be used here: it is a parameter of the output layer")]
    [InlineData("Wxh: [input, size]", "⟦dx⟧: [input, size]", "'dx' cannot be used here: it would be the gradient of 'x'")]
    [InlineData("Wxh: [input, size]", "⟦activation⟧: [input, size]", "'activation' cannot be used here: it is declared already")]
    [InlineData("Whh: [size, size]", "⟦dWxh⟧: [size, size]", "'dWxh' cannot be used here: it would be the gradient of 'Wxh'")]
    [InlineData("state: { s: [size] }", "state: { s: [size], ⟦Wxh⟧: [size] }", "'Wxh' cannot be used here: it is a parameter")]
    [InlineData("state: { s: [size] }", "state: { s: [size], ⟦tanh⟧: [size] }", "'tanh' cannot be used here: it is a function of the language")]
    [InlineData("options: { activation: tanh }", "options: { activation: tanh, ⟦tanh⟧: sigmoid }", "'tanh' cannot be used here: it is a function of the language")]
    [InlineData("options: { activation: tanh }", "options: { activation: tanh, ⟦x⟧: sigmoid }", "'x' cannot be used here: it is the layer's input")]
    [InlineData("options: { activation: tanh }", "options: { activation: tanh, ⟦s_prev⟧: 0.5 }", "'s_prev' cannot be used here: it is the state 's' before the step")]
    [InlineData("options: { activation: tanh }", "options: { activation: tanh, ⟦s_prev⟧: sigmoid }", "'s_prev' cannot be used here: it is the state 's' before the step")]
    [InlineData("options: { activation: tanh }", "options: { activation: tanh, ⟦input⟧: 2 }", "'input' cannot be used here: it is the number of inputs in shapes")]
    public void What_a_cell_declares_has_a_name_of_its_own(string old, string replacement, string message) =>
        Report.IsErrors(Spec.WithCell.With(old, replacement), "RNN013: " + message);

    [Fact]
    public void With_several_layers_a_parameter_may_be_called_as_one_of_the_output_layer()
    {
        var spec = Spec.WithCell.Replace("Wxh", "Who", StringComparison.Ordinal).With("  output: { size: 1", "    - { cell: elman, size: 2 }\n  output: { size: 1");

        Report.IsErrors(spec);
    }

    [Fact]
    public void A_state_cannot_be_read_above_its_line() => Report.IsErrors(
        Spec.WithStep("z = ⟦s⟧ @ Whh + x @ Wxh\ns = activation(z)"),
        "RNN014: 's' is the state after the step and is read above its line: before the step it is 's_prev'");

    [Fact]
    public void A_state_cannot_be_read_in_its_own_line() => Report.IsErrors(
        Spec.WithStep("z = s_prev @ Whh + x @ Wxh\ns = activation(z) + ⟦s⟧"),
        "RNN014: 's' is the state after the step and is read above its line: before the step it is 's_prev'");

    [Fact]
    public void A_state_is_assigned() => Report.IsErrors(
        Spec.WithCell.With("state: { s: [size] }", "state: { s: [size], ⟦memory⟧: [size] }"),
        "RNN014: no equation assigns the state 'memory'");

    [Theory]
    [InlineData("Whh: [size, size]", "Whh: [size, size]\n          ⟦Wzz⟧: [size, size]", "the parameter 'Wzz' is never used: remove it, or use it in an equation")]
    [InlineData("activation: tanh }", "activation: tanh, ⟦gate⟧: sigmoid }", "the option 'gate' is never used: remove it, or use it in an equation")]
    [InlineData("activation: tanh }", "activation: tanh, ⟦bias⟧: { default: none, choices: [none, single] } }", "the option 'bias' is never used: remove it, or use it in an equation")]
    [InlineData("s = activation(z)", "⟦r⟧ = activation(z)\n          s = activation(z)", "the value 'r' is never used: remove it, or use it in an equation")]
    public void Nothing_is_declared_in_vain(string old, string replacement, string message) =>
        Report.IsErrors(Spec.WithCell.With(old, replacement), "RNN015: " + message);
}
