using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Infrastructure;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Equations;

/// <summary>Turns a spec's model and loss into a <see cref="Network"/>.</summary>
internal static class NetworkBinder
{
    /// <summary>Binds every layer, the output and the loss, and checks what the spec says of parameters by name.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="cells">The cell files of the project by file name.</param>
    /// <param name="findings">Receives what is wrong.</param>
    /// <returns>The network, or null where something is wrong.</returns>
    public static Network? Bind(ExperimentSpec spec, IReadOnlyDictionary<string, CellSpec?> cells, List<Finding> findings)
    {
        var model = spec.Model;
        var layers = new List<NetworkLayer>();
        var width = model.InputSize;
        for (var i = 0; i < model.Layers.Count; i++)
        {
            if (BindLayer(model, i, width, cells, findings) is { } layer)
            {
                layers.Add(layer);
                width = layer.Width;
            }
        }

        if (layers.Count < model.Layers.Count)
        {
            return null;
        }

        var outputPlace = new CellPlace(findings, "model.output", new CellReference("the output layer", null, null));
        var output = new LayerBinder(Library.Output, "output", "", outputPlace, isShipped: true)
            .Bind([("x", new Variable("x", VariableKind.Input, Shape.Vector(width)))], model.Output.Size, model.Output.Options, []);
        if (output is null || LossBinder.Bind(spec.Loss, model.Output, output, findings) is not { } loss)
        {
            return null;
        }

        var network = new Network(
            model.InputSize,
            model.SequenceLength,
            model.HasVariableLength,
            model.Output.IsEveryStep,
            layers.ToEquatableArray(),
            output,
            loss,
            LossBinder.TermsOf(spec.Loss, model.Output));
        return CheckParameterNames(spec, network, findings) ? network : null;
    }

    private static NetworkLayer? BindLayer(ModelSpec model, int index, int width, IReadOnlyDictionary<string, CellSpec?> cells, List<Finding> findings)
    {
        var spec = model.Layers[index];
        var path = FormattableString.Invariant($"model.layers[{index}]");
        if (Cell(spec.Cell, path, cells, findings) is not { } cell)
        {
            return null;
        }

        var place = new CellPlace(findings, path, spec.Cell);
        var suffix = model.Layers.Count == 1 ? "" : FormattableString.Invariant($"_l{index}");
        var input = new Variable("x", VariableKind.Input, Shape.Vector(width));
        var prefix = FormattableString.Invariant($"layers.{index}");
        (string Prefix, string Suffix)[] directions = spec.Direction == LayerDirection.Bidirectional
            ? [(prefix + ".forward", suffix + "_f"), (prefix + ".reverse", suffix + "_b")]
            : [(prefix, suffix)];
        var layers = new List<Layer>();
        foreach (var (directionPrefix, directionSuffix) in directions)
        {
            var reserved = directionSuffix.Length == 0 ? Library.Output.Parameters.Select(parameter => parameter.Name).ToArray() : [];
            var binder = new LayerBinder(cell, directionPrefix, directionSuffix, place, isShipped: false);
            if (binder.Bind([("x", input)], spec.Size, spec.Options, reserved) is not { } layer)
            {
                return null;
            }

            layers.Add(spec.InitialState switch
            {
                InitialState.Learned => WithLearnedState(layer, directionPrefix),
                InitialState.Carried => WithCarriedState(layer),
                _ => layer,
            });
        }

        var bound = new NetworkLayer(suffix, spec.Direction, layers.ToEquatableArray(), spec.IsResidual, spec.Dropout);
        return !spec.IsResidual
            || bound.Width == width
            || place.Setting("residual", Rules.ShapeMismatch, FormattableString.Invariant(
                $"a residual layer adds its input to its output: the input has {width} units, the output {bound.Width}"))
            ? bound
            : null;
    }

    private static Layer WithLearnedState(Layer layer, string prefix)
    {
        var states = layer.States
            .Select(state => new Parameter(
                $"{prefix}.{state.Name}_init",
                new Variable($"{state.Name}_init{layer.Suffix}", VariableKind.Parameter, state.Shape),
                ReadsInput: false))
            .ToArray();
        return layer with
        {
            Parameters = layer.Parameters.Concat(states).ToEquatableArray(),
            InitialStates = states.Select(state => state.Variable).ToEquatableArray(),
        };
    }

    private static Layer WithCarriedState(Layer layer) => layer with
    {
        InitialStates = layer.States.Select(state => new Variable($"{state.Name}_init{layer.Suffix}", VariableKind.Input, state.Shape)).ToEquatableArray(),
    };

    private static CellSpec? Cell(CellReference reference, string path, IReadOnlyDictionary<string, CellSpec?> cells, List<Finding> findings)
    {
        if (reference.Inline is { } inline)
        {
            return inline;
        }

        if (reference.File is { } file)
        {
            if (!cells.TryGetValue(file, out var cell))
            {
                var suggestion = Suggestion.For(
                    "./" + file,
                    cells.Keys.Select(name => "./" + name),
                    none: "expected a file of that name with the key 'cell'");
                findings.Add(Finding.At($"{path}.cell", Rules.CellFileMissing, file, suggestion));
            }

            // A cell file with errors has reported them itself.
            return cell;
        }

        var builtIn = reference.BuiltIn!;
        var found = Library.Cell(builtIn);
        if (found is null)
        {
            var suggestion = builtIn.EndsWith(".yaml", StringComparison.Ordinal)
                ? $"did you mean './{builtIn}'?"
                : Suggestion.For(builtIn, Library.CellNames);
            findings.Add(Finding.At($"{path}.cell", Rules.UnknownChoice, "cell", builtIn, suggestion));
        }

        return found;
    }

    // What the spec says of parameters by name is of parameters that there are.
    private static bool CheckParameterNames(ExperimentSpec spec, Network network, List<Finding> findings)
    {
        var names = network.Parameters.Select(parameter => parameter.Path).ToArray();
        var unknown = spec.Initialization.Parameters.Select(entry => ("initialization", entry.Parameter))
            .Concat(spec.Training.Parameters.Select(entry => ("training", entry.Parameter)))
            .Where(entry => !names.Contains(entry.Parameter))
            .ToArray();
        foreach (var (section, name) in unknown)
        {
            findings.Add(Finding.At($"{section}.parameters.{name}{SpecPositions.KeyOf}", Rules.UnknownParameter, name, Suggestion.For(name, names)));
        }

        return unknown.Length == 0 && CheckValues(spec.Initialization, network, findings);
    }

    // Numbers that are given for a parameter are as many as it has.
    private static bool CheckValues(InitializationSpec initialization, Network network, List<Finding> findings)
    {
        var ok = true;
        foreach (var parameter in network.Parameters)
        {
            var own = initialization.Parameters.FirstOrDefault(entry => entry.Parameter == parameter.Path)?.Initializer;
            var shape = parameter.Variable.Shape;
            if ((own ?? initialization.Default) is { Name: "values", Arguments: [{ Text: var text }] }
                && (text.Length == 0 ? 0 : text.Split(',').Length) is var count
                && count != shape.Length)
            {
                var key = own is null ? "initialization.default" : $"initialization.parameters.{parameter.Path}";
                findings.Add(Finding.At(key, Rules.ShapeMismatch, FormattableString.Invariant(
                    $"the parameter '{parameter.Path}' {shape} has {shape.Length} numbers, and {count} are given")));
                ok = false;
            }
        }

        return ok;
    }
}
