using RnnGen.Generator.Infrastructure;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Emission;

/// <summary>Writes the inline data: the alphabet and the rows as the spec has them.</summary>
internal static class DataEmitter
{
    public static GeneratedFile Emit(ExperimentSpec spec, GeneratedClass generated) =>
        generated.File("Data", ["System.Collections.Generic", "RnnGen.Data", .. SourceNamespaces(spec.Data)], writer =>
        {
            using (writer.Block("public sealed " + generated.Header))
            {
                if (spec.Data.Alphabet.Symbols.Count > 0)
                {
                    WriteAlphabet(spec.Data.Alphabet, writer);
                }

                if (spec.Data.IsStream)
                {
                    writer.Line("/// <inheritdoc/>").Line($"public override SequenceTask Task => {Code(spec.Data.Train.Source!)};").Line();
                }

                if (Series(spec.Data) is { } series)
                {
                    writer.Line("/// <inheritdoc/>")
                        .Line($"public override Normalization Normalization => field ??= {ChoiceText.Code(series)}.Normalization();")
                        .Line();
                }

                var train = spec.Data.IsStream ? new SetSpec(EquatableArray<Row>.Empty, null) : spec.Data.Train;
                WriteSet("Train", "training", TrainStream, train, writer);
                writer.Line();
                WriteSet("Test", "test", TestStream, spec.Data.Test, writer);
            }
        });
    // The streams of random numbers, RandomState([seed, stream]), from which sequences are drawn: see the README.
    private const int TrainStream = 1;
    private const int TestStream = 4;

    private static IEnumerable<string> SourceNamespaces(DataSpec data)
    {
        var sources = new[] { data.Train.Source, data.Test.Source }.Where(source => source is not null).ToArray();
        return new[] { "Tasks", "Sources" }
            .Where(name => sources.Any(source => source!.Choice.Type.StartsWith(name + ".", StringComparison.Ordinal)))
            .Select(name => $"{name} = global::RnnGen.Data.{name}");
    }

    // A network has the units of its training set.
    private static ChoiceSpec? Series(DataSpec data) => data.Train.Source is { IsTask: false, Choice: { Name: "series" } series } ? series : null;

    private static string Code(SourceSpec source) => ChoiceText.Code(source.IsCustom ? source.Choice with { Arguments = source.Arguments } : source.Choice);

    private static void WriteSet(string name, string title, int stream, SetSpec set, SourceWriter writer)
    {
        if (set.Source is not { } source)
        {
            WriteRows(name, set.Rows, writer);
            return;
        }

        var except = source.IsUnseen ? ", except: Train" : "";
        var sequences = source.IsTask
            ? FormattableString.Invariant(
                $"SequenceSet.Draw({Code(source)}, count: {source.Count}, seed: Settings.Seed, stream: {stream}{except})")
            : source.IsCustom ? $"SequenceSet.Load({Code(source)}, this, set: {GeneratedClass.Literal(title)})"
            : $"{Code(source)}.Load(this)";
        writer.Line("/// <inheritdoc/>").Line($"public override IReadOnlyList<Sequence> {name} => field ??= {sequences};");
    }

    private static void WriteAlphabet(AlphabetSpec alphabet, SourceWriter writer)
    {
        if (alphabet.IsOneHot)
        {
            writer.Line($"private static readonly Alphabet Symbols = Alphabet.OneHot({GeneratedClass.Literal(alphabet.Text)});");
        }
        else
        {
            writer.Line("private static readonly Alphabet Symbols = new()");
            using (writer.Braces("};"))
            {
                foreach (var symbol in alphabet.Symbols)
                {
                    var literal = Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(symbol.Text[0], quote: true);
                    writer.Line($"[{literal}] = [{string.Join(", ", symbol.Vector)}],");
                }
            }
        }

        writer.Line().Line("/// <inheritdoc/>").Line("public override Alphabet Alphabet => Symbols;").Line();
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
