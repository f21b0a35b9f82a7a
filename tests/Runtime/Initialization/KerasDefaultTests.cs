using RnnGen.Initialization;
using RnnGen.Randomness;
using RnnGen.Training;
using Xunit;

namespace RnnGen.Tests.Initialization;

/// <summary>Keras's rule for kernels of several matrices: one draw for all of them.</summary>
public class KerasDefaultTests
{
    private const int Inputs = 3;
    private const int Units = 4;

    // A GRU: declared r z n, in Keras's kernels z r n.
    private static readonly ParameterLayout Gru = new(
        Matrix("Wr", Inputs, ParameterRole.Input, "W", 1),
        Matrix("Ur", Units, ParameterRole.Recurrent, "U", 1),
        new ParameterInfo("layers.0.br", Units) { Role = ParameterRole.Bias },
        Matrix("Wz", Inputs, ParameterRole.Input, "W", 0),
        Matrix("Uz", Units, ParameterRole.Recurrent, "U", 0),
        new ParameterInfo("layers.0.bz", Units) { Role = ParameterRole.ForgetBias },
        Matrix("Wn", Inputs, ParameterRole.Input, "W", 2),
        Matrix("Un", Units, ParameterRole.Recurrent, "U", 2),
        new ParameterInfo("output.Who", Units, 2) { Role = ParameterRole.Output });

    [Fact]
    public void From_one_stream_a_kernel_is_drawn_row_by_row_over_all_gates_where_the_first_of_its_matrices_stands()
    {
        var random = new RandomState(7);
        var kernel = Drawn(new XavierUniform(), random, Inputs, 3 * Units);
        var recurrent = Drawn(new Orthogonal(), random, Units, 3 * Units);
        var output = Drawn(new XavierUniform(), random, Units, 2);

        var drawn = Draw(RandomGenerator.RandomState);

        Assert.Equal(kernel, SideBySide(drawn, "Wz", "Wr", "Wn"));
        Assert.Equal(recurrent, SideBySide(drawn, "Uz", "Ur", "Un"));
        Assert.Equal(output, drawn["output.Who"].ToArray());
    }

    [Fact]
    public void With_philox_a_kernel_has_the_stream_of_its_own_name()
    {
        var drawn = Draw(RandomGenerator.Philox);

        Assert.Equal(Drawn(new XavierUniform(), Stream("layers.0.W"u8), Inputs, 3 * Units), SideBySide(drawn, "Wz", "Wr", "Wn"));
        Assert.Equal(Drawn(new Orthogonal(), Stream("layers.0.U"u8), Units, 3 * Units), SideBySide(drawn, "Uz", "Ur", "Un"));
        Assert.Equal(Drawn(new XavierUniform(), Stream("output.Who"u8), Units, 2), drawn["output.Who"].ToArray());
    }

    [Theory]
    [InlineData(RandomGenerator.RandomState)]
    [InlineData(RandomGenerator.Philox)]
    public void A_kernels_numbers_lie_within_the_limit_of_the_whole(RandomGenerator generator)
    {
        // Of 12,000 uniform numbers the largest is further than 1 % from the limit with a probability of 10^-26, and so is the smallest.
        var layout = new ParameterLayout([.. Enumerable.Range(0, 3).Select(gate => new ParameterInfo($"layers.0.W{gate}", 20, 200) { Role = ParameterRole.Input, Block = new KernelBlock("layers.0.W", 200 * gate, 600) })]);
        var limit = Math.Sqrt(6.0 / (20 + 600));

        var values = InitialParameters.Draw(layout, Settings(generator)).Values;

        Assert.All(values, value => Assert.InRange(value, -limit, limit));
        Assert.InRange(values.Max(), 0.99 * limit, limit);
        Assert.InRange(values.Min(), -limit, -0.99 * limit);
    }

    [Theory]
    [InlineData(RandomGenerator.RandomState)]
    [InlineData(RandomGenerator.Philox)]
    public void A_recurrent_kernel_is_orthogonal_as_a_whole_and_not_gate_by_gate(RandomGenerator generator)
    {
        var drawn = Draw(generator);

        Assert.InRange(FarthestFromOrthonormalRows(SideBySide(drawn, "Uz", "Ur", "Un")), 0, 1e-14);
        Assert.All(["Uz", "Ur", "Un"], gate => Assert.InRange(FarthestFromOrthonormalRows(drawn["layers.0." + gate].ToArray()), 0.1, 1));
    }

    [Theory]
    [InlineData(RandomGenerator.RandomState)]
    [InlineData(RandomGenerator.Philox)]
    public void The_same_seed_gives_the_same_bits_and_another_seed_others(RandomGenerator generator)
    {
        Assert.Equal(Draw(generator).Values, Draw(generator).Values);
        Assert.NotEqual(Draw(generator)["layers.0.Wn"].ToArray(), InitialParameters.Draw(Gru, Settings(generator) with { Seed = 8 })["layers.0.Wn"].ToArray());
    }

    [Fact]
    public void The_bias_of_a_forget_gate_starts_as_ones_and_draws_nothing()
    {
        var forget = new ParameterInfo("bf", 2) { Role = ParameterRole.ForgetBias };

        Assert.Equal([1, 1, 1, 1], Draw(RandomGenerator.RandomState)["layers.0.bz"].ToArray());
        Assert.Equal([0, 0, 0, 0], Draw(RandomGenerator.RandomState)["layers.0.br"].ToArray());
        Assert.False(new KerasDefault().Draws(forget));

        // Other rules take it for what it is otherwise, a bias.
        Assert.All([new XavierUniform(), new Orthogonal(), (Initializer)new Identity()], initializer => Assert.Equal([0, 0], Values(initializer, forget)));
        Assert.Equal(Values(new PyTorchDefault(), new ParameterInfo("b", 2) { Role = ParameterRole.Bias }), Values(new PyTorchDefault(), forget));
    }

