using Microsoft.CodeAnalysis;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.Generator.Tests;

/// <summary>The declarations of a cell, RNN012 among them, and RNN019: cells in files of their own.</summary>
public class CellTests
{
    [Theory]
    [InlineData("z = s_prev @ Whh + ⟦x @ Whh⟧\ns = activation(z)", "x of shape [3] times Whh of shape [2, 2]: the inner sizes must be equal")]
    [InlineData("z = ⟦s_prev @ Wxh⟧\ns = activation(z)", "s_prev of shape [2] times Wxh of shape [3, 2]: the inner sizes must be equal")]
    [InlineData("z = ⟦2 @ Wxh⟧\ns = activation(z)", "2 of shape a number times Wxh of shape [3, 2]: the inner sizes must be equal")]
    [InlineData("z = s_prev @ ⟦x⟧\ns = activation(z)", "the right side of '@' must be a matrix parameter, found x of shape [3]")]
    [InlineData("z = x @ (⟦Wxh⟧ @ Whh)\ns = activation(z)", "the matrix Wxh [3, 2] can only stand to the right of '@'")]
    [InlineData("z = s_prev + ⟦Whh⟧\ns = activation(z)", "the matrix Whh [2, 2] can only stand to the right of '@'")]
    [InlineData("z = s_prev @ Whh\ns = tanh(⟦Wxh⟧) + z", "the matrix Wxh [3, 2] can only stand to the right of '@'")]
    [InlineData("z = ⟦s_prev @ Whh * x⟧\ns = activation(z)", "the shapes [2] and [3] of the operands of '*' do not fit")]
    [InlineData("z = s_prev @ Whh + x @ Wxh\ns = activation(⟦z + x⟧)", "the shapes [2] and [3] of the operands of '+' do not fit")]
    [InlineData("z = ⟦0 * 2⟧\ns = activation(z)", "'z' would be a number of its own: an equation computes a vector")]
    [InlineData("z = ⟦(1 + 2)⟧\ns = activation(z)", "'z' would be a number of its own: an equation computes a vector")]
    [InlineData("z = ⟦repeat(repeat(x, 4096), 4096)⟧\ns = activation(z)", "12288 units, each 4096 times, are more than the 65536 that a vector may have")]
    public void Shapes_fit(string equations, string message) => Report.IsErrors(Spec.WithStep(equations), "RNN012: " + message);

    [Theory]
    [InlineData("state: { s: ⟦[3]⟧ }", "the state 's' is declared as [3], but its equation computes [2]")]
    [InlineData("state: { s: ⟦[size, size]⟧ }", "the state 's' must be a vector, found the shape [2, 2]")]
    public void A_state_has_the_shape_that_its_equation_computes(string state, string message) =>
        Report.IsErrors(Spec.WithStep("z = x @ Wxh\ns = activation(z @ Whh)").With("state: { s: [size] }", state), "RNN012: " + message);

    [Theory]
    [InlineData("⟦[]⟧", "a shape of one or two of 'input', 'size', an option or a number from 1 to 4096, found []")]
    [InlineData("⟦[input, size, size]⟧", "a shape of one or two of 'input', 'size', an option or a number from 1 to 4096, found [input, size, size]")]
    [InlineData("⟦[input * , size]⟧", "a shape of one or two of 'input', 'size', an option or a number from 1 to 4096, found [input *, size]")]
    [InlineData("⟦[0, size]⟧", "a shape of one or two of 'input', 'size', an option or a number from 1 to 4096, found [0, size]")]
    [InlineData("⟦[+3, size]⟧", "a shape of one or two of 'input', 'size', an option or a number from 1 to 4096, found [+3, size]")]
    [InlineData("⟦[2000000000, size]⟧", "a shape of one or two of 'input', 'size', an option or a number from 1 to 4096, found [2000000000, size]")]
    [InlineData("⟦size⟧", "a shape such as [input, size], found 'size'")]
    public void A_shape_has_one_or_two_sizes(string shape, string message) => Report.IsErrors(
        Spec.WithCell.With("Wxh: [input, size]", "Wxh: " + shape), $"RNN004: 'model.layers[0].cell.parameters.Wxh' must be {message}");

    [Theory]
    [InlineData("⟦[size, 4096 * 17]⟧", "[size, 4096 * 17]")]
    [InlineData("⟦[4096 * 4096 * 4096 * 4096]⟧", "[4096 * 4096 * 4096 * 4096]")]
    public void A_product_of_sizes_is_not_too_large(string shape, string found) => Report.IsErrors(
        Spec.WithCell.With("Wxh: [input, size]", "Wxh: " + shape), $"RNN005: 'parameters.Wxh' must be a shape of dimensions up to 65536, found {found}");

