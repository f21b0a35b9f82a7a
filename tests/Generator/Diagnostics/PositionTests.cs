using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.Generator.Tests;

/// <summary>Where an error is, as an editor counts: from the file's bytes to line, column and span.</summary>
public class PositionTests
{
    private const string Yaml = "seed: 0\nmodel:\n  input_size: three\n";

    [Fact]
    public void The_build_prints_path_line_and_column_counted_from_one()
    {
        var error = Assert.Single(Report.Of(Spec.File("broken", Yaml)), diagnostic => diagnostic.Id == "RNN004");

        Assert.Equal("/specs/broken.yaml(3,15): error RNN004: 'model.input_size' must be a whole number from 1 to 4096, found 'three'", error.ToString());
        Assert.Equal(new LinePositionSpan(new LinePosition(2, 14), new LinePosition(2, 19)), error.Location.GetLineSpan().Span);
        Assert.Equal(new TextSpan(Yaml.IndexOf("three", StringComparison.Ordinal), 5), error.Location.SourceSpan);
        Assert.Equal(LocationKind.ExternalFile, error.Location.Kind);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Lines_end_as_editors_have_it(string lineEnd)
    {
        var text = Yaml.ReplaceLineEndings(lineEnd);

        var error = Assert.Single(Report.Of(Spec.File("broken", text)), diagnostic => diagnostic.Id == "RNN004");

        Assert.Equal("three", text.Substring(error.Location.SourceSpan.Start, error.Location.SourceSpan.Length));
        Assert.Equal(new LinePosition(2, 14), error.Location.GetLineSpan().StartLinePosition);
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_text()
    {
        var file = new FileOfBytes([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Yaml)]);

        var result = GeneratorRun.Driver().AddAdditionalTexts([file]).RunGenerators(GeneratorRun.Compilation()).GetRunResult();

        var error = Assert.Single(result.Diagnostics, diagnostic => diagnostic.Id == "RNN004");
        Assert.Equal(Yaml.IndexOf("three", StringComparison.Ordinal), error.Location.SourceSpan.Start);
        Assert.Equal(new LinePosition(2, 14), error.Location.GetLineSpan().StartLinePosition);
    }

    [Fact]
    public void Characters_of_two_units_count_twice_as_in_every_editor() => Report.IsErrors(
        Spec.Seed.With("{ x: bbcb, y: [0] }", "{ \"x\": bbcb, y: [0] } # 😀").With("{ x: cbcb, y: [0] }", "{ ⟦\"😀😀\"⟧: 😀, ⟦z⟧: 1, x: cbcb, y: [0] }"),
        "RNN002: unknown key '😀😀': nothing is expected here",
        "RNN002: unknown key 'z': nothing is expected here");

    [Fact]
    public void A_file_without_a_last_line_end_is_read_to_its_end() => Report.IsErrors(
        Spec.Seed.With("log_every: 300\n", "log_every: ⟦never⟧"), "RNN004: 'training.log_every' must be a whole number from 1 to 1000000000, found 'never'");

    private sealed class FileOfBytes(byte[] bytes) : AdditionalText
    {
        public override string Path => "/specs/broken.yaml";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(new MemoryStream(bytes), Encoding.UTF8);
    }
}
