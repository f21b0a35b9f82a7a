using RnnGen.Initialization;
using RnnGen.Randomness;
using RnnGen.Tests.Randomness;
using RnnGen.Training;
using Xunit;

namespace RnnGen.Tests.Initialization;

/// <summary>Initializers by what they promise.</summary>
public class InitializationTests
{
    [Theory]
    [InlineData(5, 5)]
    [InlineData(7, 3)]
    [InlineData(3, 7)]
    public void An_orthogonal_matrix_has_orthogonal_rows_or_columns_and_keeps_the_sign_of_its_normals(int rows, int columns)
    {
        var values = Fill(new Orthogonal(2), new ParameterInfo("W", rows, columns));
        var isWide = rows < columns;
        var (count, length) = isWide ? (rows, columns) : (columns, rows);
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < count; j++)
            {
                var product = Enumerable.Range(0, length).Sum(k => At(i, k) * At(j, k));
                Assert.InRange(product - (i == j ? 4 : 0), -1e-14, 1e-14);
            }
        }

        // R is upper triangular with a positive diagonal: A's first vector is a positive multiple of Q's.
        var random = new RandomState(5);
        var normals = Enumerable.Range(0, rows * columns).Select(_ => random.Randn()).ToArray();
        var norm = Math.Sqrt(Enumerable.Range(0, length).Sum(k => Math.Pow(normals[isWide ? k : k * columns], 2)));
        Assert.All(Enumerable.Range(0, length), k => Assert.InRange(At(0, k) - (2 * normals[isWide ? k : k * columns] / norm), -1e-14, 1e-14));

        double At(int vector, int k) => isWide ? values[(vector * columns) + k] : values[(k * columns) + vector];
    }

    [Fact]
    public void Widths_are_those_of_inputs_and_outputs()
    {
        var matrix = new ParameterInfo("W", 2, 10);
        var unit = new RandomState(5).RandomSample();
        AssertBound(Math.Sqrt(6.0 / 12) * 3, new XavierUniform(3));
        AssertBound(Math.Sqrt(6.0 / 2), new KaimingUniform());
        AssertBound(Math.Sqrt(6.0 / 10 / 2), new KaimingUniform(a: 1, FanMode.FanOut));
        AssertBound(Math.Sqrt(1.0 / 10), new PyTorchDefault());
        Assert.Equal(Math.Sqrt(2.0 / 12) * new RandomState(5).Randn(), Fill(new XavierNormal(), matrix)[0], 1e-15);
        Assert.Equal(Math.Sqrt(2.0 / 2) * new RandomState(5).Randn(), Fill(new KaimingNormal(), matrix)[0], 1e-15);

        void AssertBound(double bound, Initializer initializer) => Assert.Equal((2 * bound * unit) - bound, Fill(initializer, matrix)[0], 1e-15);
    }

    [Fact]
    public void Roles_decide_where_frameworks_do()
    {
        var recurrent = new ParameterInfo("U", 3, 3) { Role = ParameterRole.Recurrent };
        Assert.Equal(Fill(new Orthogonal(), recurrent), Fill(new KerasDefault(), recurrent));
        Assert.Equal(Fill(new XavierUniform(), recurrent), Fill(new KerasDefault(), new ParameterInfo("W", 3, 3) { Role = ParameterRole.Input }));
        Assert.Equal([0, 0], Fill(new KerasDefault(), new ParameterInfo("b", 2) { Role = ParameterRole.Bias }));

        var bound = 1 / Math.Sqrt(16);
        var bias = new ParameterLayout(new ParameterInfo("output.by", 2) { Role = ParameterRole.OutputBias, LayerInputs = 16, LayerUnits = 2 })[0];
        Assert.Equal(new RandomState(5).Uniform(-bound, bound), Fill(new PyTorchDefault(), bias)[0]);
    }

    [Fact]
    public void Gains_start_as_ones_by_rules_and_draw_nothing()
    {
        var gain = new ParameterInfo("g", 2) { Role = ParameterRole.Gain };
        Assert.All(
            new Initializer[] { new KerasDefault(), new PyTorchDefault(), new XavierUniform(), new XavierNormal(), new KaimingUniform(), new KaimingNormal(), new Orthogonal(), new Identity() },
            initializer =>
            {
                Assert.Equal([1, 1], Fill(initializer, gain));
                Assert.False(initializer.Draws(gain));
            });
        Assert.Equal([3, 3], Fill(new Constant(3), gain));
    }

    [Fact]
    public void Fixed_values_draw_nothing()
    {
        var matrix = new ParameterInfo("W", 2, 3);
        Assert.Equal([2, 0, 0, 0, 2, 0], Fill(new Identity(2), matrix));
        Assert.Equal([1, 1, 1, 1, 1, 1], Fill(new Ones(), matrix));
        Assert.Equal([0, 0, 0, 0, 0, 0], Fill(new Zeros(), matrix));
        Assert.All(new Initializer[] { new Identity(), new Ones(), new Zeros(), new Constant(3) }, initializer =>
        {
            var random = new RandomState(5);
            initializer.Fill(new double[6], matrix, random);
            Assert.Equal(new RandomState(5).NextUInt32(), random.NextUInt32());
            Assert.False(initializer.Draws(matrix));
        });
    }

    [Fact]
    public void An_orthogonal_matrix_of_one_number_is_always_of_the_same_size()
    {
        var (one, two) = (new ParameterInfo("W", 1, 1) { Role = ParameterRole.Recurrent }, new ParameterInfo("W", 1, 2) { Role = ParameterRole.Recurrent });
        Assert.Equal(0.9, Math.Abs(Assert.Single(Fill(new Orthogonal(0.9), one))), 15);
        Assert.All(new Initializer[] { new Orthogonal(), new KerasDefault() }, initializer => Assert.Equal((false, true), (initializer.Draws(one), initializer.Draws(two))));
    }

    [Fact]
    public void Truncated_normals_lie_between_their_bounds_with_the_moments_of_their_distribution()
    {
        var parameter = new ParameterInfo("W", 400, 500);
        var symmetric = Fill(new TruncatedNormal(1, 0.5, 0, 2), parameter);
        var oneSided = Fill(new TruncatedNormal(0, 1, 0, 8), parameter);

        // Of 200,000 draws a mean is off by less than 5 of its standard errors, 0.0022 of a standard deviation each.
        // Symmetric, cut at c = 2 standard deviations: variance 1 - 2 c pdf(c) / (2 cdf(c) - 1) = 0.7737413. One-sided: mean sqrt(2 / pi), mean square 1.
        Assert.All(symmetric, value => Assert.InRange(value, 0, 2));
        Assert.InRange(symmetric.Average(), 1 - 0.005, 1 + 0.005);
        Assert.InRange(symmetric.Average(value => (value - 1) * (value - 1)), 0.25 * 0.7687, 0.25 * 0.7787);
        Assert.All(oneSided, value => Assert.InRange(value, 0, 8));
        Assert.InRange(oneSided.Average(), Math.Sqrt(2 / Math.PI) - 0.007, Math.Sqrt(2 / Math.PI) + 0.007);
        Assert.InRange(oneSided.Average(value => value * value), 1 - 0.016, 1 + 0.016);
        Assert.Equal(0.5, symmetric.Count(value => value < 1) / 200_000.0, 0.006);
    }

    [Fact]
    public void Truncated_normals_have_bounds_in_order_near_the_mean()
    {
        Assert.Throws<ArgumentOutOfRangeException>("std", () => new TruncatedNormal(std: 0));
        Assert.Throws<ArgumentOutOfRangeException>("a", () => new TruncatedNormal(a: 2, b: 2));
        Assert.Throws<ArgumentOutOfRangeException>("mean", () => new TruncatedNormal(mean: 5));
        Assert.Throws<ArgumentOutOfRangeException>("mean", () => new TruncatedNormal(mean: -5));
    }

    [Fact]
    public void With_philox_a_parameters_weights_are_those_of_its_name_alone()
    {
        // np.random.Generator(np.random.Philox(np.random.SeedSequence(7, spawn_key=tuple(b"layers.0.Wxh")))).standard_normal(6)
        var settings = Settings(RandomGenerator.Philox);
        var recorded = RecordedStream.All.Single(row => row.Call == "standard_normal" && row.SpawnKey.SequenceEqual("layers.0.Wxh"u8.ToArray().Select(letter => (uint)letter)));
        var expected = recorded.Results[..6].Select(NumpyRecords.Double);

        var small = InitialParameters.Draw(new ParameterLayout(new ParameterInfo("layers.0.Wxh", 3, 2), new ParameterInfo("output.Who", 2, 1)), settings);
        var large = InitialParameters.Draw(new ParameterLayout(new ParameterInfo("layers.0.Whh", 9, 9), new ParameterInfo("layers.0.Wxh", 3, 2), new ParameterInfo("output.Who", 2, 1)), settings);

        Assert.Equal(expected, small["layers.0.Wxh"].ToArray());
        Assert.Equal(expected, large["layers.0.Wxh"].ToArray());
        Assert.Equal(small["output.Who"].ToArray(), large["output.Who"].ToArray());
        Assert.NotEqual(small["output.Who"].ToArray(), small["layers.0.Wxh"].ToArray()[..2]);
    }

    [Fact]
    public void Without_a_word_all_weights_come_from_one_stream()
    {
        var random = new RandomState(7);
        var drawn = InitialParameters.Draw(new ParameterLayout(new ParameterInfo("layers.0.Wxh", 3, 2), new ParameterInfo("output.Who", 2, 1)), Settings(default)).Values;

        Assert.Equal(Enumerable.Range(0, 8).Select(_ => random.Randn()), drawn);
    }

    private static ExperimentSettings Settings(RandomGenerator generator) =>
        new() { Seed = 7, InitialGenerator = generator, DefaultInitializer = new Normal(1), Optimizer = new Sgd(0.1), LogEvery = 1 };

    private static double[] Fill(Initializer initializer, ParameterInfo parameter)
    {
        var values = new double[parameter.Length];
        initializer.Fill(values, parameter, new RandomState(5));
        return values;
    }
}
