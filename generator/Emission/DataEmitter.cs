using RnnGen.Generator.Infrastructure;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Emission;

/// <summary>Writes the inline data: the alphabet and the rows as the spec has them.</summary>
internal static class DataEmitter
{
    public static GeneratedFile Emit(ExperimentSpec spec, GeneratedClass generated) => generated.File("Data", ["System.Collections.Generic", "RnnGen.Data"], writer =>
    {
        using (writer.Block("public sealed " + generated.Header))
        {
            if (spec.Data.Alphabet.Count > 0)
            {
                WriteAlphabet(spec.Data.Alphabet, writer);
            }

            WriteRows("Train", spec.Data.Train, writer);
            writer.Line();
            WriteRows("Test", spec.Data.Test, writer);
        }
    });

    private static void WriteAlphabet(EquatableArray<Symbol> alphabet, SourceWriter writer)
    {
        writer.Line("private static readonly Alphabet Symbols = new()");
        using (writer.Braces("};"))
        {
            foreach (var symbol in alphabet)
            {
                writer.Line($"[{Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(symbol.Text[0], quote: true)}] = [{string.Join(", ", symbol.Vector)}],");
            }
        }

        writer.Line();
    }

    private static void WriteRows(string name, EquatableArray<Row> rows, SourceWriter writer)
    {
        writer.Line("/// <inheritdoc/>");
        if (rows.Count == 0)
        {
            writer.Line($"public override IReadOnlyList<Sequence> {name} => [];");
            return;
        }

        writer.Line($"public override IReadOnlyList<Sequence> {name} => field ??=");
        writer.Line("[");
        foreach (var row in rows)
        {
            var target = string.Join(", ", row.Target);
            var weights = row.Weights.Count == 0 ? "" : $", weights: [{string.Join(", ", row.Weights)}]";
            writer.Line(row.Text is { } text
                ? $"    Symbols.Sequence({GeneratedClass.Literal(text)}, [{target}]{weights}),"
                : $"    new Sequence([{string.Join(", ", row.Steps)}], [{target}]{weights.Replace("weights:", "Weights:")}),");
        }

        writer.Line("];");
    }
}
