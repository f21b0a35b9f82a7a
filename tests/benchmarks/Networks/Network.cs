using RnnGen.Randomness;
using RnnGen.Recording;
using RnnGen.Testing;

namespace RnnGen.Benchmarks.Networks;

/// <summary>Recurrent layers, one on the other, and a linear output at the last step, trained by gradient descent on sequences of 32 inputs; biases as in PyTorch.</summary>
/// <param name="Cell">The built-in cell: elman, lstm or gru.</param>
/// <param name="Size">The units of a layer.</param>
/// <param name="Steps">The length of the sequences.</param>
/// <param name="Precision">float64 or float32.</param>
/// <param name="Sequences">The sequences of the batch.</param>
/// <param name="Layers">How many layers there are.</param>
internal sealed record Network(string Cell, int Size, int Steps, string Precision = "float64", int Sequences = Network.ManySequences, int Layers = 1)
{
    private const int Inputs = 32;
    private const int Outputs = 10;
    private const int ManySequences = 64;

    /// <summary>The workload's name, which peers take apart.</summary>
    public string Name => $"{Cell}-{Size}-{Steps}-{Precision}-{Sequences}-{Layers}";

    /// <summary>
    /// The floating-point operations of all matrix products of a step of the training: forward, back to states and weights; without products with the zero state, and
    /// without the gradient of the inputs, which nobody needs.
    /// </summary>
    public double Operations
    {
        get
        {
            double gates = Cell switch { "elman" => 1, "gru" => 3, _ => 4 };
            var inputs = (2.0 * Inputs) + (3.0 * (Layers - 1) * Size);
            var layers = gates * Size * ((Steps * inputs) + (3.0 * Layers * (Steps - 1) * Size));
            return 2 * Sequences * (layers + (3.0 * Size * Outputs));
        }
    }

    /// <summary>Reads a workload's name.</summary>
    public static Network Parse(string name) => name.Split('-') is [var cell, var size, var steps, var precision, var sequences, var layers]
        ? new Network(cell, int.Parse(size, null), int.Parse(steps, null), precision, int.Parse(sequences, null), int.Parse(layers, null))
        : throw new FormatException($"'{name}' is no workload; expected <cell>-<size>-<steps>-<precision>-<sequences>-<layers>.");

    /// <summary>The spec; its data is in a folder.</summary>
    public SpecText Spec(string folder) => new($"{Name}.yaml", $$"""
        seed: 0
        model:
          input_size: {{Inputs}}
          sequence_length: {{Steps}}
          layers: [{{string.Join(", ", Enumerable.Repeat(Layer, Layers))}}]
          output: { size: {{Outputs}} }
          precision: {{Precision}}
        loss: { name: mse, reduce: mean }
        initialization:
          default: { name: uniform, low: -0.1, high: 0.1 }
        data:
          train: { name: npz, path: {{Path.Combine(folder, $"{Steps}-{Sequences}.npz")}}, inputs: x, targets: y }
        training:
          epochs: 1
          optimizer: { name: sgd, learning_rate: 0.01 }
        """);

    // A normalised layer has one bias, and no option for another.
    private string Layer => $"{{ cell: {Cell}, size: {Size}{(Cell == "lstm-layernorm" ? "" : ", bias: double")} }}";

    /// <summary>Writes the data of sequences of some length, which all peers read.</summary>
    public static void WriteData(string folder, int steps, int sequences = ManySequences)
    {
        var random = new RandomState(1);
        NpzFile.Write(
            Path.Combine(folder, $"{steps}-{sequences}.npz"),
            [new NamedArray("x", [sequences, steps, Inputs], Draw(sequences * steps * Inputs)), new NamedArray("y", [sequences, Outputs], Draw(sequences * Outputs))]);

        double[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => random.Uniform(-1, 1))];
    }
}
