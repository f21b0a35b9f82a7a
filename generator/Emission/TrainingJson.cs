using System.Globalization;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Emission;

/// <summary>Initialization and training as JSON in the YAML's own terms.</summary>
internal static class TrainingJson
{
    public static string Of(InitializationSpec initialization) => Json.Lines('{', '}',
    [
        .. initialization.HasStreamOfEach ? new[] { Member("generator", Json.Text("philox")) } : [],
        Member("default", ChoiceText.Json(initialization.Default)),
        Member("parameters", Json.Object([.. initialization.Parameters.Select(entry => (entry.Parameter, (string?)ChoiceText.Json(entry.Initializer)))])),
    ]);

    public static string Of(TrainingSpec training) => Json.Lines('{', '}', Members(training));

    // A key that says nothing is left out, as it is in the YAML.
    private static IEnumerable<string> Members(TrainingSpec training)
    {
        yield return Member(training.IsStream ? "sequences" : "epochs", Integer(training.Length));
        yield return Member("batch_size", training.BatchSize is { } size ? Integer(size) : Json.Text("all"));
        if (!training.IsStream && training.BatchSize is not null)
        {
            yield return Member("shuffle", training.Shuffle ? "true" : "false");
        }

        yield return Member("optimizer", ChoiceText.Json(training.Optimizer));
        foreach (var (key, choice) in new[] { ("clipping", training.Clipping), ("schedule", training.Schedule), ("until", training.Until) })
        {
            if (choice is not null)
            {
                yield return Member(key, ChoiceText.Json(choice));
            }
        }

        if (training.EarlyStopping is { } stopping)
        {
            yield return Member("early_stopping", Json.Object(("patience", Integer(stopping.Patience)), ("min_delta", stopping.MinDelta)));
        }

        if (training.Validation is { } validation)
        {
            yield return Member("validation", Json.Object(("share", validation.Share), ("shuffle", validation.Shuffle ? null : "false")));
        }

        if (training.Parameters.Count > 0)
        {
            yield return Member("parameters", Json.Object([.. training.Parameters.Select(entry => (entry.Parameter, (string?)Parameter(entry)))]));
        }

        yield return Member("log_every", Integer(training.LogEvery));
    }

    private static string Parameter(ParameterTrainingSpec parameter) =>
        Json.Object(("learning_rate", parameter.LearningRate), ("frozen", parameter.Frozen ? "true" : "false"));

    private static string Member(string key, string value) => $"{Json.Text(key)}: {value}";

    private static string Integer(int value) => value.ToString(CultureInfo.InvariantCulture);
}