    [Fact]
    public void A_model_of_more_parameters_than_arrays_have_room_for_is_refused() => Report.IsErrors(
        Spec.WithCell.With("model:", "⟦model⟧:").With("Wxh: [input, size]", "Wxh: [input, size]\n          Wss: [4096 * 4, 4096 * 4]\n          Wse: [size, 4096 * 4]\n          Wes: [4096 * 4, size]")
            .With("x @ Wxh", "x @ Wxh + s_prev @ Wse @ Wss @ Wes"),
        "RNN022: the model has 268501004 parameters, and at most 268435456 are possible");

    [Theory]
    [InlineData("⟦[inputs, size]⟧", "'inputs' is not known here: did you mean 'input'?")]
    [InlineData("⟦[input, size * units]⟧", "'units' is not known here: expected 'input' or 'size'")]
    public void A_dimension_is_one_that_is_known(string shape, string message) =>
        Report.IsErrors(Spec.WithCell.With("Wxh: [input, size]", "Wxh: " + shape), "RNN011: " + message);

    [Theory]
    [InlineData("{ shape: [input, size], role: ⟦gain⟧ }", "RNN006: unknown role 'gain': it goes with a vector, which scales units")]
    [InlineData("{ shape: [input, size], role: ⟦forget_bias⟧ }", "RNN006: unknown role 'forget_bias': it goes with a vector, which is added to units")]
    [InlineData("{ shape: [input, size], role: ⟦gian⟧ }", "RNN006: unknown role 'gian': did you mean 'gain'?")]
    public void A_role_is_one_that_the_parameter_can_have(string parameter, string error) => Report.IsErrors(Spec.WithCell.With("Wxh: [input, size]", "Wxh: " + parameter), error);

    [Theory]
    [InlineData("{ K: [Wxh, ⟦Whz⟧] }", "RNN006: unknown parameter 'Whz': did you mean 'Whh'?")]
    [InlineData("{ K: [Wxh, ⟦b⟧] }", "RNN012: a kernel is of matrices, and 'b' is declared as [size]")]
    [InlineData("{ K: [Wxh, ⟦Whh⟧] }", "RNN012: matrices side by side are declared with the same first dimension, and 'Wxh' is declared as [input, size], 'Whh' as [size, size]")]
    [InlineData("{ K: [Wxh, ⟦Wxh⟧] }", "RNN013: 'Wxh' cannot be used here: it stands in the kernel 'K' already")]
    [InlineData("{ K: [Wxh, Vxh], L: [Uxh, ⟦Vxh⟧] }", "RNN013: 'Vxh' cannot be used here: it stands in the kernel 'K' already")]
    [InlineData("{ ⟦Whh⟧: [Wxh, Vxh] }", "RNN013: 'Whh' cannot be used here: it is a parameter")]
    [InlineData("{ ⟦K_1⟧: [Wxh, Vxh] }", "RNN007: 'K_1' cannot be a name: a name is a letter followed by letters and digits")]
    [InlineData("{ K: ⟦[Wxh]⟧ }", "RNN004: 'model.layers[0].cell.kernels.K' must be a list of at least two matrices, found one")]
    [InlineData("{ K: ⟦[]⟧ }", "RNN004: 'model.layers[0].cell.kernels.K' must be a list of at least two matrices, found none")]
    [InlineData("{ K: ⟦Wxh⟧ }", "RNN004: 'model.layers[0].cell.kernels.K' must be a list of matrices such as [Wi, Wf], found 'Wxh'")]
    public void A_kernel_is_of_matrices_that_stand_side_by_side(string kernels, string error) => Report.IsErrors(
        Spec.WithCell
            .With("state: { s: [size] }", $"kernels: {kernels}\n        state: {{ s: [size] }}")
            .With("Wxh: [input, size]", "Wxh: [input, size]\n          Vxh: [input, size]\n          Uxh: [input, size]\n          b: [size]"),
        error);

    [Theory]
    [InlineData("{ ⟦mode⟧: tanh }", "RNN006: unknown option 'mode': expected 'activation'")]
    [InlineData("{ activation: ⟦tan⟧ }", "RNN006: unknown activation 'tan': did you mean 'tanh'?")]
    [InlineData("{ activation: ⟦[tanh, rely]⟧ }", "RNN006: unknown activation 'rely': did you mean 'relu'?")]
    [InlineData("⟦{ activation: tanh, mode: fast }⟧", "RNN004: 'model.layers[0].cell.parameters.Wxh.when' must be one option with its value such as { bias: single }, found 2 options")]
    [InlineData("⟦{}⟧", "RNN004: 'model.layers[0].cell.parameters.Wxh.when' must be one option with its value such as { bias: single }, found 0 options")]
    public void A_condition_is_one_that_can_hold(string condition, string error) => Report.IsErrors(
        Spec.WithCell.With("Wxh: [input, size]", $"Wxh: {{ shape: [input, size], when: {condition} }}"), error);

