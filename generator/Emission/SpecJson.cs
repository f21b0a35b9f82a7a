using System.Globalization;
using RnnGen.Generator.Infrastructure;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Emission;

/// <summary>The resolved spec as JSON in the YAML's own terms: what a run records, whatever the comments and the layout of the YAML were.</summary>
internal static class SpecJson
{
    public static string Of(ExperimentSpec spec) => Json.Lines('{', '}',
    [
        Member("description", Json.Text(spec.Description)),
        .. spec.Legend is null ? [] : new[] { Member("legend", Json.Text(spec.Legend)) },
        .. spec.Published.Count == 0 ? [] : new[] { Member("published", Json.Lines('[', ']', spec.Published.Select(Published))) },
        Member("seed", spec.Seed),
        Member("model", Model(spec.Model)),
        Member("loss", Loss(spec.Loss)),
        Member("metrics", Json.Array(spec.Metrics.Select(ChoiceText.NameOrJson))),
        Member("initialization", TrainingJson.Of(spec.Initialization)),
        Member("data", Data(spec.Data)),
        Member("training", TrainingJson.Of(spec.Training)),
    ]);

    private static string Published(PublishedSpec published) =>
        Json.Object(("source", Json.Text(published.Source)), ("quantity", Json.Text(published.Quantity)), ("value", published.Value));

    private static string Model(ModelSpec model) => Json.Lines('{', '}',
    [
        Member("input_size", Integer(model.InputSize)),
        Member("sequence_length", model.HasVariableLength ? Json.Object(("max", Integer(model.SequenceLength))) : Integer(model.SequenceLength)),
        Member("layers", Json.Lines('[', ']', model.Layers.Select(Layer))),
        Member("output", Json.Object([("size", Integer(model.Output.Size)), .. Options(model.Output.Options), ("steps", Json.Text(model.Output.Steps))])),
        Member("precision", Json.Text(model.Precision)),
    ]);

    private static string Loss(LossSpec loss) => Json.Object(
    [
        ("name", Json.Text(loss.Name)),
        ("reduce", Json.Text(loss.Reduce)),
        .. Options(loss.Options),
        ("class_weights", loss.ClassWeights.Count == 0 ? null : Json.Array(loss.ClassWeights)),
    ]);

    // What is as it is without a word of the spec is left out.
    private static string Layer(LayerSpec layer)
    {
        var direction = layer.Direction switch
        {
            LayerDirection.Reverse => Json.Text("reverse"),
            LayerDirection.Bidirectional => Json.Text("bidirectional"),
            _ => null,
        };
        var initialState = layer.InitialState switch
        {
            InitialState.Learned => Json.Text("learned"),
            InitialState.Carried => Json.Text("carried"),
            _ => null,
        };
        var cell = layer.Cell.Inline is { } inline ? Cell(inline) : Json.Text(layer.Cell.BuiltIn!);
        return Json.Object(
        [
            ("cell", cell),
            ("size", layer.Size == ExperimentReader.Unknown ? null : Integer(layer.Size)),
            ("direction", direction),
            ("initial_state", initialState),
            ("residual", layer.IsResidual ? "true" : null),
            ("dropout", layer.Dropout == "0" ? null : layer.Dropout),
            .. Options(layer.Options),
        ]);
    }

    private static string Cell(CellSpec cell) => Json.Lines('{', '}',
    [
        Member("options", Json.Object([.. cell.Options.Select(option => (option.Name, (string?)Option(option)))])),
        Member("parameters", Json.Object([.. cell.Parameters.Select(parameter => (parameter.Name, (string?)Parameter(parameter)))])),
        .. cell.Kernels.Count == 0
            ? Array.Empty<string>()
            : [Member("kernels", Json.Object([.. cell.Kernels.Select(kernel => (kernel.Name, (string?)Words(kernel.Matrices)))]))],
        Member("state", Json.Object([.. cell.States.Select(state => (state.Name, (string?)Words(state.Shape)))])),
        Member("step", Json.Text(cell.Step)),
        Member("output", Json.Text(cell.Output)),
    ]);

    private static string Option(CellOption option) => option.Choices.Count == 0
        ? Json.Text(option.Default)
        : Json.Object(("default", Json.Text(option.Default)), ("choices", Words(option.Choices)));

    private static string Parameter(CellParameter parameter) => parameter is { When: null, Role: VectorRole.Bias }
        ? Words(parameter.Shape)
        : Json.Object(
            ("shape", Words(parameter.Shape)),
            ("role", parameter.Role switch { VectorRole.Gain => Json.Text("gain"), VectorRole.ForgetBias => Json.Text("forget_bias"), _ => null }),
            ("when", parameter.When is { } when ? Json.Object((when.Option, Words(when.Values))) : null));

    private static string Data(DataSpec data) => Json.Lines('{', '}',
    [
        Member("alphabet", data.Alphabet.IsOneHot
            ? Json.Text(data.Alphabet.Text)
            : Json.Object([.. data.Alphabet.Symbols.Select(symbol => (symbol.Text, (string?)Json.Array(symbol.Vector)))])),
        Member("train", Set(data.Train)),
        Member("test", Set(data.Test)),
    ]);

    private static string Set(SetSpec set) => set.Source is not { } source ? Rows(set.Rows)
        : ChoiceText.Json(
            source.Choice,
            ("arguments", source.Arguments.Count == 0 ? null : ChoiceText.Json(source.Arguments)),
            ("count", source.Count is { } count ? Integer(count) : null),
            ("unseen", source.IsUnseen ? "true" : null));

    private static string Rows(EquatableArray<Row> rows) => rows.Count == 0 ? "[]" : Json.Lines('[', ']', rows.Select(row =>
        Json.Object(
            ("x", row.Text is null ? Json.Array(row.Steps) : Json.Text(row.Text)),
            ("y", Json.Array(row.Target)),
            ("weights", row.Weights.Count == 0 ? null : Json.Array(row.Weights)))));

    private static IEnumerable<(string, string?)> Options(EquatableArray<Setting> options) =>
        options.Select(option => (option.Name, (string?)Json.Text(option.Value)));

    private static string Words(EquatableArray<string> words) => Json.Array(words.Select(Json.Text));

    private static string Member(string key, string value) => $"{Json.Text(key)}: {value}";

    private static string Integer(int value) => value.ToString(CultureInfo.InvariantCulture);
}
