using RnnGen.Generator.Equations;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Emission;

/// <summary>Writes what only a run needs and may override: seed, initialization, training. Changing it leaves the model's code alone.</summary>
internal static class SettingsEmitter
{
    public static GeneratedFile Emit(ExperimentSpec spec, GeneratedClass generated) =>
        generated.File("Settings", ["System.Collections.Generic", "RnnGen", "RnnGen.Evaluation", "RnnGen.Initialization", "RnnGen.Training"], writer =>
        {
            using (writer.Block("public sealed " + generated.Header))
            {
                WriteSettings(spec, writer);
                writer.Line().Line("/// <inheritdoc/>").Line("public override string Spec =>");

                // The raw string's quotes must outnumber any in the text; its lines stand at its own indentation.
                writer.Line("    \"\"\"\"\"").Line(string.Join("\n", SpecJson.Of(spec).Split('\n').Select(line => "    " + line))).Line("    \"\"\"\"\";");
            }
        });

    private static void WriteSettings(ExperimentSpec spec, SourceWriter writer)
    {
        var training = spec.Training;
        writer.Line("/// <inheritdoc/>").Line("public override ExperimentSettings Settings => field ??= new ExperimentSettings");
        using (writer.Braces("};"))
        {
            writer.Line($"Seed = {spec.Seed},");
            writer.Line($"DefaultInitializer = {Initializer(spec.Initialization.Default)},");
            if (spec.Initialization.Parameters.Count > 0)
            {
                writer.Line("Initializers = new Dictionary<string, Initializer>");
                using (writer.Braces("},"))
                {
                    foreach (var entry in spec.Initialization.Parameters)
                    {
                        writer.Line($"[{GeneratedClass.Literal(entry.Parameter)}] = {Initializer(entry.Initializer)},");
                    }
                }
            }

            writer.Line(FormattableString.Invariant($"Epochs = {training.Epochs},"));
            writer.Line($"Optimizer = new Sgd(learningRate: {training.LearningRate}),");
            writer.Line(FormattableString.Invariant($"LogEvery = {training.LogEvery},"));
            writer.Line(FormattableString.Invariant($"SnapshotEpochs = {training.SnapshotEpochs},"));
            writer.Line($"Metrics = [{string.Join(", ", spec.Metrics.Select(metric => Metric(metric, spec)))}],");
        }
    }

    private static string Metric(MetricSpec metric, ExperimentSpec spec) => metric.Name switch
    {
        "binary_accuracy" => "new BinaryAccuracy()",
        "accuracy" => "new Accuracy()",
        "sequence_accuracy" => $"new SequenceAccuracy(hasClassTargets: {(LossBinder.HasClassTargets(spec.Loss) ? "true" : "false")})",
        "within" => $"new Within(tolerance: {metric.Arguments[0].Value})",
        "perplexity" => "new Perplexity()",
        "mae" => "new MeanAbsoluteError()",
        "rmse" => "new RootMeanSquaredError()",
        "legal_next_symbols" => "new LegalNextSymbols()",
        _ => "new RSquared()",
    };

    private static string Initializer(InitializerSpec initializer)
    {
        var arguments = string.Join(", ", initializer.Arguments.Select(argument => $"{argument.Name}: {argument.Value}"));
        return initializer.Name switch
        {
            "normal" => $"new Normal({arguments})",
            "uniform" => $"new Uniform({arguments})",
            "constant" => $"new Constant({arguments})",
            _ => "new Constant(value: 0)",
        };
    }
}
