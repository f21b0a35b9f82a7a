using Microsoft.CodeAnalysis;
using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Equations;

/// <summary>Where the findings on a layer's cell go: its settings stand in the layer; the cell itself stands in the spec, or in a file of its own.</summary>
/// <param name="findings">The list that receives them.</param>
/// <param name="layerPath">The layer's path in the spec.</param>
/// <param name="cell">Where the cell stands.</param>
internal sealed class CellPlace(List<Finding> findings, string layerPath, CellReference cell)
{
    private readonly string _cellPath = cell.File is null ? layerPath + ".cell" : "cell";

    /// <summary>Reports a setting of the layer; returns false for the caller's sake, as do the others.</summary>
    public bool Setting(string name, DiagnosticDescriptor rule, params string[] arguments) => Report(Finding.At($"{layerPath}.{name}", rule, arguments));

    /// <summary>Reports something that the layer lacks.</summary>
    public bool Layer(DiagnosticDescriptor rule, string key, string expected) =>
        Report(Finding.At(layerPath + SpecPositions.KeyOf, rule, $"{layerPath}.{key}", expected));

    /// <summary>Reports something in the cell.</summary>
    public bool Value(string path, DiagnosticDescriptor rule, params string[] arguments) => InCell(Finding.At($"{_cellPath}.{path}", rule, arguments));

    /// <summary>Reports an equation.</summary>
    public bool Step(EquationException exception) =>
        InCell(Finding.Within($"{_cellPath}.step", exception.Start, exception.Length, exception.Rule, [.. exception.Arguments]));

    // A built-in cell is no file of the project: what the spec makes of it is said where the spec names it.
    private bool InCell(Finding finding) => Report(cell.BuiltIn is null ? finding with { File = cell.File } : finding with { Path = _cellPath, Offset = -1 });

    private bool Report(Finding finding)
    {
        findings.Add(finding);
        return false;
    }
}
