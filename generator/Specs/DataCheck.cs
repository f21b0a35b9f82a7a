using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Infrastructure;

namespace RnnGen.Generator.Specs;

/// <summary>Reports what of the data contradicts the model or the training, as far as the spec alone can tell.</summary>
internal static class DataCheck
{
    public static void Run(ModelSpec model, LossSpec loss, DataSpec data, TrainingSpec training, EquatableArray<ChoiceSpec> metrics, SpecReader reader)
    {
        if (reader.HasErrors)
        {
            return;
        }

        CheckCarriedStates(model, data, training, reader);
        for (var i = 0; i < metrics.Count; i++)
        {
            CheckMetric(metrics[i].Name, model, loss, FormattableString.Invariant($"metrics[{i}]"), reader);
        }

        foreach (var (key, source) in new[] { ("data.train", data.Train.Source), ("data.test", data.Test.Source) })
        {
            if (source is null)
            {
                continue;
            }

            CheckArrays(source.Choice, model, key, reader);
            if (SourceSizes.Of(source.Choice) is { } sizes)
            {
                CheckSizes($"the {(source.IsTask ? "task" : "data source")} '{source.Choice.Name}'", sizes, model, key, reader);
                ColumnCheck.Run(source.Choice, model, key, reader);
            }
        }

        CheckNormalization(data.Train.Source?.Choice, data.Test.Source?.Choice, reader);
        CheckValidationShare(data.Train, training, reader);
        CheckJudges(data.Test, training, reader);
        CheckJudgingMetric(training, model, loss, reader);
    }

    // A state goes on from each batch to the next one, for each row of them: a single batch would carry none.
    private static void CheckCarriedStates(ModelSpec model, DataSpec data, TrainingSpec training, SpecReader reader)
    {
        if (model.Layers.ToList().FindIndex(layer => layer.InitialState == InitialState.Carried) is var carrying && carrying < 0)
        {
            return;
        }

        if (training.IsStream)
        {
            reader.Report(
                FormattableString.Invariant($"model.layers[{carrying}].initial_state"),
                Rules.UnknownChoice,
                "initial state",
                "carried",
                "a state is carried through the windows of a training set, "
                    + "and this training counts 'sequences', which are drawn one by one");
            return;
        }

        CheckStride("data.train", data.Train, reader);
        CheckStride("data.test", data.Test, reader);

        // Windows that go on where the one before ends stay together.
        if (training.Validation is { Shuffle: true })
        {
            reader.Report(
                "training.validation",
                Rules.MissingKey,
                "training.validation.shuffle",
                "false, since a layer carries its state from window to window, and so the last windows validate");
        }

        int? largest = CountOf(data.Train) is { } count and > 1 ? count / 2 : null;
        if (training.BatchSize is not { } size || size > largest)
        {
            var expected = largest is { } most ? FormattableString.Invariant($"from 1 to {most}") : "from 1";
            var found = training.BatchSize is { } number ? FormattableString.Invariant($"{number}") : "all";
            reader.Report(
                "training.batch_size",
                Rules.OutOfRange,
                "training.batch_size",
                $"a number of windows {expected}, since a layer carries its state from each batch to the next",
                found);
        }
    }

    // Windows of a series go on where the one before ends if each starts a window behind it.
    private static void CheckStride(string key, SetSpec set, SpecReader reader)
    {
        if (set.Source?.Choice is not { Name: "series" } series)
        {
            return;
        }

        var (window, stride) = (Text(series, "window")!, Text(series, "stride"));
        var expected = $"{window}, the window, since a layer carries its state to the window that goes on where the one before ends";
        if (stride is null && window != "1")
        {
            reader.Report(key + SpecPositions.KeyOf, Rules.MissingKey, key + ".stride", expected);
        }
        else if (stride is not null && stride != window)
        {
            reader.Report(key + ".stride", Rules.OutOfRange, key + ".stride", expected, stride);
        }
    }

    // Arrays of lengths and of weights go with networks that take them.
    private static void CheckArrays(ChoiceSpec source, ModelSpec model, string key, SpecReader reader)
    {
        if (source.Name is not ("npy" or "npz"))
        {
            return;
        }

        if (Text(source, "lengths") is not null && !model.HasVariableLength)
        {
            Report("lengths", FormattableString.Invariant(
                $"it goes with sequences of different lengths, 'model.sequence_length: {{ max: {model.SequenceLength} }}'"));
        }

        if (Text(source, "weights") is not null && !model.Output.IsEveryStep)
        {
            Report("weights", "it goes with an answer at every step, 'model.output.steps: every'");
        }

        void Report(string name, string needed) => reader.Report($"{key}.{name}{SpecPositions.KeyOf}", Rules.UnknownKey, name, needed);
    }

    // How many sequences a set has; those of files are counted when the program runs.
    private static int? CountOf(SetSpec set) => set.Source is null ? set.Rows.Count : set.Source.Count;

