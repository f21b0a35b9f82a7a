using RnnGen.Initialization;
using RnnGen.Randomness;
using Xunit;

namespace RnnGen.Tests;

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

    private static double[] Fill(Initializer initializer, ParameterInfo parameter)
    {
        var values = new double[parameter.Length];
        initializer.Fill(values, parameter, new RandomState(5));
        return values;
    }
}
