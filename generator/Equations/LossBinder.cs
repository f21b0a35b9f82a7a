using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Infrastructure;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Equations;

/// <summary>Turns a spec's loss into equations over what the output layer computes.</summary>
internal static class LossBinder
{
    /// <summary>The name by which a loss reads the prediction.</summary>
    public const string Prediction = "y_hat";

    /// <summary>The name by which a loss reads what the prediction is the activation of, and by which the output layer calls it.</summary>
    public const string Logits = "z_out";

    /// <summary>The losses that are fused with an activation: they read what it is the activation of, which is exact where the activation saturates.</summary>
    private static readonly Dictionary<string, string> FusedActivations = new(StringComparer.Ordinal)
    {
        ["binary_cross_entropy"] = "sigmoid",
        ["cross_entropy"] = "softmax",
    };

    /// <summary>Binds the loss, or returns null and says what is wrong.</summary>
    public static Layer? Bind(LossSpec loss, OutputSpec output, Layer outputLayer, List<Finding> findings)
    {
        if (Library.Loss(loss.Name) is not { } equations)
        {
            findings.Add(Finding.At("loss.name", Rules.UnknownChoice, "loss", loss.Name, Suggestion.For(loss.Name, Library.LossNames)));
            return null;
        }

        var activation = output.Options.FirstOrDefault(option => option.Name == "activation")?.Value ?? "identity";
        if (FusedActivations.TryGetValue(loss.Name, out var fused) && activation != fused)
        {
            var needed = $"it goes with the output activation '{fused}', and the spec's is '{activation}'";
            findings.Add(Finding.At("loss.name", Rules.UnknownChoice, "loss", loss.Name, needed));
            return null;
        }

        var shape = outputLayer.Output.Shape;
        (string, Variable)[] input =
        [
            (Prediction, new Variable(Prediction, VariableKind.Input, shape)),
            (Logits, new Variable(Logits, VariableKind.Input, shape)),
            ("y", new Variable("y", VariableKind.Target, shape)),
        ];
        var place = new CellPlace(findings, "loss", new CellReference(loss.Name, null, null));
        return new LayerBinder(equations, "loss", "", place, isShipped: true).Bind(input, shape.Columns, loss.Options, []);
    }

    /// <summary>Whether a target is one of several classes.</summary>
    public static bool HasClassTargets(LossSpec loss) => loss.Name == "cross_entropy";

    /// <summary>What a mean divides by beside the number of answers: a cross-entropy has one term an answer, the others have one an output.</summary>
    public static int TermsOf(LossSpec loss, OutputSpec output) => HasClassTargets(loss) ? 1 : output.Size;
}
