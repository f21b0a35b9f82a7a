using Microsoft.CodeAnalysis.Diagnostics;

namespace RnnGen.Generator;

/// <summary>What the project says in its build: MSBuild properties that the package makes visible to the compiler.</summary>
/// <param name="RootNamespace">The namespace of the generated classes.</param>
/// <param name="Specs">The pattern of the spec files, for messages.</param>
internal sealed record ProjectOptions(string RootNamespace, string Specs)
{
    private const string DefaultNamespace = "Experiments";

    public static ProjectOptions Of(AnalyzerConfigOptions options) => new(
        Value(options, "build_property.RootNamespace", DefaultNamespace),
        Value(options, "build_property.RnnGenSpecs", "*.yaml"));

    /// <summary>Whether an additional file is one of the project's specs, which the package marks.</summary>
    public static bool IsSpec(AnalyzerConfigOptions options) =>
        options.TryGetValue("build_metadata.AdditionalFiles.RnnGenSpec", out var value) && string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);

    private static string Value(AnalyzerConfigOptions options, string key, string fallback) =>
        options.TryGetValue(key, out var value) && value.Length > 0 ? value : fallback;
}
