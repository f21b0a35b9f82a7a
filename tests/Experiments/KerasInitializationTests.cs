using RnnGen.Initialization;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.SpecTests;

/// <summary>What cells say of their matrices and biases for Keras's rule, from the spec to the initial weights.</summary>
public class KerasInitializationTests
{
    private const string Spec = """
        description: A cell of a user.
        seed: 3
        model:
          input_size: 2
          sequence_length: 2
          layers:
            - size: 3
              cell:
                options: { reset: { default: "off", choices: ["off", "on"] } }
                parameters:
                  Wa: [input, size]
                  Wr: { shape: [input, size], when: { reset: "on" } }
                  Wc: [input, 2 * size]
                  Ua: [size, size]
                  ba: { shape: [size], role: forget_bias }
                kernels:
                  W: [Wc, Wr, Wa]
                state: { s: [size] }
                step: |
                  a = sigmoid(x @ Wa + s_prev @ Ua + ba)
                  s = a * s_prev + x @ Wr + mean(x @ Wc)
                output: s
          output: { size: 1 }
        loss: { name: mse, reduce: mean }
        initialization:
          default: { name: keras }
        data:
          train: [{ x: [[1, 0], [0, 1]], y: [1] }]
        training:
          epochs: 1
          optimizer: { name: sgd, learning_rate: 0.1 }
        """;

    [Theory]
    [InlineData("lstm", "layers.0", "Wi Wf Wg Wo", "Ui Uf Ug Uo")]
    [InlineData("lstm-peephole", "layers.0", "Wi Wf Wg Wo", "Ui Uf Ug Uo")]
    [InlineData("lstm-layernorm", "layers.0", "Wi Wf Wg Wo", "Ui Uf Ug Uo")]
    [InlineData("gru", "layers.0", "Wz Wr Wn", "Uz Ur Un")]
    [InlineData("gru-reset-before", "layers.0", "Wz Wr Wn", "Uz Ur Un")]
    [InlineData("gru-over-lstm", "layers.1", "Wz Wr Wn", "Uz Ur Un")]
    [InlineData("bidirectional", "layers.0.forward", "Wz Wr Wn", "Uz Ur Un")]
    [InlineData("bidirectional", "layers.0.reverse", "Wz Wr Wn", "Uz Ur Un")]
    public void The_gates_of_a_cell_stand_in_its_kernels_in_the_order_of_Keras(string spec, string layer, string kernel, string recurrentKernel)
    {
        var layout = SpecCases.Get(spec).Layout;

        Assert.Equal(kernel, Gates("W"));
        Assert.Equal(recurrentKernel, Gates("U"));

        string Gates(string name)
        {
            var blocks = layout.Where(parameter => parameter.Block?.Kernel == $"{layer}.{name}").OrderBy(parameter => parameter.Block!.FirstColumn).ToArray();
            Assert.Equal(Enumerable.Range(0, blocks.Length).Select(gate => new KernelBlock($"{layer}.{name}", gate * blocks[0].Shape[1], blocks.Length * blocks[0].Shape[1])), blocks.Select(block => block.Block));
            return string.Join(' ', blocks.Select(block => block.Name[(layer.Length + 1)..]));
        }
    }

    [Theory]
    [InlineData("lstm", "bxf")]
    [InlineData("lstm-peephole", "bf")]
    [InlineData("lstm-layernorm", "bf")]
    [InlineData("gru", null)]
    [InlineData("mgu", null)]
    public void The_bias_of_the_forget_gate_alone_starts_as_ones(string spec, string? forget)
    {
        var experiment = SpecCases.Get(spec);
        var initial = InitialParameters.Draw(experiment.Layout, experiment.Settings with { DefaultInitializer = new KerasDefault(), Initializers = new Dictionary<string, Initializer>() });

        Assert.All(experiment.Layout.Where(parameter => parameter.Name.StartsWith("layers.0.b", StringComparison.Ordinal)), bias =>
            Assert.Equal(bias.Name == "layers.0." + forget ? [1, 1, 1] : [0, 0, 0], initial.View(bias).ToArray()));
    }

    [Theory]
    [InlineData("elman-double-bias")]
    [InlineData("irnn")]
    [InlineData("mgu")]
    [InlineData("rhn")]
    [InlineData("lstm-1997-full")]
    [InlineData("gated")]
    public void A_cell_that_says_nothing_has_no_kernels(string spec) => Assert.All(SpecCases.Get(spec).Layout, parameter => Assert.Null(parameter.Block));

    [Theory]
    [InlineData("off", "Wc 0 of 9, Wa 6 of 9")]
    [InlineData("on", "Wa 9 of 12, Wr 6 of 12, Wc 0 of 12")]
    public void A_users_cell_has_kernels_of_its_matrices_that_are_there(string reset, string expected)
    {
        var experiment = CompiledSpecs.Load(new SpecText("users-cell.yaml", Spec.Replace("- size: 3", $"- size: 3\n      reset: \"{reset}\"", StringComparison.Ordinal))).Values.Single();
        var layout = experiment.Layout;
        Assert.Equal(expected.Split(", ").Order(), layout.Where(parameter => parameter.Block is not null).Select(parameter => $"{parameter.Name["layers.0.".Length..]} {parameter.Block!.FirstColumn} of {parameter.Block.KernelColumns}").Order());
        Assert.Null(layout["layers.0.Ua"].Block);
        Assert.Equal(ParameterRole.ForgetBias, layout["layers.0.ba"].Role);

        // The numbers are those of the one matrix, row by row.
        var columns = layout["layers.0.Wc"].Block!.KernelColumns;
        var kernel = new double[2 * columns];
        new XavierUniform().Fill(kernel, new ParameterInfo("layers.0.W", 2, columns), new Randomness.RandomState(3));
        var initial = InitialParameters.Draw(layout, experiment.Settings);
        Assert.Equal([.. kernel[..6], .. kernel[columns..(columns + 6)]], initial["layers.0.Wc"].ToArray());
        Assert.Equal([.. kernel[(columns - 3)..columns], .. kernel[(columns + columns - 3)..]], initial["layers.0.Wa"].ToArray());
        Assert.Equal([1, 1, 1], initial["layers.0.ba"].ToArray());
    }

    [Fact]
    public void The_recorded_spec_has_the_kernels_and_roles_of_a_cell_in_the_spec()
    {
        var spec = CompiledSpecs.Load(new SpecText("users-cell.yaml", Spec)).Values.Single().Spec;

        Assert.Contains("\"kernels\": { \"W\": [\"Wc\", \"Wr\", \"Wa\"] }", spec, StringComparison.Ordinal);
        Assert.Contains("\"ba\": { \"shape\": [\"size\"], \"role\": \"forget_bias\" }", spec, StringComparison.Ordinal);
    }
}
