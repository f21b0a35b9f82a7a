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
        var layers = new List<Layer>();
        var input = new Variable("x", VariableKind.Input, Shape.Vector(model.InputSize));
        for (var i = 0; i < model.Layers.Count; i++)
        {
            var path = FormattableString.Invariant($"model.layers[{i}]");
            if (Cell(model.Layers[i].Cell, path, cells, findings) is not { } cell)
            {
                continue;
            }

            var suffix = model.Layers.Count == 1 ? "" : FormattableString.Invariant($"_l{i}");
            var elsewhere = model.Layers[i].Cell switch { { Inline: not null } => null, { File: { } file } => file, { BuiltIn: var name } => name };
            var reserved = model.Layers.Count == 1 ? Library.Output.Parameters.Select(parameter => parameter.Name).ToArray() : [];
            var binder = new LayerBinder(cell, FormattableString.Invariant($"layers.{i}"), suffix, new CellPlace(findings, path, elsewhere), isShipped: false);
            if (binder.Bind([("x", input)], model.Layers[i].Size, model.Layers[i].Options, reserved) is { } layer)
            {
                layers.Add(layer);
                input = input with { Shape = layer.Output.Shape };
            }
        }

        if (layers.Count < model.Layers.Count)
        {
            return null;
        }

        var output = new LayerBinder(Library.Output, "output", "", new CellPlace(findings, "model.output", "the output layer"), isShipped: true)
            .Bind([("x", input)], model.Output.Size, model.Output.Options, []);
        var loss = output is null ? null : BindLoss(spec.Loss, output.Output.Shape, findings);
        if (output is null || loss is null)
        {
            return null;
        }

        var network = new Network(model.InputSize, model.SequenceLength, layers.ToEquatableArray(), output, loss);
        return CheckParameterNames(spec, network, findings) ? network : null;
    }

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
                findings.Add(Finding.At($"{path}.cell", Rules.CellFileMissing, file, "expected a file of that name with the key 'cell'"));
            }

            // A cell file with errors has reported them itself.
            return cell;
        }

        var found = Library.Cell(reference.BuiltIn!);
        if (found is null)
        {
            findings.Add(Finding.At($"{path}.cell", Rules.UnknownChoice, "cell", reference.BuiltIn!, Suggestion.For(reference.BuiltIn!, Library.CellNames)));
        }

        return found;
    }

    private static Layer? BindLoss(LossSpec loss, Shape prediction, List<Finding> findings)
    {
        if (Library.Loss(loss.Name) is not { } equations)
        {
            findings.Add(Finding.At("loss.name", Rules.UnknownChoice, "loss", loss.Name, Suggestion.For(loss.Name, Library.LossNames)));
            return null;
        }

        (string, Variable)[] input =
        [
            ("y_hat", new Variable("y_hat", VariableKind.Input, prediction)),
            ("y", new Variable("y", VariableKind.Target, prediction)),
        ];
        return new LayerBinder(equations, "loss", "", new CellPlace(findings, "loss", loss.Name), isShipped: true).Bind(input, prediction.Columns, [], []);
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

        return unknown.Length == 0;
    }
}
