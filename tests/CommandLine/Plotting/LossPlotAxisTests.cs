using Xunit;

namespace RnnGen.CommandLine.Tests.Plotting;

public class LossPlotAxisTests
{
    [Theory]
    [InlineData(0.1261487587582272, 0.005, "0.00 0.02 0.04 0.06 0.08 0.10 0.12 0.14")]
    [InlineData(0.7, 0.6, "0.60 0.62 0.64 0.66 0.68 0.70")]
    [InlineData(1, 0, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(0.3, 0.1, "0.00 0.05 0.10 0.15 0.20 0.25 0.30")]
    [InlineData(30, 1, "0 5 10 15 20 25 30")]
    [InlineData(3, -6.8, "−8 −6 −4 −2 0 2 4")]
    [InlineData(0.25, 0.25, "0.24985 0.24990 0.24995 0.25000 0.25005 0.25010 0.25015")]
    [InlineData(0, 0, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(5e-324, 5e-324, "0.0 0.2 0.4 0.6 0.8 1.0")]
    public void A_linear_axis_ends_at_round_numbers(double highest, double lowest, string labels)
    {
        (var actual, var title) = LossAxis(highest, lowest);
        Assert.Equal(labels, actual);
        Assert.Equal("train loss", title);
    }

    [Theory]
    [InlineData(1e-300, 0, "0.0 0.2 0.4 0.6 0.8 1.0", "train loss (× 10^−300^)")]
    [InlineData(1e-7, 5e-8, "0.5 0.6 0.7 0.8 0.9 1.0", "train loss (× 10^−7^)")]
    [InlineData(-1e300, 1e300, "−1.00 −0.75 −0.50 −0.25 0.00 0.25 0.50 0.75 1.00", "train loss (× 10^300^)")]
    [InlineData(12345678, 12345600, "1.2338 1.2340 1.2342 1.2344 1.2346 1.2348 1.2350 1.2352", "train loss (× 10^7^)")]
    public void Long_labels_share_a_power_of_ten(double highest, double lowest, string labels, string title) =>
        Assert.Equal((labels, title), LossAxis(highest, lowest));

    [Theory]
    [InlineData(1, 0.0099, "10^−2 10^−1 10^0")]
    [InlineData(0.126, 2.8e-6, "10^−5 10^−4 10^−3 10^−2 10^−1")]
    [InlineData(1e-7, 1e-10, "10^−10 10^−9 10^−8 10^−7")]
    [InlineData(1, 1e-27, "10^−24 10^−20 10^−16 10^−12 10^−8 10^−4 10^0")]
    public void Positive_losses_over_more_than_two_decades_have_a_logarithmic_axis(double highest, double lowest, string labels) =>
        Assert.Equal((labels, "train loss"), LossAxis(highest, lowest));

    [Theory]
    [InlineData(1, 0.01)]
    [InlineData(1, 0)]
    [InlineData(1, -1e-9)]
    public void Other_losses_have_a_linear_axis(double highest, double lowest) =>
        Assert.DoesNotContain('^', LossAxis(highest, lowest).Labels);

    [Fact]
    public void The_middle_of_a_logarithmic_axis_is_the_geometric_mean()
    {
        var points = new Picture([1, 1e-3, 1e-6]).Points;
        Assert.Equal([74.5, 229.5, 384.5], points.Select(point => point.Y));
    }

    [Theory]
    [InlineData(1, "0 1")]
    [InlineData(2, "0 1")]
    [InlineData(3, "0 1 2")]
    [InlineData(10, "0 2 4 6 8")]
    [InlineData(110, "0 20 40 60 80 100")]
    [InlineData(3000, "0 500 1000 1500 2000 2500 3000")]
    [InlineData(3001, "0 500 1000 1500 2000 2500 3000")]
    [InlineData(3100, "0 500 1000 1500 2000 2500 3000")]
    [InlineData(200_000, "0 50000 100000 150000 200000")]
    public void Epochs_have_integers(int epochs, string labels)
    {
        var texts = new Picture(new double[epochs]).Texts;
        Assert.Equal(labels + " 0.0 0.2 0.4 0.6 0.8 1.0", string.Join(' ', texts.Skip(2).SkipLast(2)));
    }

    /// <summary>The labels beside an axis, and its title.</summary>
    private static (string Labels, string Title) LossAxis(double first, double second)
    {
        var texts = new Picture([first, second]).Texts;

        // Title and description, 0 and 1 below the epochs; then the title of the epochs.
        return (string.Join(' ', texts.Skip(4).SkipLast(2)), texts[^1]);
    }
}
