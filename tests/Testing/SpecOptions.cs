using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace RnnGen.Testing;

/// <summary>The build properties that the package's props hand to the generator; every additional file but <see cref="FileList"/> counts as a spec.</summary>
public sealed class SpecOptions(string rootNamespace = "Experiments", string rnnGenNamespace = "") : AnalyzerConfigOptionsProvider
{
    /// <summary>The name of the file that lists what the project copies to its program's folder.</summary>
    public const string FileList = "RnnGen.files.txt";

    /// <inheritdoc/>
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(new() { ["build_property.RootNamespace"] = rootNamespace, ["build_property.RnnGenNamespace"] = rnnGenNamespace, ["build_property.RnnGenSpecs"] = "*.yaml" });

    /// <inheritdoc/>
    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Options([]);

    /// <inheritdoc/>
    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) =>
        new Options(new() { [Path.GetFileName(textFile.Path) == FileList ? "build_metadata.AdditionalFiles.RnnGenFiles" : "build_metadata.AdditionalFiles.RnnGenSpec"] = "true" });

    private sealed class Options(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
