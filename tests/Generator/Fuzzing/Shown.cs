using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.Generator.Tests;

/// <summary>What a build's output and an editor ask of a diagnostic.</summary>
internal static class Shown
{
    /// <summary>Runs the generator over files; whatever they hold, it does not fail, and what it says has a place in one of them.</summary>
    public static GeneratorRunResult Run(params SpecText[] specs)
    {
        var result = GeneratorRun.Run(specs);
        try
        {
            Assert.Null(result.Exception);

            // That there is no experiment, since its file has become a cell for instance, has no place.
            Assert.All(result.Diagnostics.Where(diagnostic => diagnostic.Id != "RNN009"), diagnostic => AssertCanBeShown(diagnostic, specs));
            return result;
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"{exception.Message}\n--- the files:\n{string.Join("\n---\n", specs.Select(spec => spec.Text))}\n---", exception);
        }
    }

    private static void AssertCanBeShown(Diagnostic diagnostic, SpecText[] specs)
    {
        Assert.DoesNotContain(diagnostic.Id, (string[])["RNN020", "RNN021"]);
        Assert.DoesNotContain(diagnostic.GetMessage(CultureInfo.InvariantCulture), char.IsControl);
        var (span, place) = (diagnostic.Location.SourceSpan, diagnostic.Location.GetLineSpan());
        var text = Assert.Single(specs, spec => spec.Path == place.Path).Text;
        Assert.InRange(span.End, string.IsNullOrWhiteSpace(text) ? 0 : span.Start + 1, text.Length);
        Assert.Equal(SourceText.From(text).Lines.GetLinePositionSpan(span), place.Span);
    }
}
