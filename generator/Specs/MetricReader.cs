using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Infrastructure;

namespace RnnGen.Generator.Specs;

/// <summary>Reads metrics: of each its name alone, or a mapping where it has arguments.</summary>
internal static class MetricReader
{
    public static EquatableArray<ChoiceSpec> ReadAll(MappingReader root, SpecReader reader)
    {
        var metrics = new List<ChoiceSpec>();
        foreach (var (node, path) in root.Items("metrics"))
        {
            var metric = Read(node, path, reader);
            if (metrics.Exists(before => before.Name == metric.Name) && !reader.HasErrors)
            {
                // What is written down of a run goes by the names of its metrics.
                reader.Report(path, Rules.WrongType, path, "another metric than those before it", $"'{metric.Name}' again");
            }

            metrics.Add(metric);
        }

        return metrics.ToEquatableArray();
    }

    private static ChoiceSpec Read(YamlNode node, string path, SpecReader reader)
    {
        if (node is YamlMapping)
        {
            return ChoiceReader.Read(reader.ItemOf(node, path, "a metric"), Metrics.Family, reader);
        }

        var text = (node as YamlScalar)?.Value;
        var known = Metrics.Family.Choices.FirstOrDefault(choice => choice.Name == text);
        if (known is null)
        {
            var names = Metrics.Family.Choices.Select(choice => choice.Name);
            reader.Report(path, Rules.UnknownChoice, "metric", text ?? node.Kind, Suggestion.For(text ?? "", names));
        }
        else if (known.Arguments is [var argument, ..])
        {
            reader.Report(path, Rules.MissingKey, $"{path}.{argument.Name}", $"{argument.Expected}, as in {{ name: {known.Name}, {argument.Name}: 0.1 }}");
        }

        known ??= Metrics.Family.Choices[0];
        return new ChoiceSpec(known.Name, known.Type, EquatableArray<ArgumentSpec>.Empty);
    }
}
