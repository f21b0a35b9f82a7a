using System.Globalization;
using RnnGen.Generator.Equations;
using RnnGen.Testing;

namespace RnnGen.SpecTests.RandomSpecs;

/// <summary>A valid spec that a seed decides: one to three layers of built-in cells and of random equations, sizes and steps from 1 to 9, and everything that goes with them.</summary>
/// <remarks>One in fifteen has up to 19 steps, and one in twenty so many that vanishing gradients are flushed, more than 32, with sizes up to 4.</remarks>
internal sealed class RandomSpec
{
    private static readonly string[] Activations = ["tanh", "sigmoid", "relu", "softsign", "elu", "silu", "gelu", "hard_tanh", "leaky_relu", "sin", "erf", "softplus", "identity"];

    private static readonly string[] Initializers =
    [
        "{ name: normal, std: 0.4 }", "{ name: uniform, low: -0.7, high: 0.7 }", "{ name: xavier_uniform }", "{ name: xavier_normal, gain: 0.8 }", "{ name: orthogonal, gain: 0.9 }",
        "{ name: kaiming_uniform }", "{ name: truncated_normal, std: 0.5, a: -1, b: 1 }", "{ name: pytorch }", "{ name: keras }",
    ];

    private static readonly string[] Optimizers =
    [
        "{ name: sgd, learning_rate: 0.05 }", "{ name: sgd, learning_rate: 0.02, momentum: 0.9, nesterov: true }", "{ name: rmsprop, learning_rate: 0.01 }",
        "{ name: adagrad, learning_rate: 0.05 }", "{ name: adam, learning_rate: 0.01, amsgrad: true }", "{ name: adamw, learning_rate: 0.01 }",
    ];

    private static readonly string[] Further =
    [
        "log_every: 2", "clipping: { name: global_norm, max_norm: 1 }", "clipping: { name: parameter_norm, max_norm: 1 }", "clipping: { name: value, clip_value: 1 }",
        "parameters: { output.Who: { frozen: true } }", "schedule: { name: exponential, gamma: 0.9 }", "early_stopping: { patience: 1 }",
    ];

    private readonly Draw _draw;
    private readonly List<string> _layers = [];
    private readonly bool _isLong;
    private readonly int _inputSize;
    private readonly int _steps;
    private readonly bool _hasLengths;
    private readonly bool _isEveryStep;
    private readonly bool _isCarried;
    private readonly int _outputs;
    private readonly string _head;
    private readonly string _tail;
    private bool _hasLargeLayer;

    /// <summary>Draws a spec.</summary>
    public RandomSpec(int seed)
    {
        Name = string.Create(CultureInfo.InvariantCulture, $"spec-{seed}");
        HasChunks = seed % 20 == 0;
        _draw = new Draw(seed);
        _isLong = seed % 20 == 10;
        _inputSize = Size();
        var steps = _draw.OneIn(15) ? 10 + _draw.Below(10) : _draw.Size();
        _steps = _isLong ? 32 + steps : steps;
        _hasLengths = _steps > 1 && _draw.OneIn(3);
        _isEveryStep = _draw.OneIn(3);
        _isCarried = !_hasLengths && _draw.OneIn(6);
        _outputs = Size();
        var width = _inputSize;
        for (var layers = _draw.Of(1, 1, 1, 2, 2, 3); layers > 0; layers--)
        {
            width = Layer(width);
        }

        var loss = _draw.Of("half_mse", "mse", "mae", "huber", "binary_cross_entropy", "cross_entropy");
        var activation = loss switch { "binary_cross_entropy" => "sigmoid", "cross_entropy" => "softmax", _ => _draw.Of([.. Activations, "softmax"]) };

        // What grows over many steps leaves the range in which sin is a number.
        activation = _isLong && activation == "sin" ? "tanh" : activation;
        var isClass = loss == "cross_entropy";
        _outputs = isClass && _outputs == 1 ? 2 : _outputs;
        var options = (loss == "huber" ? ", delta: 0.5" : "") + (isClass && _draw.OneIn(2) ? $", class_weights: {Draw.List(_outputs, _ => _draw.Of("1", "0.5", "2"))}" : "");
        _head = $"""
            description: A random network.
            seed: {seed}
            model:
            """;
        var rows = Enumerable.Range(0, _draw.Of(1, 2, 5, 9, 17)).Select(_ => $"\n    - {Row(isClass)}").ToArray();
        var sequenceLength = _hasLengths ? $"{{ max: {_steps} }}" : $"{_steps}";
        _tail = $$"""
              input_size: {{_inputSize}}
              sequence_length: {{sequenceLength}}
              layers:
            {{string.Join('\n', _layers.Select(line => "    " + line))}}
              output: { size: {{_outputs}}, activation: {{activation}}, bias: {{_draw.Of("none", "single")}}, steps: {{(_isEveryStep ? "every" : "last")}} }
            loss: { name: {{loss}}, reduce: {{_draw.Of("mean", "sum")}}{{options}} }
            initialization:
              generator: {{_draw.Of("random_state", "philox")}}
              default: {{_draw.Of(Initializers)}}
            data:
              train:{{string.Concat(rows)}}
            training:
              epochs: 4
              batch_size: {{(_isCarried ? _draw.Of("1", rows.Length < 4 ? "1" : "2") : _draw.Of("all", "1", "2", "8"))}}
              optimizer: {{_draw.Of(Optimizers)}}
              {{_draw.Of(Further)}}
            """;
    }

