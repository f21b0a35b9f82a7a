using RnnGen.Generator.Equations;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Emission;

/// <summary>The model in a few lines, as the documentation of the generated class shows it.</summary>
internal static class ModelOutline
{
    public static IEnumerable<string> Of(ExperimentSpec spec, Network network)
    {
        var shorter = network.HasVariableLength ? ", shorter sequences end earlier" : "";
        yield return FormattableString.Invariant(
            $"input    x {Shape.Vector(network.InputSize)} at t0..t{network.SequenceLength - 1}{shorter}");
        for (var i = 0; i < network.Layers.Count; i++)
        {
            var layer = network.Layers[i];
            var cell = spec.Model.Layers[i].Cell;
            var name = cell.BuiltIn ?? cell.File ?? "equations of the spec";
            var directions = layer.Direction switch
            {
                LayerDirection.Bidirectional => [", forward", ", in reverse"],
                LayerDirection.Reverse => [", in reverse"],
                _ => new[] { "" },
            };
            for (var j = 0; j < directions.Length; j++)
            {
                foreach (var line in Describe(FormattableString.Invariant($"layer {i}"), name + directions[j], layer.Directions[j]))
                {
                    yield return line;
                }
            }

            var residual = layer.IsResidual ? "its input is added to its output" : "";
            var dropout = layer.HasDropout ? $"in training its output is dropped with probability {layer.Dropout}" : "";
            foreach (var line in new[] { residual, dropout }.Where(line => line.Length > 0))
            {
                yield return "           " + line;
            }
        }

        var when = network.AnswersAtEveryStep ? "every step" : "last step";
        foreach (var line in Describe("output", when, network.Output).Concat(Describe("loss", $"{spec.Loss.Name}, {spec.Loss.Reduce}", network.Loss)))
        {
            yield return line;
        }
    }

    private static IEnumerable<string> Describe(string title, string name, Layer layer)
    {
        var parameters = string.Join(", ", layer.Parameters.Select(parameter => $"{parameter.Variable.Name} {parameter.Variable.Shape}"));
        yield return $"{title,-8} {name}{(parameters.Length == 0 ? "" : ": " + parameters)}";
        foreach (var equation in layer.Equations)
        {
            yield return $"           {equation.Target.Name} = {Notation.Of(equation.Value, Local)}";
        }

        static string Local(Variable variable) => variable.Kind == VariableKind.Previous ? variable.Name + "_prev" : variable.Name;
    }
}