    private static void CheckMetric(string metric, ModelSpec model, LossSpec loss, string path, SpecReader reader)
    {
        var needed = metric switch
        {
            "legal_next_symbols" when model.InputSize != 7 || model.Output.Size != 7 || !model.Output.IsEveryStep =>
                "it goes with the task 'embedded_reber': 7 inputs, 7 outputs, and an answer at every step",
            "accuracy" when model.Output.Size == 1 => "it goes with an output for each class; for a single one there is 'binary_accuracy'",
            "perplexity" when loss.Name != "cross_entropy" => "it goes with the loss 'cross_entropy', whose outputs are probabilities",
            _ => null,
        };
        if (needed is not null)
        {
            reader.Report(path, Rules.UnknownChoice, "metric", metric, needed);
        }
    }

    private static void CheckSizes(string name, SourceSizes sizes, ModelSpec model, string path, SpecReader reader)
    {
        Compare("model.input_size", sizes.Inputs, model.InputSize);
        Compare("model.output.size", sizes.Outputs, model.Output.Size);
        if (sizes.HasTargetAtEveryStep is { } isEveryStep && isEveryStep != model.Output.IsEveryStep)
        {
            Report("targets " + (isEveryStep ? "at every step" : "at the last step alone"), "model.output.steps", model.Output.Steps);
        }

        if (sizes.HasVariableLength && !model.HasVariableLength)
        {
            Report(
                $"sequences of different lengths, the longest of {sizes.Length} steps",
                "model.sequence_length",
                $"{model.SequenceLength} and not {{ max: {sizes.Length} }}");
        }
        else if (sizes.HasVariableLength || model.HasVariableLength ? sizes.Length > model.SequenceLength : sizes.Length != model.SequenceLength)
        {
            Report($"sequences of {sizes.Length} steps", "model.sequence_length", FormattableString.Invariant($"{model.SequenceLength}"));
        }

        void Compare(string key, int? expected, int found)
        {
            if (expected is not null && expected != found)
            {
                var what = key == "model.input_size" ? "inputs a step" : "outputs";
                Report(FormattableString.Invariant($"{expected} {what}"), key, FormattableString.Invariant($"{found}"));
            }
        }

        void Report(string what, string key, string found) =>
            reader.Report(path, Rules.BadRow, FormattableString.Invariant($"{name} has {what}, but {key} is {found}"));
    }

    // A network has the units of its training, which are kept with it.
    private static void CheckNormalization(ChoiceSpec? train, ChoiceSpec? test, SpecReader reader)
    {
        if (train is { Name: "series" } && test is { Name: "series" }
            && NormalizationOf(train) is var known && NormalizationOf(test) is var other && other != known)
        {
            var differing = new[] { "columns", "header", "normalize_by_rows" }.FirstOrDefault(name => Text(train, name) != Text(test, name))
                ?? (Text(test, "normalize_by_path") is null ? "path" : "normalize_by_path");
            reader.Report(
                "data.test." + differing,
                Rules.BadRow,
                $"the test series is normalised by {other}, but the training series by {known}: "
                    + "a network has the units of its training, in whatever file 'normalize_by_path' says that they are");
        }

        static string NormalizationOf(ChoiceSpec series)
        {
            var place = Text(series, "header") == "true" ? "behind the header of" : "of";
            var path = Text(series, "normalize_by_path") ?? Text(series, "path");
            return $"the columns {Text(series, "columns")} of the rows {Text(series, "normalize_by_rows")} {place} '{path}'";
        }
    }

    private static string? Text(ChoiceSpec choice, string name) => choice.Arguments.FirstOrDefault(argument => argument.Name == name)?.Text;

    // The rows that validate: see ValidationSplit of the runtime.
    private static void CheckValidationShare(SetSpec train, TrainingSpec training, SpecReader reader)
    {
        if (training.Validation is not { Share: var share } || CountOf(train) is not { } count)
        {
            return;
        }

        var kept = Math.Floor((NumberText.Value(share) * count) + 0.5);
        if (kept < 1 || kept > count - 1)
        {
            var found = FormattableString.Invariant($"{share}, which is {kept} of {count}");
            reader.Report(
                "training.validation.share",
                Rules.OutOfRange,
                "training.validation.share",
                "a share that leaves at least one row to train and one to validate",
                found);
        }
    }

    // The metric by which a criterion judges.
    private static void CheckJudgingMetric(TrainingSpec training, ModelSpec model, LossSpec loss, SpecReader reader)
    {
        if (training.Until?.Arguments.FirstOrDefault(argument => argument.Name == "metric")?.Choice is { } metric)
        {
            CheckMetric(metric.Name, model, loss, "training.until.metric", reader);
        }
    }

    // The sequences by which a criterion is judged.
    private static void CheckJudges(SetSpec test, TrainingSpec training, SpecReader reader)
    {
        if (training.Until is not { Name: "test_set" } criterion || CountOf(test) is not { } count)
        {
            return;
        }

        var needed = criterion.Arguments.FirstOrDefault(argument => argument.Name == "sequences") is { } sequences ? NumberText.Value(sequences.Text) : 1;
        if (count < needed)
        {
            reader.Report("training.until", Rules.MissingKey, "data.test", FormattableString.Invariant(
                $"a test set of at least {needed} sequences, by which the criterion is judged; there are {count}"));
        }
    }
}
