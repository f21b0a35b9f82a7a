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
                if (spec.Legend is not null)
                {
                    writer.Line().Line("/// <inheritdoc/>").Line($"public override string Legend => {GeneratedClass.Literal(spec.Legend)};");
                }

                WritePublished(spec, writer);
                writer.Line().Line("/// <inheritdoc/>").Line("public override string Spec =>");

                // The raw string's quotes must outnumber any in the text; its lines stand at its own indentation.
                writer.Line("    \"\"\"\"\"").Line(string.Join("\n", SpecJson.Of(spec).Split('\n').Select(line => "    " + line))).Line("    \"\"\"\"\";");
            }
        });

    private static void WriteSettings(ExperimentSpec spec, SourceWriter writer)
    {
        writer.Line("/// <inheritdoc/>").Line("public override ExperimentSettings Settings => field ??= new ExperimentSettings");
        using (writer.Braces("};"))
        {
            writer.Line($"Seed = {spec.Seed},");
            WriteInitialization(spec.Initialization, writer);
            WriteTraining(spec.Training, writer);
            writer.Line($"Metrics = [{string.Join(", ", spec.Metrics.Select(ChoiceText.Code))}],");
        }
    }

    private static void WritePublished(ExperimentSpec spec, SourceWriter writer)
    {
        if (spec.Published.Count == 0)
        {
            return;
        }

        writer.Line().Line("/// <inheritdoc/>").Line("public override IReadOnlyList<PublishedResult> Published => field ??=").Line("[");
        foreach (var published in spec.Published)
        {
            var (source, quantity) = (GeneratedClass.Literal(published.Source), GeneratedClass.Literal(published.Quantity));
            writer.Line($"    new PublishedResult({source}, {quantity}, {NumberText.Literal(published.Value)}),");
        }

        writer.Line("];");
    }

    private static void WriteInitialization(InitializationSpec initialization, SourceWriter writer)
    {
        if (initialization.HasStreamOfEach)
        {
            writer.Line("InitialGenerator = RandomGenerator.Philox,");
        }

        writer.Line($"DefaultInitializer = {ChoiceText.Code(initialization.Default)},");
        var initializers = initialization.Parameters.Select(entry => (entry.Parameter, ChoiceText.Code(entry.Initializer)));
        WriteDictionary("Initializers", "Initializer", initializers, writer);
    }

    private static void WriteTraining(TrainingSpec training, SourceWriter writer)
    {
        var unit = training.IsStream ? "Sequences" : "Epochs";
        writer.Line(FormattableString.Invariant($"{unit} = {training.Length},"));
        if (training.BatchSize is { } size)
        {
            writer.Line(FormattableString.Invariant($"BatchSize = {size},"));
        }

        if (training.Shuffle)
        {
            writer.Line("Shuffle = true,");
        }

        writer.Line($"Optimizer = {ChoiceText.Code(training.Optimizer)},");
        foreach (var (name, choice) in new[] { ("Clipping", training.Clipping), ("Schedule", training.Schedule), ("Until", training.Until) })
        {
            if (choice is not null)
            {
                writer.Line($"{name} = {ChoiceText.Code(choice)},");
            }
        }

        if (training.EarlyStopping is { } stopping)
        {
            var minDelta = NumberText.Literal(stopping.MinDelta);
            writer.Line(FormattableString.Invariant(
                $"EarlyStopping = new EarlyStopping(patience: {stopping.Patience}, minDelta: {minDelta}),"));
        }

        if (training.Validation is { } validation)
        {
            writer.Line($"ValidationShare = {NumberText.Literal(validation.Share)},");
            if (!validation.Shuffle)
            {
                writer.Line("ValidationShuffle = false,");
            }
        }

        WriteDictionary("ParameterTrainings", "ParameterTraining", training.Parameters.Select(entry => (entry.Parameter, Code(entry))), writer);
        writer.Line(FormattableString.Invariant($"LogEvery = {training.LogEvery},"));
        writer.Line(FormattableString.Invariant($"Snapshot{unit} = {training.SnapshotLength},"));
    }

    private static string Code(ParameterTrainingSpec parameter) => parameter switch
    {
        { Frozen: true } => "ParameterTraining.Frozen",
        { LearningRate: { } rate } => $"new ParameterTraining(learningRate: {NumberText.Literal(rate)})",
        _ => "new ParameterTraining()",
    };

    private static void WriteDictionary(string property, string type, IEnumerable<(string Key, string Value)> entries, SourceWriter writer)
    {
        if (!entries.Any())
        {
            return;
        }

        writer.Line($"{property} = new Dictionary<string, {type}>");
        using (writer.Braces("},"))
        {
            foreach (var (key, value) in entries)
            {
                writer.Line($"[{GeneratedClass.Literal(key)}] = {value},");
            }
        }
    }
}
