using System.Globalization;
using System.Text.RegularExpressions;
using RnnGen.CommandLine.Plotting;
using Xunit;

namespace RnnGen.CommandLine.Tests.Plotting;

public partial class LossPlotTests
{
    // The rectangle in which the curve lies.
    private const double Left = 87.5;
    private const double Top = 74.5;
    private const double Right = 691.5;
    private const double Bottom = 384.5;

    [Fact]
    public void A_curve_is_this_picture() =>
        Assert.Equal(
            ExpectedPicture.Halving.ReplaceLineEndings("\n"),
            LossPlot.ToSvg([0.5, 0.3, 0.2, 0.15, 0.12], "halving", "A loss that falls."));

    [Theory]
    [InlineData(2)]
    [InlineData(299)]
    [InlineData(300)]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(3000)]
    [InlineData(100_001)]
    public void The_curve_has_at_most_300_points_from_left_to_right(int epochs)
    {
        var points = new Picture(Noise(epochs)).Points;

        Assert.InRange(points.Length, Math.Min(epochs, 200), LossPlot.MostPoints);
        Assert.All(points.Zip(points.Skip(1)), pair => Assert.True(pair.First.X <= pair.Second.X));
        Assert.All(points, point => Assert.InRange(point.X, Left, Right));
        Assert.All(points, point => Assert.InRange(point.Y, Top, Bottom));
        Assert.Equal(Left, points[0].X);
        Assert.InRange(points[^1].X, Left + (0.97 * (Right - Left)), Right);
    }

    [Theory]
    [InlineData(0, 100_000)]
    [InlineData(1, 2)]
    [InlineData(54_321, 54_322)]
    [InlineData(54_321, 77_777)]
    [InlineData(99_999, 50_000)]
    public void A_single_spike_is_not_lost(int highest, int lowest)
    {
        var losses = new double[100_001];
        Array.Fill(losses, 0.5);
        losses[highest] = 1;
        losses[lowest] = 0;

        var points = new Picture(losses).Points;
        Assert.Contains(points, point => point.Y == Top && Math.Abs(point.X - XOf(highest)) <= 0.1);
        Assert.Contains(points, point => point.Y == Bottom && Math.Abs(point.X - XOf(lowest)) <= 0.1);

        static double XOf(int epoch) => Left + ((Right - Left) * epoch / 100_000);
    }

    [Fact]
    public void The_first_and_the_last_loss_are_kept()
    {
        var losses = new double[1001];
        losses[0] = 0.75;
        losses[1] = 1;
        losses[1000] = 0.25;

        var points = new Picture(losses).Points;
        Assert.Equal((Left, Top + ((Bottom - Top) / 4)), points[0]);
        Assert.Equal((Right, Top + ((Bottom - Top) * 3 / 4)), points[^1]);
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("sv-SE")]
    [InlineData("ar-SA")]
    public void The_culture_changes_no_byte(string name)
    {
        var before = CultureInfo.CurrentCulture;
        double[][] curves = [Noise(500), Falling(500, 0.95), [3, -1.5, double.NaN], [1e-9, 2e-9]];
        var expected = Array.ConvertAll(curves, Draw);
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(name);
            Assert.Equal(expected, Array.ConvertAll(curves, Draw));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        static string Draw(double[] losses) => LossPlot.ToSvg(losses, "iris", "Iris: -1.5");
    }

    [Fact]
    public void Losses_that_differ_by_less_than_one_can_see_give_the_same_bytes()
    {
        var losses = Noise(3000);
        var others = Array.ConvertAll(losses, loss => loss * (1 + 1e-12));
        Assert.Equal(LossPlot.ToSvg(losses, "a"), LossPlot.ToSvg(others, "a"));
    }

    [Theory]
    [InlineData(0.95)]
    [InlineData(0.999)]
    public void Coordinates_have_one_decimal_and_lines_end_in_a_line_feed(double factor)
    {
        var svg = LossPlot.ToSvg(Falling(3000, factor), "a", "b");

        Assert.DoesNotMatch(TwoDecimals(), svg[svg.IndexOf("<polyline", StringComparison.Ordinal)..]);
        Assert.DoesNotContain('\r', svg);
        Assert.EndsWith("</svg>\n", svg, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a < b & \"c\" > 'd'", "a < b & \"c\" > 'd'")]
    [InlineData("one\r\n\ttwo  three ", "one two three")]
    [InlineData("größe 𝛼 ]]> <!-- -->", "größe 𝛼 ]]> <!-- -->")]
    public void Any_text_makes_a_well_formed_document(string text, string expected)
    {
        var texts = new Picture([1, 2], text, text).Texts;
        Assert.Equal(expected, texts[0]);
        Assert.Equal(expected, texts[1]);
    }

    [Fact]
    public void What_XML_cannot_hold_becomes_the_replacement_character()
    {
        var halfOfAPair = '\ud800';
        var texts = new Picture([1, 2], $"\0 \u0001 {halfOfAPair} \uffff").Texts;
        Assert.Equal("\ufffd \ufffd \ufffd \ufffd", texts[0]);
    }

    [Fact]
    public void A_long_text_is_cut_after_a_word()
    {
        var name = string.Concat(Enumerable.Repeat("𝛼-", 100));
        var description = string.Join(' ', Enumerable.Repeat("word", 100));
        var texts = new Picture([1, 2], name, description).Texts;

        Assert.Equal(string.Concat(Enumerable.Repeat("𝛼-", 26))[..^1] + "…", texts[0]);
        Assert.Equal(string.Join(' ', Enumerable.Repeat("word", 18)), texts[1]);
        Assert.Equal(string.Join(' ', Enumerable.Repeat("word", 18)) + "…", texts[2]);
    }

    [Fact]
    public void A_text_of_two_lines_is_all_there()
    {
        var texts = new Picture([1, 2], "name", $"{new string('a', 60)} {new string('b', 60)} c").Texts;

        Assert.Equal(["name", new string('a', 60), $"{new string('b', 60)} c"], texts.Take(3));
    }

    [Fact]
    public void The_axis_says_what_a_loss_is_of() =>
        Assert.Contains(">interval of 9 sequences</text>", LossPlot.ToSvg([1, 2], "name", unit: "interval of 9 sequences"), StringComparison.Ordinal);

    private static double[] Noise(int epochs)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, epochs).Select(_ => 0.1 + random.NextDouble())];
    }

    private static double[] Falling(int epochs, double factor) => [.. Enumerable.Range(0, epochs).Select(epoch => Math.Pow(factor, epoch))];

    [GeneratedRegex(@"\.\d\d")]
    private static partial Regex TwoDecimals();
}