    [Theory]
    [InlineData("activation: ⟦tahn⟧", "RNN006: unknown function 'tahn': did you mean 'tanh'?")]
    [InlineData("activation: { default: ⟦on⟧, choices: [off, yes] }", "RNN006: unknown activation 'on': expected 'off' or 'yes'")]
    [InlineData("activation: { default: tanh, choices: ⟦[]⟧ }", "RNN004: 'model.layers[0].cell.options.activation.choices' must be a list of at least one word, found none")]
    [InlineData("⟦activation⟧: { default: tanh }", "RNN003: the key 'model.layers[0].cell.options.activation.choices' is missing: expected the list of what the option may be")]
    public void The_default_of_an_option_is_one_of_its_choices(string option, string error) =>
        Report.IsErrors(Spec.WithCell.With("activation: tanh }", option + " }"), error);

    [Fact]
    public void A_cell_file_that_is_not_there_is_reported() => Report.IsErrors(
        Spec.Seed.With("cell: elman", "cell: ⟦./my-cell.yaml⟧"),
        [Spec.File("another-cell", "cell: { step: s = x, output: s }")],
        "RNN019: no cell file 'my-cell.yaml' is among the project's RnnGenSpecs: expected './another-cell.yaml'");

    [Fact]
    public void A_cell_file_of_a_near_name_is_suggested() => Report.IsErrors(
        Spec.Seed.With("cell: elman", "cell: ⟦./anther-cell.yaml⟧"),
        [Spec.File("another-cell", "cell: { step: s = x, output: s }")],
        "RNN019: no cell file 'anther-cell.yaml' is among the project's RnnGenSpecs: did you mean './another-cell.yaml'?");

    [Fact]
    public void A_file_without_its_folder_is_no_built_in_cell() => Report.IsErrors(
        Spec.Seed.With("cell: elman", "cell: ⟦my-cell.yaml⟧"), "RNN006: unknown cell 'my-cell.yaml': did you mean './my-cell.yaml'?");

    [Fact]
    public void An_experiment_is_no_cell_file() => Report.IsErrors(
        Spec.Seed.With("cell: elman", "cell: ⟦./other.yaml⟧"),
        [Spec.File("other", Spec.Seed)],
        "RNN019: no cell file 'other.yaml' is among the project's RnnGenSpecs: expected a file of that name with the key 'cell'");

    [Theory]
    [InlineData("cell:\n  step: |\n    # The last input.\n    s = x + q\n  output: s\n", "(4,13): error RNN011: 'q' is not known here: expected 'x'")]
    [InlineData("cell:\r\n  step: |\r\n    s = x + (q\r\n  output: s\r\n", "(3,14): error RNN010: expected ')', found the end of the equations")]
    [InlineData("cell:\n  parameters: { W: [size, size] }\n  step: s = x @ W\n  output: s\n", "(3,13): error RNN012: x of shape [3] times W of shape [2, 2]: the inner sizes must be equal")]
    [InlineData("cell:\n  parameters: { W: [input, size] }\n  step: s = x\n  output: s\n", "(2,17): error RNN015: the parameter 'W' is never used: remove it, or use it in an equation")]
    public void What_is_wrong_with_a_cell_file_is_said_there_and_once(string cell, string error)
    {
        var user = Spec.Seed.With("{ cell: elman, size: 2, activation: tanh, bias: none }", "{ cell: ./my-cell.yaml, size: 2 }");
        var diagnostics = Report.Of(Spec.File("user", user), Spec.File("another-user", user), Spec.File("my-cell", cell));

        Assert.Equal(["/specs/my-cell.yaml" + error], diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString()));
    }

    [Theory]
    [InlineData("cell: [", "/specs/my-cell.yaml(1,7): error RNN001: while parsing a node, did not find expected node content")]
    [InlineData("cell: { output: s }", "/specs/my-cell.yaml(1,1): error RNN003: the key 'cell.step' is missing: expected the equations of one step, a literal block (step: |)")]
    [InlineData("cell: { step: s = x, output: s }\nname: mine", "/specs/my-cell.yaml(2,1): error RNN002: unknown key 'name': nothing is expected here")]
    public void A_broken_cell_file_is_the_only_error_of_the_specs_that_use_it(string cell, string error)
    {
        var diagnostics = Report.Of(Spec.File("user", Spec.Seed.With("cell: elman", "cell: ./my-cell.yaml")), Spec.File("my-cell", cell));

        Assert.Equal([error], diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString()));
    }

    [Fact]
    public void Two_cell_files_of_one_name_are_an_error_where_a_layer_names_them()
    {
        SpecText[] cells = [new("/specs/a/gate.yaml", "cell: { step: s = x, output: s }"), new("/specs/b/gate.yaml", "cell: { step: s = tanh(x), output: s }")];

        Report.IsErrors(
            Spec.Seed.With("{ cell: elman, size: 2, activation: tanh, bias: none }", "{ cell: ⟦./gate.yaml⟧ }"),
            cells,
            "RNN023: the project has several cell files 'gate.yaml', and specs name cells by their files' names: rename all but one");
    }
}
