using System.Globalization;
using Xunit;

namespace RnnGen.Generator.Tests;

/// <summary>The same is said of a spec wherever it is built.</summary>
public class CultureTests
{
    private static readonly string[] Broken =
    [
        Spec.Seed.With("seed: 0", "seed: -1").With("input_size: 3", "INPUT_SIZE: 3"),
        Spec.Seed.With("learning_rate: 0.1", "learning_rate: 1,5").With("{ name: normal, std: 0.1 }", "{ name: uniform, low: 1.5, high: -1.5 }"),
        Spec.Seed.With("x: bbcb, y: [0]", "x: bbcbi, y: [0, 1, 2]").With("activation: tanh", "activation: IDENTITI"),
        Spec.WithStep("z = s_prev @ Whh + x @@ Wxh\ns = activation(z)"),
        Spec.WithStep("z = s_prev * x\ns = activation(z)"),
        Spec.Seed.With("size: 2,", "size: 4000,").With("precision: float64", "units: spelled_out"),
    ];

    private static readonly string[] Expected = [.. Broken.SelectMany(Said)];

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public void The_culture_of_the_machine_changes_no_word(string name)
    {
        var culture = (CultureInfo)new CultureInfo(name).Clone();
        culture.NumberFormat.NegativeSign = "\u2212";
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = culture;
        try
        {
            Assert.Equal(Expected, Broken.SelectMany(Said));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Every_spec_here_is_broken() => Assert.All(Broken, spec => Assert.Contains(Said(spec), line => line.Contains(": error RNN", StringComparison.Ordinal)));

    private static IEnumerable<string> Said(string spec) => [.. Report.Of(Spec.File("broken", spec)).Select(diagnostic => diagnostic.ToString())];
}
