using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace RnnGen.Testing;

/// <summary>A YAML file in memory, as the compiler hands it to the generator.</summary>
public sealed class SpecText(string path, string text) : AdditionalText
{
    /// <inheritdoc/>
    public override string Path => path;

    /// <summary>The text.</summary>
    public string Text => text;

    /// <inheritdoc/>
    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
}
