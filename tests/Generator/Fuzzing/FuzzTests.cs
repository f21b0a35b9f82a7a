using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.Generator.Tests;

/// <summary>Thousands of damaged specs: none makes the generator fail, and what is said of each can be shown in its file.</summary>
public class FuzzTests
{
    private const int Specs = 600;

    private static readonly string[] Originals = [Spec.Seed, Spec.WithCell, Spec.WithStep("h = activation((x @ Wxh + 2 * s_prev) / 1.5e0)\ng = sigmoid(-h @ Whh) # gate\ns = g * h + (1 - g) * s_prev")];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void A_damaged_spec_is_reported_in_its_file_or_compiles(int seed)
    {
        var mutation = new Mutation(seed);
        var texts = Enumerable.Range(0, Specs).Select(index => mutation.Of(Originals[index % Originals.Length])).ToArray();

        var valid = texts.AsParallel().AsOrdered().Where(IsValid).ToArray();

        Assert.InRange(valid.Length, Specs / 20, Specs / 2);
        CompiledSpecs.Image(valid.Distinct().Take(7).Select((text, index) => Spec.File($"fuzz-{index}", text)));
    }

    // Whether a spec has no error; what is wrong with the report of one fails the test.
    private static bool IsValid(string text)
    {
        var result = GeneratorRun.Run(Spec.File("fuzz", text));
        try
        {
            Assert.Null(result.Exception);

            // What has become a cell is no experiment, which is said without a place.
            var diagnostics = result.Diagnostics.Where(diagnostic => diagnostic.Id != "RNN009").ToArray();
            Assert.All(diagnostics, diagnostic => AssertCanBeShown(diagnostic, text));
            var isValid = result.Diagnostics.All(diagnostic => diagnostic.Severity != DiagnosticSeverity.Error);
            Assert.Equal(isValid ? 6 : 2 - (result.Diagnostics.Length - diagnostics.Length), result.GeneratedSources.Length);
            return isValid;
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"{exception.Message}\n--- the spec:\n{text}\n---", exception);
        }
    }

    private static void AssertCanBeShown(Diagnostic diagnostic, string text)
    {
        Assert.DoesNotContain(diagnostic.Id, (string[])["RNN020", "RNN021"]);
        Assert.DoesNotContain(diagnostic.GetMessage(CultureInfo.InvariantCulture), char.IsControl);
        var span = diagnostic.Location.SourceSpan;
        Assert.Equal("/specs/fuzz.yaml", diagnostic.Location.GetLineSpan().Path);
        Assert.InRange(span.End, span.IsEmpty && string.IsNullOrWhiteSpace(text) ? 0 : span.Start + 1, text.Length);
        Assert.Equal(SourceText.From(text).Lines.GetLinePositionSpan(span), diagnostic.Location.GetLineSpan().Span);
    }
}
