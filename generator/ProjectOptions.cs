using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace RnnGen.Generator;

/// <summary>What the project says in its build: MSBuild properties that the package makes visible to the compiler.</summary>
/// <param name="RootNamespace">The namespace of the generated classes: RnnGenNamespace where the project sets it.</param>
/// <param name="Specs">
/// The pattern of the spec files, for messages; null where the package's props are not imported: a project that refers to one with experiments.
/// </param>
/// <param name="OldLanguage">The version of C# where it is too old for the generated code, or null.</param>
/// <param name="HasCsv">Whether the project refers to RnnGen.Csv.</param>
internal sealed record ProjectOptions(string RootNamespace, string? Specs, string? OldLanguage, bool HasCsv)
{
    private const string DefaultNamespace = "Experiments";

    public static ProjectOptions Of(AnalyzerConfigOptions options, ParseOptions parsing, IEnumerable<MetadataReference> references) => new(
        Namespace(Property("RnnGenNamespace", options) ?? Property("RootNamespace", options) ?? DefaultNamespace),
        options.TryGetValue("build_property.RnnGenSpecs", out var specs) ? specs : null,
        parsing is CSharpParseOptions { LanguageVersion: < LanguageVersion.CSharp14 and var version } ? version.ToDisplayString() : null,
        references.Any(reference => Path.GetFileNameWithoutExtension(reference.Display) == "RnnGen.Csv" || reference.Display == "RnnGen.Csv"));

    /// <summary>Whether an additional file is one of the project's specs, which the package marks.</summary>
    public static bool IsSpec(AnalyzerConfigOptions options) => IsTrue(options, "RnnGenSpec");

    /// <summary>Whether an additional file is the list of the files that the project copies, which the package's targets write.</summary>
    public static bool IsFileList(AnalyzerConfigOptions options) => IsTrue(options, "RnnGenFiles");

    private static bool IsTrue(AnalyzerConfigOptions options, string metadata) =>
        options.TryGetValue("build_metadata.AdditionalFiles." + metadata, out var value) && string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);

    private static string? Property(string name, AnalyzerConfigOptions options) =>
        options.TryGetValue("build_property." + name, out var value) && value.Trim('.').Length > 0 ? value : null;

    // By default the project's name, which may be no namespace: "my-network.class" is my_network.@class.
    private static string Namespace(string name) => string.Join(".", name.Split('.').Where(part => part.Length > 0).Select(Identifier));

    private static string Identifier(string part)
    {
        var letters = string.Concat(part.Select(character => SyntaxFacts.IsIdentifierPartCharacter(character) ? character : '_'));
        letters = SyntaxFacts.IsIdentifierStartCharacter(letters[0]) ? letters : "_" + letters;
        return SyntaxFacts.GetKeywordKind(letters) == SyntaxKind.None ? letters : "@" + letters;
    }
}
