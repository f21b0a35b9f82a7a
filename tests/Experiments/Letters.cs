using RnnGen.Testing;

namespace RnnGen.SpecTests;

/// <summary>A network that predicts the next of the letters a to c and the line end, in windows of four characters.</summary>
internal static class Letters
{
    private const string Spec = """
        seed: 0
        model:
          input_size: 4
          sequence_length: 4
          layers: [{ cell: elman, size: 3, initial_state: carried }]
          output: { size: 4, activation: softmax, steps: every }
        loss: { name: cross_entropy, reduce: mean }
        initialization: { default: { name: normal, std: 1 } }
        data:
          alphabet: "\nabc"
          train: { name: text, path: none.txt, characters: 1..9 }
        training: { epochs: 1, batch_size: 1, optimizer: { name: sgd, learning_rate: 0.1 } }
        """;

    private static readonly Lazy<Experiment> Default = new(() => With());

    public static Experiment Experiment => Default.Value;

    /// <summary>The network with parts of its spec replaced.</summary>
    public static Experiment With(params (string Old, string New)[] changes) =>
        CompiledSpecs.Load(new SpecText("letters.yaml", changes.Aggregate(Spec, (spec, change) => spec.Replace(change.Old, change.New, StringComparison.Ordinal)))).Values.Single();
}
