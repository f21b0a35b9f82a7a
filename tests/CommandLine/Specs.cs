using RnnGen.Testing;

namespace RnnGen.CommandLine.Tests;

/// <summary>Small experiments.</summary>
internal static class Specs
{
    /// <summary>Two rows, three epochs, the full batch.</summary>
    public const string Rows = """
        description: Hardly trained.
        seed: 1
        model:
          input_size: 1
          sequence_length: 3
          layers:
            - { cell: elman, size: 2 }
          output: { size: 1, activation: sigmoid }
        loss: { name: mse, reduce: mean }
        initialization:
          default: { name: normal, std: 1 }
        data:
          train:
            - { x: [[1], [0], [1]], y: [0] }
            - { x: [[0], [1], [1]], y: [1] }
        training:
          epochs: 3
          optimizer: { name: sgd, learning_rate: 0.1 }
        """;

    /// <summary>A stream of sequences whose parity is the target.</summary>
    public static (string, string)[] Stream { get; } =
    [
        (Rows[Rows.IndexOf("  train:", StringComparison.Ordinal)..Rows.IndexOf("training:", StringComparison.Ordinal)], "  train: { name: parity, length: 3, minimal_length: 3 }\n"),
        ("epochs: 3", "sequences: 25\n  log_every: 10"),
    ];

    /// <summary>Predicts the next character of a text of a, b, c and line ends, in a file that there is not.</summary>
    public const string Letters = """
        seed: 0
        model:
          input_size: 4
          sequence_length: { max: 4 }
          layers: [{ cell: elman, size: 3 }]
          output: { size: 4, activation: softmax, steps: every }
        loss: { name: cross_entropy, reduce: mean }
        initialization: { default: { name: normal, std: 1 } }
        data:
          alphabet: "\nabc"
          train: { name: text, path: none.txt, characters: 1..9 }
        training: { epochs: 1, optimizer: { name: sgd, learning_rate: 0.1 } }
        """;

    /// <summary>A spec with parts of it replaced.</summary>
    public static Experiment Load(string name, string spec, params (string Old, string New)[] changes) =>
        CompiledSpecs.Load(new SpecText($"{name}.yaml", changes.Aggregate(spec, (text, change) => text.Replace(change.Old, change.New, StringComparison.Ordinal)))).Values.Single();
}
