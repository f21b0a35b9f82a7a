using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Equations;
using RnnGen.Generator.Specs;
using Xunit;

namespace RnnGen.Generator.Tests;

/// <summary>From the text of a cell to typed equations.</summary>
public class EquationBinderTests
{
    [Fact]
    public void Operands_of_functions_and_products_get_names_where_they_need_them() => Assert.Equal(
        ["z_1 = tanh(s_prev)", "z_2 = x @ Wxh", "z = z_1 @ Whh + z_2 * 2", "s_1 = z + 1", "s = tanh(s_1)"],
        Equations(Spec.WithStep("z = activation(s_prev) @ Whh + (x @ Wxh) * 2\ns = activation(z + 1)")));

    [Fact]
    public void The_seeds_equations_stay_as_they_are_written() =>
        Assert.Equal(["z = s_prev @ Whh + x @ Wxh", "s = tanh(z)"], Equations(Spec.WithCell));

    [Fact]
    public void An_equation_whose_derivative_would_be_much_longer_gets_names_for_its_parts() => Assert.Equal(
        [
            "z = x @ Wxh + s_prev @ Whh",
            "s_1 = z * z * z * z * z * z * z * z * z * z * z",
            "s = s_1 * z * z + z",
        ],
        Equations(Spec.WithStep("z = x @ Wxh + s_prev @ Whh\ns = z * z * z * z * z * z * z * z * z * z * z * z * z + z").With("        options: { activation: tanh }\n", "")));

    [Fact]
    public void A_long_sum_of_products_stays_one_equation()
    {
        var sum = string.Join(" + ", Enumerable.Repeat("z * s_prev", 60));

        Assert.Equal(["z = x @ Wxh + s_prev @ Whh", "s = " + sum], Equations(Spec.WithStep("z = x @ Wxh + s_prev @ Whh\ns = " + sum).With("        options: { activation: tanh }\n", "")));
    }

    [Fact]
    public void A_bias_that_is_left_out_drops_out() => Assert.Equal(["z = s_prev @ Whh + x @ Wxh", "s = tanh(z)"], Equations(Spec.Seed));

    [Theory]
    [InlineData("single", "z = s_prev @ Whh + x @ Wxh + bh")]
    [InlineData("double", "z = s_prev @ Whh + x @ Wxh + bxh + bhh")]
    public void A_bias_is_there_when_its_option_says_so(string bias, string equation) =>
        Assert.Equal(equation, Equations(Spec.Seed.With("tanh, bias: none", "tanh, bias: " + bias))[0]);

    [Theory]
    [InlineData("z = s_prev @ Whh + x @ Wxh", 2)]
    [InlineData("z = sum(x) + s_prev", 2)]
    [InlineData("z = s_prev * sum(x)", 2)]
    [InlineData("z = 1 - s_prev", 2)]
    [InlineData("z = sum(x) * 2", 1)]
    [InlineData("z = tanh(x)", 3)]
    public void Shapes_are_inferred_and_numbers_broadcast(string equation, int size)
    {
        var network = Bind(Spec.WithStep($"{equation}\ns = x @ Wxh + s_prev @ Whh + sum(activation(z))"));

        Assert.Equal(Shape.Vector(size), network.Layers[0].Directions[0].Equations.Single(bound => bound.Target.Name == "z").Target.Shape);
    }

    [Fact]
    public void Parameters_stand_in_the_order_of_declaration_the_lowest_layer_first_and_the_output_last()
    {
        var network = Bind(Spec.WithCell.With("  output: { size: 1, activation: sigmoid, bias: none", "    - { cell: elman, size: 4, bias: single }\n  output: { size: 1, bias: single"));

        Assert.Equal(
            [
                "layers.0.Wxh Wxh_l0 [3, 2]", "layers.0.Whh Whh_l0 [2, 2]", "layers.1.Wxh Wxh_l1 [2, 4]", "layers.1.Whh Whh_l1 [4, 4]", "layers.1.bh bh_l1 [4]",
                "output.Who Who [4, 1]", "output.by by [1]",
            ],
            network.Parameters.Select(parameter => $"{parameter.Path} {parameter.Variable.Name} {parameter.Variable.Shape}"));
    }

    private static string[] Equations(string spec) => [.. Bind(spec).Layers[0].Directions[0].Equations.Select(equation => $"{equation.Target.Name} = {Notation.Of(equation.Value, Written)}")];

    private static string Written(Variable variable) => variable.Kind == VariableKind.Previous ? variable.Name + "_prev" : variable.Name;

    private static Network Bind(string text)
    {
        var findings = new List<Finding>();
        var network = NetworkBinder.Bind(SpecFile.Read("/specs/bound.yaml", text).Experiment!, new Dictionary<string, CellSpec?>(), findings);
        Assert.Empty(findings);
        return network!;
    }
}
