using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Infrastructure;

namespace RnnGen.Generator.Specs;

/// <summary>Reads what stands under <c>training</c>.</summary>
internal static class TrainingReader
{
    private const int MaximalLength = 1_000_000_000;

    private static readonly string[] OfEpochs = ["shuffle", "early_stopping", "validation", "snapshot_epochs"];

    private static readonly string[] OfSequences = ["until", "snapshot_sequences"];

    public static TrainingSpec Read(MappingReader training, SpecReader reader)
    {
        var isStream = training.Has("sequences") && !training.Has("epochs");
        ReportExclusive(training, isStream, reader);
        var length = isStream
            ? training.Integer("sequences", null, 1, MaximalLength, MaximalLength)
            : training.Integer("epochs", "the number of passes over the training set", 1, MaximalLength, MaximalLength);
        var batchSize = ReadBatchSize(training, isStream, reader);
        var shuffle = training.Flag("shuffle", !isStream && batchSize is not null);
        if (shuffle && !isStream && batchSize is null && training.Has("shuffle"))
        {
            reader.Report(training.PathOfKey("shuffle"), Rules.UnknownKey, "shuffle", "the batch is the whole training set, see 'batch_size'");
        }

        var optimizer = ChoiceReader.Read(training.Mapping("optimizer", "the optimizer such as { name: sgd, learning_rate: 0.1 }"), Optimizers.Family, reader);
        var clipping = ChoiceReader.ReadOptional(training, "clipping", "a clipping such as { name: global_norm, max_norm: 1 }", Clippings.Family, reader);
        var schedule = ChoiceReader.ReadOptional(training, "schedule", "a schedule such as { name: step, step_size: 100 }", Schedules.Family, reader);
        var until = ChoiceReader.ReadOptional(
            training, "until", "a criterion such as { name: tolerance, tolerance: 0.04, window: 2000 }", StopCriteria.Family, reader);
        var earlyStopping = ReadEarlyStopping(training);
        var validation = ReadValidation(training);
        var parameters = ReadParameters(training.Mapping("parameters"), reader);
        var logEvery = training.Integer("log_every", null, 1, MaximalLength, Math.Max(1, length / 10));
        var snapshotLength = training.Integer(isStream ? "snapshot_sequences" : "snapshot_epochs", null, 1, length, length);
        training.Finish();
        return new TrainingSpec(
            isStream, length, batchSize, shuffle, optimizer, clipping, schedule, earlyStopping, validation, parameters, until, logEvery, snapshotLength);
    }

    // A key that nobody would heed: asked for here, so that it is not reported as unknown once more.
    private static void ReportExclusive(MappingReader training, bool isStream, SpecReader reader)
    {
        var (own, other) = isStream ? ("sequences", "epochs") : ("epochs", "sequences");
        foreach (var key in isStream ? OfEpochs : OfSequences)
        {
            if (training.HasOptional(key))
            {
                reader.Report(training.PathOfKey(key), Rules.UnknownKey, key, $"it goes with '{other}', and this training counts '{own}'");
            }
        }

        if (training.HasOptional("sequences") && !isStream)
        {
            reader.Report(training.PathOfKey("sequences"), Rules.UnknownKey, "sequences", "the training counts 'epochs' already");
        }
    }

    private static int? ReadBatchSize(MappingReader training, bool isStream, SpecReader reader)
    {
        var isThere = training.HasOptional("batch_size");
        if (!isStream && (!isThere || training.Has("batch_size", "all")))
        {
            return null;
        }

        return training.Integer("batch_size", null, 1, MaximalLength, 1, isStream ? "" : "'all' or ");
    }

    private static EarlyStoppingSpec? ReadEarlyStopping(MappingReader training)
    {
        if (!training.HasOptional("early_stopping"))
        {
            return null;
        }

        var stopping = training.Mapping("early_stopping", "when to stop such as { patience: 20 }");
        var patience = stopping.Integer("patience", "how many epochs without an improvement end the training", 1, MaximalLength);
        var minDelta = stopping.Number("min_delta", null, "0", NumberRange.NotNegative);
        stopping.Finish();
        return new EarlyStoppingSpec(patience, minDelta);
    }

    private static ValidationSpec? ReadValidation(MappingReader training)
    {
        if (!training.HasOptional("validation"))
        {
            return null;
        }

        var validation = training.Mapping("validation", "what is kept out of the training such as { share: 0.1 }");
        var share = validation.Number("share", "the share of the training set that is kept out of it", "0.1", NumberRange.BetweenZeroAndOne);
        var shuffle = validation.Flag("shuffle", true);
        validation.Finish();
        return new ValidationSpec(share, shuffle);
    }

    private static EquatableArray<ParameterTrainingSpec> ReadParameters(MappingReader parameters, SpecReader reader)
    {
        return parameters.Entries.Select(entry => Parameter(entry.Key.Value)).ToEquatableArray();

        ParameterTrainingSpec Parameter(string name)
        {
            var parameter = parameters.Mapping(name, "how the parameter is trained: { learning_rate: 0.01 } or { frozen: true }");
            var frozen = parameter.Flag("frozen", false);
            var rate = parameter.HasOptional("learning_rate") ? parameter.Number("learning_rate", null, "1", NumberRange.Positive) : null;
            if (frozen && rate is not null)
            {
                reader.Report(parameter.PathOfKey("learning_rate"), Rules.UnknownKey, "learning_rate", "the parameter is frozen");
            }

            parameter.Finish();
            return new ParameterTrainingSpec(name, rate, frozen);
        }
    }
}
