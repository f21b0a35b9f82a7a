using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Infrastructure;

namespace RnnGen.Generator.Specs;

/// <summary>Reads a metric: its name, or a mapping where it has arguments.</summary>
internal static class MetricReader
{
    private static readonly string[] Names = ["binary_accuracy", "accuracy", "sequence_accuracy", "within", "perplexity", "mae", "rmse", "r2", "legal_next_symbols"];

    public static MetricSpec Read(YamlNode node, string path, SpecReader reader)
    {
        if (node is YamlMapping)
        {
            var metric = reader.ItemOf(node, path, "a metric such as accuracy or { name: within, tolerance: 0.1 }");
            var name = metric.Choice("name", "metric", "the metric's name", Names);
            Setting[] arguments = name == "within" ? [new("tolerance", metric.Number("tolerance", "the largest difference from the target", "1", positive: true))] : [];
            metric.Finish();
            return new MetricSpec(name, arguments.ToEquatableArray());
        }

        var text = (node as YamlScalar)?.Value;
        if (text == "within")
        {
            reader.Report(path, Rules.MissingKey, path + ".tolerance", "the largest difference from the target: { name: within, tolerance: 0.1 }");
        }
        else if (!Names.Contains(text))
        {
            reader.Report(path, Rules.UnknownChoice, "metric", text ?? node.Kind, Suggestion.For(text ?? "", Names));
        }

        return new MetricSpec(text ?? Names[0], EquatableArray<Setting>.Empty);
    }
}
