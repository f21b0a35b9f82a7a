using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.Generator.Tests;

/// <summary>What the build of a project with one spec says, compared with what is expected to the letter.</summary>
internal static class Report
{
    private const string Name = "broken";

    /// <summary>Asserts that the marked places are reported as errors, in their order, and nothing else is.</summary>
    /// <param name="spec">The spec's text with ⟦marks⟧.</param>
    /// <param name="errors">What is said at each mark: <c>RNN002: unknown key ...</c>.</param>
    public static void IsErrors(string spec, params string[] errors) => IsErrors(spec, [], errors);

    /// <summary>The same beside other files.</summary>
    public static void IsErrors(string spec, SpecText[] others, params string[] errors)
    {
        var marked = MarkedText.Parse(spec);
        AssertSame(marked, "error", errors, Of([Spec.File(Name, marked.Text), .. others]).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }

    /// <summary>Asserts that the marked places are noted, and that nothing is wrong.</summary>
    public static void IsNotes(string spec, params string[] notes)
    {
        var marked = MarkedText.Parse(spec);
        AssertSame(marked, "info", notes, Of(Spec.File(Name, marked.Text)));
    }

    /// <summary>Everything that the generator says of a project's files.</summary>
    public static IReadOnlyList<Diagnostic> Of(params SpecText[] specs)
    {
        var result = GeneratorRun.Run(specs);
        Assert.Null(result.Exception);
        return result.Diagnostics;
    }

    private static void AssertSame(MarkedText marked, string severity, string[] messages, IEnumerable<Diagnostic> diagnostics)
    {
        Assert.Equal(marked.Spans.Count, messages.Length);
        var expected = marked.Spans.Zip(messages, (span, message) => $"{Place(marked.Text, span)}: {severity} {message} at '{marked.Text[span.Start..span.End]}'");
        var actual = diagnostics
            .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .Select(diagnostic => $"{diagnostic} at '{marked.Text[diagnostic.Location.SourceSpan.Start..diagnostic.Location.SourceSpan.End]}'");
        var (expectedLines, actualLines) = (string.Join('\n', expected), string.Join('\n', actual));
        Assert.True(expectedLines == actualLines, $"Expected:\n{expectedLines}\nbut it said:\n{actualLines}");
    }

    // As the build prints it: lines and columns are counted from 1.
    private static string Place(string text, TextSpan span)
    {
        var before = text[..span.Start];
        return $"/specs/{Name}.yaml({1 + before.Count(character => character == '\n')},{span.Start - before.LastIndexOf('\n')})";
    }
}
