using Microsoft.CodeAnalysis;

namespace RnnGen.Generator.Equations;

/// <summary>An equation is wrong at a place of its text. One equation, one error: the first.</summary>
internal sealed class EquationException(DiagnosticDescriptor rule, int start, int length, params string[] arguments) : Exception(rule.Id)
{
    public DiagnosticDescriptor Rule { get; } = rule;

    public int Start { get; } = start;

    public int Length { get; } = length;

    public IReadOnlyList<string> Arguments { get; } = arguments;

    public static EquationException At(Syntax syntax, DiagnosticDescriptor rule, params string[] arguments) =>
        new(rule, syntax.Start, syntax.Length, arguments);
}
