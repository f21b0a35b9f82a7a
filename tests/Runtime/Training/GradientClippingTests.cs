using RnnGen.Training;
using Xunit;

namespace RnnGen.Tests.Training;

/// <summary>Clipping where a recording would say little.</summary>
public class GradientClippingTests
{
    private static readonly GradientClipping[] Kinds = [new ClipByGlobalNorm(1), new ClipByParameterNorm(1), new ClipByValue(1)];

    [Fact]
    public void A_gradient_within_bounds_keeps_its_bits()
    {
        double[] gradient = [0.1, -0.2, 0.3, -0.0, 1e-300, 0.1, 0.2];
        foreach (var clipping in Kinds)
        {
            double[] clipped = [.. gradient];
            clipping.Clip(clipped, CoupledWells.Layout());
            Assert.Equal(gradient.Select(BitConverter.DoubleToInt64Bits), clipped.Select(BitConverter.DoubleToInt64Bits));
        }
    }

    [Fact]
    public void The_norm_of_a_parameter_leaves_others_alone()
    {
        double[] gradient = [0.1, 0.2, 0.3, 0.4, 3, 4, 0.5];
        new ClipByParameterNorm(1).Clip(gradient, CoupledWells.Layout());
        Assert.Equal([0.1, 0.2, 0.3, 0.4, 3 * (1 / (5 + 1e-6)), 4 * (1 / (5 + 1e-6)), 0.5], gradient);
    }

    [Fact]
    public void What_is_not_a_number_is_not_hidden()
    {
        double[] gradient = [1, double.NaN, 3, 4, 5, 6, 7];
        double[] byParameter = [.. gradient];
        double[] byValue = [.. gradient];
        new ClipByGlobalNorm(1).Clip(gradient, CoupledWells.Layout());
        new ClipByParameterNorm(1).Clip(byParameter, CoupledWells.Layout());
        new ClipByValue(2).Clip(byValue, CoupledWells.Layout());
        Assert.All(gradient, value => Assert.Equal(double.NaN, value));
        Assert.All(byParameter[..4], value => Assert.Equal(double.NaN, value));
        Assert.All(byParameter[4..], value => Assert.InRange(value, 0.1, 1));
        Assert.Equal([1, double.NaN, 2, 2, 2, 2, 2], byValue);
    }

    [Fact]
    public void An_infinite_bound_is_none()
    {
        var gradient = CoupledWells.Start();
        foreach (var clipping in new GradientClipping[]
        {
            new ClipByGlobalNorm(double.PositiveInfinity),
            new ClipByParameterNorm(double.PositiveInfinity),
            new ClipByValue(double.PositiveInfinity),
        })
        {
            clipping.Clip(gradient, CoupledWells.Layout());
            Assert.Equal(CoupledWells.Start(), gradient);
        }
    }

    [Fact]
    public void Clipping_allocates_nothing()
    {
        var layout = CoupledWells.Layout();
        var gradient = CoupledWells.Start();
        foreach (var clipping in Kinds)
        {
            Assert.Equal(0, OptimizerTests.AllocatedBy(() => clipping.Clip(gradient, layout)));
        }
    }

    [Fact]
    public void A_gradient_of_another_length_is_refused()
    {
        foreach (var clipping in Kinds)
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => clipping.Clip(new double[6], CoupledWells.Layout()));
        }
    }
}
