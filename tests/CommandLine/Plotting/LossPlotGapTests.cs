using Xunit;

namespace RnnGen.CommandLine.Tests.Plotting;

public class LossPlotGapTests
{
    private const double NaN = double.NaN;
    private const double Infinity = double.PositiveInfinity;

    [Fact]
    public void A_loss_that_is_not_finite_leaves_a_gap()
    {
        var picture = new Picture([5, 4, NaN, 3, -Infinity, 2, 1]);
        Assert.Equal([2, 2], picture.Runs.Select(run => run.Length));
        Assert.Equal(1, picture.Dots);
        Assert.Equal("not finite in 2 epochs, first in epoch 2", picture.Texts[^1]);
    }

    [Fact]
    public void A_curve_that_diverges_ends_there()
    {
        var picture = new Picture([5, 4, 3, Infinity, NaN, NaN]);
        Assert.Equal(3, Assert.Single(picture.Runs).Length);
        Assert.Equal("not finite from epoch 3 on", picture.Texts[^1]);
    }

    [Fact]
    public void A_gap_is_seen_between_many_losses()
    {
        double[] losses = [.. Enumerable.Range(0, 10_000).Select(epoch => epoch is 5000 ? NaN : 1.0 / (epoch + 2))];
        var picture = new Picture(losses);
        Assert.Equal(2, picture.Runs.Count);
        Assert.InRange(picture.Points.Length, 200, 300);
        Assert.Equal("not finite in epoch 5000", picture.Texts[^1]);
    }

    [Theory]
    [InlineData("train loss", new double[0])]
    [InlineData("not finite in epoch 0", new[] { NaN })]
    [InlineData("not finite from epoch 0 on", new[] { NaN, NaN, Infinity })]
    [InlineData("not finite from epoch 0 on", new[] { double.MaxValue, -double.MaxValue })]
    public void There_may_be_nothing_to_draw(string lastText, double[] losses)
    {
        var picture = new Picture(losses);
        Assert.Empty(picture.Runs);
        Assert.Equal(lastText, picture.Texts[^1]);
    }

    [Fact]
    public void One_loss_is_a_dot() => Assert.Equal(1, new Picture([0.25]).Dots);

    [Fact]
    public void The_most_different_losses_are_drawn() =>
        Assert.Equal([384.5, 74.5], new Picture([double.Epsilon, 1e300]).Points.Select(point => point.Y));
}