    [Theory]
    [InlineData(RandomGenerator.RandomState)]
    [InlineData(RandomGenerator.Philox)]
    public void A_matrix_with_an_initializer_of_its_own_replaces_its_columns_of_the_kernel(RandomGenerator generator)
    {
        var constants = InitialParameters.Draw(Gru, Settings(generator) with { Initializers = new Dictionary<string, Initializer> { ["layers.0.Wn"] = new Constant(3) } });

        Assert.All(constants["layers.0.Wn"].ToArray(), value => Assert.Equal(3, value));
        Assert.All(["Wz", "Wr"], name => Assert.Equal(Draw(generator)["layers.0." + name].ToArray(), constants["layers.0." + name].ToArray()));
    }

    [Theory]
    [InlineData(RandomGenerator.RandomState)]
    [InlineData(RandomGenerator.Philox)]
    public void Other_initializers_draw_the_matrices_of_a_kernel_one_by_one(RandomGenerator generator)
    {
        var alone = new ParameterLayout([.. Gru.Select(parameter => new ParameterInfo(parameter.Name, [.. parameter.Shape]) { Role = parameter.Role })]);

        Assert.All([new Orthogonal(), new XavierUniform(), new PyTorchDefault(), (Initializer)new Normal(1)], initializer => Assert.Equal(
            InitialParameters.Draw(alone, Settings(generator) with { DefaultInitializer = initializer }).Values,
            InitialParameters.Draw(Gru, Settings(generator) with { DefaultInitializer = initializer }).Values));
    }

    [Fact]
    public void A_matrix_of_one_number_draws_where_its_kernel_has_more()
    {
        var one = new ParameterInfo("U", 1, 1) { Role = ParameterRole.Recurrent };
        var ofTwo = new ParameterInfo("U", 1, 1) { Role = ParameterRole.Recurrent, Block = new KernelBlock("K", 1, 2) };

        Assert.Equal((false, true), (new KerasDefault().Draws(one), new KerasDefault().Draws(ofTwo)));
    }

    [Fact]
    public void A_block_is_a_matrix_within_its_kernel()
    {
        Assert.Throws<ArgumentException>(() => new ParameterInfo("b", 2) { Block = new KernelBlock("K", 0, 4) });
        Assert.Throws<ArgumentException>(() => new ParameterInfo("W", 2, 2) { Block = new KernelBlock("K", 3, 4) });
        Assert.Throws<ArgumentException>(() => new ParameterInfo("W", 2, 2) { Block = new KernelBlock("K", -1, 4) });
        Assert.Equal(2, new ParameterInfo("W", 2, 2) { Block = new KernelBlock("K", 2, 4) }.Block?.FirstColumn);

        var first = new ParameterInfo("V", 2, 2) { Block = new KernelBlock("K", 0, 4) };
        Assert.Equal(8, new ParameterLayout(first, new ParameterInfo("W", 2, 2) { Block = new KernelBlock("K", 2, 4) }).Length);
        Assert.Throws<ArgumentException>(() => new ParameterLayout(first, new ParameterInfo("W", 3, 2) { Block = new KernelBlock("K", 2, 4) }));
        Assert.Throws<ArgumentException>(() => new ParameterLayout(first, new ParameterInfo("W", 2, 2) { Block = new KernelBlock("K", 2, 6) }));
        Assert.Throws<ArgumentException>(() => new ParameterLayout(first, new ParameterInfo("W", 2, 2) { Block = new KernelBlock("K", 1, 4) }));
    }

    private static ParameterInfo Matrix(string name, int rows, ParameterRole role, string kernel, int gate) =>
        new("layers.0." + name, rows, Units) { Role = role, Block = new KernelBlock("layers.0." + kernel, gate * Units, 3 * Units) };

    private static ParameterBuffer Draw(RandomGenerator generator) => InitialParameters.Draw(Gru, Settings(generator));

    private static ExperimentSettings Settings(RandomGenerator generator) =>
        new() { Seed = 7, InitialGenerator = generator, DefaultInitializer = new KerasDefault(), Optimizer = new Sgd(0.1), LogEvery = 1 };

    private static Generator Stream(ReadOnlySpan<byte> name) => new(new Philox(new SeedSequence(7, [.. name.ToArray().Select(letter => (uint)letter)])));

    private static double[] Drawn(Initializer initializer, IRandomSource random, int rows, int columns)
    {
        var values = new double[rows * columns];
        initializer.Fill(values, new ParameterInfo("K", rows, columns), random);
        return values;
    }

    private static double[] Values(Initializer initializer, ParameterInfo parameter)
    {
        var values = new double[parameter.Length];
        initializer.Fill(values, parameter, new RandomState(5));
        return values;
    }

    private static double[] SideBySide(ParameterBuffer parameters, params string[] gates)
    {
        var matrices = gates.Select(gate => parameters["layers.0." + gate].ToArray()).ToArray();
        return [.. Enumerable.Range(0, matrices[0].Length / Units).SelectMany(row => matrices.SelectMany(matrix => matrix.AsSpan(row * Units, Units).ToArray()))];
    }

    // The largest element of K K' - 1 in magnitude, K of as many rows as there are units.
    private static double FarthestFromOrthonormalRows(double[] kernel)
    {
        var columns = kernel.Length / Units;
        return (
            from i in Enumerable.Range(0, Units)
            from j in Enumerable.Range(0, Units)
            select Math.Abs(Enumerable.Range(0, columns).Sum(k => kernel[(i * columns) + k] * kernel[(j * columns) + k]) - (i == j ? 1 : 0))).Max();
    }
}
