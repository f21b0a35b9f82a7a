using System.Globalization;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.Generator.Tests.Pipeline;

/// <summary>The same specs give the same bytes, wherever and under whatever culture.</summary>
public class DeterminismTests
{
    private static readonly SpecText[] Specs =
    [
        .. RepositorySpecs.All,
        new("/specs/other.yaml", RepositorySpecs.Get("count-letter-a").Text.Replace("std: 0.1", "std: 1.5e-1", StringComparison.Ordinal).Replace("precision: float64", "form: looped", StringComparison.Ordinal)),
    ];

    private static readonly Dictionary<string, string> Expected = GeneratorRun.Files(Specs).ToDictionary();

    [Fact]
    public void The_order_of_files_does_not_matter() => Assert.Equal(Expected, GeneratorRun.Files(Specs.Reverse()).ToDictionary());

    [Fact]
    public void The_folder_does_not_matter() =>
        Assert.Equal(Expected, GeneratorRun.Files(Specs.Select(spec => new SpecText("/elsewhere/" + Path.GetFileName(spec.Path), spec.Text))).ToDictionary());

    [Fact]
    public void The_line_ends_of_the_YAML_do_not_matter() => Assert.Equal(
        Expected, GeneratorRun.Files(Specs.Select(spec => new SpecText(spec.Path, spec.Text.ReplaceLineEndings("\r\n")))).ToDictionary());

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("sv-SE")]
    public void The_culture_does_not_matter(string name)
    {
        var culture = (CultureInfo)new CultureInfo(name).Clone();
        culture.NumberFormat.NegativeSign = "\u2212";
        culture.NumberFormat.NumberDecimalSeparator = ",";
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = culture;
        try
        {
            Assert.Equal(Expected, GeneratorRun.Files(Specs).ToDictionary());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Every_file_has_line_feeds_alone_and_ends_with_one() => Assert.All(Expected.Values, text =>
    {
        Assert.DoesNotContain('\r', text);
        Assert.EndsWith("}\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain(RepositorySpecs.Folder, text, StringComparison.Ordinal);
    });
}