    /// <summary>The experiment's name.</summary>
    public string Name { get; }

    /// <summary>Whether it is looked at with more sequences than a chunk has.</summary>
    public bool HasChunks { get; }

    /// <summary>The spec in one of its forms, by a name of its own.</summary>
    public SpecText As(string form, string units) => new(NameAs(form, units) + ".yaml", $"{_head}\n  form: {form}\n  units: {units}\n{_tail}");

    /// <summary>The name of the experiment in one of its forms.</summary>
    public string NameAs(string form, string units) => $"{Name}-{form}-{units.Replace('_', '-')}";

    public override string ToString() => Name;

    private int Size() => _isLong ? Math.Min(4, _draw.Size()) : _draw.Size();

    // Adds a layer's lines, and returns the units that the layer above sees.
    private int Layer(int input)
    {
        var direction = _isCarried && !_draw.OneIn(3) ? "forward" : _draw.Of("forward", "forward", "reverse", "bidirectional");
        var isTwofold = direction == "bidirectional";
        var size = _draw.OneIn(3) && (!isTwofold || input % 2 == 0) ? input / (isTwofold ? 2 : 1) : Size();
        List<string> lines = [$"direction: {direction}", $"initial_state: {(_isCarried && direction == "forward" && _draw.OneIn(2) ? "carried" : _draw.Of("zero", "learned"))}"];
        int width;
        if (_draw.OneIn(2))
        {
            var cell = new RandomCell(_draw, input, size);
            lines.Add($"size: {size}");
            lines.AddRange(cell.Settings);
            lines.AddRange(["cell:", .. cell.Lines.Select(line => "  " + line)]);
            width = cell.Width;
        }
        else
        {
            width = BuiltIn(_draw.OneIn(15) && !_isLong ? LargeSize(size) : size, lines);
        }

        width *= isTwofold ? 2 : 1;
        lines.AddRange(_draw.OneIn(4) ? ["dropout: 0.3"] : []);
        lines.AddRange(width == input && _draw.OneIn(2) ? ["residual: true"] : []);
        _layers.AddRange(lines.Select((line, i) => (i == 0 ? "- " : "  ") + line));
        return width;
    }

    // Of two large layers a step would be too long to be spelled out.
    private int LargeSize(int size)
    {
        var large = 10 + _draw.Below(24);
        (size, _hasLargeLayer) = (_hasLargeLayer ? size : large, true);
        return size;
    }

    private int BuiltIn(int size, List<string> lines)
    {
        var name = _draw.Of([.. Library.CellNames.Order(StringComparer.Ordinal)]);
        lines.Add($"cell: {name}");
        if (name == "lstm-1997")
        {
            var (blocks, blockSize) = (_draw.Of(1, 2, 3), _draw.Of(1, 2, 3));
            lines.AddRange([$"blocks: {blocks}", $"block_size: {blockSize}"]);
            size = blocks * blockSize;
        }
        else
        {
            lines.Add($"size: {size}");
        }

        foreach (var option in Library.Cell(name)!.Options.Where(option => !option.IsNumber && _draw.OneIn(2)))
        {
            var values = option.Choices.Count > 0 ? [.. option.Choices] : option.Name == "truncation" ? ["identity", "stop_gradient"] : Activations;
            lines.Add($"{option.Name}: {_draw.Of(values)}");
        }

        // With the default, 1e-5, the normalised units of a layer of two turn over within a step of the finite differences.
        if (name == "lstm-layernorm")
        {
            lines.Add("epsilon: 0.1");
        }

        return size;
    }

    private string Row(bool isClass)
    {
        var length = _hasLengths ? 1 + _draw.Below(_steps) : _steps;
        var steps = Draw.List(length, _ => Draw.List(_inputSize, _ => _draw.Decimal()));
        var targets = _isEveryStep ? Draw.List(length, _ => Target(isClass)) : Target(isClass);
        var weights = _isEveryStep && _draw.OneIn(2) ? $", weights: {Draw.List(length, step => step == 0 ? "1" : _draw.Of("0", "1", "0.25"))}" : "";
        return $"{{ x: {steps}, y: {targets}{weights} }}";
    }

    private string Target(bool isClass) => isClass && _outputs > 1 && _draw.OneIn(2)
        ? _draw.Below(_outputs).ToString(CultureInfo.InvariantCulture)
        : _draw.Below(_outputs) is var hot && isClass ? Draw.List(_outputs, i => i == hot ? "1" : "0") : Draw.List(_outputs, _ => _draw.Of("0", "1", "0.5"));
}
