using System.Reflection;
using Microsoft.CodeAnalysis;
using RnnGen.Generator.Diagnostics;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.Generator.Tests;

/// <summary>Every rule is in the release notes and in the documentation, and the documentation says what the generator does.</summary>
public class DocumentationTests
{
    private static readonly IReadOnlyList<DiagnosticDescriptor> AllRules =
        [.. typeof(Rules).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetValue(null)).OfType<DiagnosticDescriptor>().OrderBy(rule => rule.Id, StringComparer.Ordinal)];

    public static TheoryData<string> Documented => [.. RuleSection.All.Where(section => section.Wrong.Any(example => example.Language == "yaml")).Select(section => section.Id)];

    [Fact]
    public void Every_rule_has_a_number_of_its_own() =>
        Assert.Equal(Enumerable.Range(1, AllRules.Count).Select(number => $"RNN{number:000}"), AllRules.Select(rule => rule.Id));

    [Fact]
    public void The_release_notes_list_every_rule_with_its_severity_and_title() => Assert.Equal(
        AllRules.Select(rule => $"{rule.Id} | {rule.Category} | {rule.DefaultSeverity} | {rule.Title}"),
        ReleaseNotes("AnalyzerReleases.Shipped.md").Concat(ReleaseNotes("AnalyzerReleases.Unshipped.md")).Order(StringComparer.Ordinal));

    [Fact]
    public void The_documentation_has_a_section_for_every_rule_under_its_title() => Assert.Equal(
        AllRules.Select(rule => $"{rule.Id}: {rule.Title}, {rule.DefaultSeverity}"),
        RuleSection.All.Select(section => $"{section.Id}: {section.Title}, {section.Severity}"));

    [Fact]
    public void Every_section_shows_what_is_wrong_and_what_is_right_and_how_to_fix_it() => Assert.All(RuleSection.All, section =>
    {
        Assert.Single(section.Wrong);
        Assert.Single(section.Right);
        Assert.EndsWith(".", section.Fix, StringComparison.Ordinal);
    });

    [Theory]
    [MemberData(nameof(Documented))]
    public void The_wrong_example_breaks_the_rule_and_no_other(string id)
    {
        var diagnostics = Report.Of(Spec.File("example", RuleSection.All.Single(section => section.Id == id).Wrong[0].AsSpec()));

        Assert.Equal([id], diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error || diagnostic.Id == id).Select(diagnostic => diagnostic.Id).Distinct());
    }

    [Theory]
    [MemberData(nameof(Documented))]
    public void The_right_example_breaks_no_rule(string id)
    {
        var diagnostics = Report.Of(Spec.File("example", RuleSection.All.Single(section => section.Id == id).Right[0].AsSpec()));

        Assert.DoesNotContain(diagnostics, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error || diagnostic.Id == id);
    }

    [Fact]
    public void Only_what_no_spec_can_show_is_shown_otherwise() =>
        Assert.Equal(["RNN008", "RNN009", "RNN019", "RNN020", "RNN021", "RNN023", "RNN024", "RNN025", "RNN026"], RuleSection.All.Where(section => section.Wrong[0].Language != "yaml").Select(section => section.Id));

    private static IEnumerable<string> ReleaseNotes(string file) =>
        File.ReadLines(Path.Combine(RepositorySpecs.Folder, "..", "generator", file)).Select(line => line.TrimEnd()).Where(line => line.StartsWith("RNN", StringComparison.Ordinal));
}
