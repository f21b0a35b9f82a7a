using System.Globalization;

namespace RnnGen.SpecTests.RandomSpecs;

/// <summary>A cell of random equations whose shapes fit, in which nothing is declared in vain.</summary>
/// <remarks>
/// Values neither grow without bound nor change suddenly, since finite differences could not follow: one factor of a product is bounded, and so is what a state
/// takes in; square roots, logarithms and quotients stay away from zero.
/// </remarks>
internal sealed class RandomCell
{
    private const int Depth = 3;

    private static readonly string[] Bounded = ["tanh", "sigmoid", "softsign", "hard_tanh", "hard_sigmoid", "sin", "cos", "erf", "softmax"];

    private static readonly string[] Unbounded = ["identity", "relu", "leaky_relu", "elu", "selu", "softplus", "silu", "gelu", "abs", "stop_gradient", "-"];

    private static readonly string[] Numbers = ["1", "1.0", "2", "0.5", "1.5e0", "3e-2"];

    // Beside the letters that anyone would choose, words of generated code and of C#.
    private static readonly string[] Names =
    [
        "a", "b", "c", "e", "f", "g", "h", "i", "k", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "w", "y", "z", "h2", "t0", "x0", "value", "values", "step", "steps", "inputs", "input", "size",
        "lane", "share", "live", "mask", "held", "heldSteps", "class", "int", "base", "double", "Values", "Inputs", "Steps", "Parameters", "TLane", "Elementary", "MatrixProduct", "Units", "count", "panel",
    ];

    private readonly Draw _draw;
    private readonly List<(string Text, int Size)> _dimensions;
    private readonly List<string> _names;
    private readonly List<(string Name, int Size)> _vectors = [];
    private readonly List<(string Name, int Rows, int Columns)> _matrices = [];
    private readonly List<string> _functions = [];
    private readonly List<string> _numbers = [];
    private readonly List<string> _unread = [];
    private readonly List<string> _options = [];
    private readonly List<string> _settings = [];
    private readonly List<string> _parameters = [];
    private readonly List<string> _states = [];
    private readonly List<string> _step = [];
    private readonly string _output;

    /// <summary>Draws a cell.</summary>
    /// <param name="draw">The draws.</param>
    /// <param name="input">The units of the layer below.</param>
    /// <param name="size">The units of the layer.</param>
    public RandomCell(Draw draw, int input, int size)
    {
        _draw = draw;
        _names = [.. Names.OrderBy(_ => draw.Below(int.MaxValue))];
        var factor = draw.Of(1, 2, 3);
        var number = factor.ToString(CultureInfo.InvariantCulture);
        _dimensions = [("size", size), ("size", size), ("size", size), ("1", 1), (number, factor), size > 3 ? ("input", input) : ($"{number} * size", factor * size)];
        _vectors.Add(("x", input));
        Options();

        var states = Enumerable.Range(0, draw.Of(1, 1, 1, 2, 3)).Select(_ => (Name: Name(), Dimension: draw.Of(_dimensions))).ToArray();
        foreach (var (name, dimension) in states)
        {
            _states.Add($"{name}: [{dimension.Text}]");
            _vectors.Add((name + "_prev", dimension.Size));
        }

        // One of the states comes last, and reads what nothing else does.
        var locals = Enumerable.Range(0, draw.Of(0, 0, 1, 2)).Select(_ => (Name: Name(), Dimension: draw.Of(_dimensions))).ToArray();
        (string Name, (string Text, int Size) Dimension)[] targets = [.. states.Skip(1).Concat(locals).OrderBy(_ => draw.Below(int.MaxValue)), states[0]];
        (_output, (_, Width)) = draw.OneIn(3) ? draw.Of(targets) : draw.Of(states);
        foreach (var (name, (_, columns)) in targets)
        {
            _step.Add($"{name} = {(states.Any(state => state.Name == name) ? State(name, columns) : Vector(columns, Depth))}");
            _vectors.Add((name, columns));
            if (locals.Any(local => local.Name == name) && name != _output)
            {
                _unread.Add(name);
            }
        }

        _step[^1] += string.Concat(_unread.Select(name => " + " + (_functions.Contains(name) ? $"{name}(mean(x))" : _numbers.Contains(name) ? $"{name} * tanh(mean(x))" : $"0.1 * mean({name})")));
    }

    /// <summary>The units of the output.</summary>
    public int Width { get; }

    /// <summary>What the layer sets of the cell's options, in YAML.</summary>
    public IEnumerable<string> Settings => _settings;

    /// <summary>The cell in YAML.</summary>
    public IEnumerable<string> Lines =>
    [
        .. Section("options", _options),
        .. Section("parameters", _parameters),
        .. Section("state", _states),
        .. Section("step", _step, " |"),
        $"output: {_output}",
    ];

    private static IEnumerable<string> Section(string key, List<string> lines, string style = "") =>
        lines.Count == 0 ? [] : lines.Select(line => "  " + line).Prepend($"{key}:{style}");

    // A function and a number that layers may set.
    private void Options()
    {
        var free = _names.Where(name => name.Length == 1).Take(2).ToArray();
        foreach (var (name, kind, values) in new[] { (free[0], _functions, Bounded), (free[1], _numbers, Numbers) })
        {
            if (_draw.OneIn(2))
            {
                _names.Remove(name);
                kind.Add(name);
                _unread.Add(name);
                _options.Add($"{name}: {_draw.Of(values)}");
                _settings.AddRange(_draw.OneIn(2) ? [$"{name}: {_draw.Of(values)}"] : []);
            }
        }
    }

    private string Name()
    {
        var name = _names[^1];
        _names.RemoveAt(_names.Count - 1);
        return name;
    }

    private string Read(string name)
    {
        _unread.Remove(name);
        return name;
    }

    private string State(string name, int size) => _draw.Below(4) switch
    {
        0 => $"0.5 * {name}_prev + {BoundedVector(size, Depth)}",
        1 => $"sigmoid({Vector(size, 1)}) * {name}_prev + {BoundedVector(size, 2)}",
        _ => BoundedVector(size, Depth),
    };

    // A vector of just that size.
    private string Vector(int size, int depth) => depth == 0 || _draw.OneIn(6) ? Leaf(size) : _draw.Below(15) switch
    {
        0 => $"({Vector(size, depth - 1)} + {Operand(size, depth - 1)})",
        1 => $"({Operand(size, depth - 1)} + {Vector(size, depth - 1)})",
        2 => $"({Vector(size, depth - 1)} - {Operand(size, depth - 1)})",
        3 => $"({Operand(size, depth - 1)} - {Vector(size, depth - 1)})",
        4 => $"{Operand(size, depth - 1)} * {BoundedVector(size, depth - 1)}",
        5 => $"{BoundedVector(size, depth - 1)} * {BoundedVector(1, depth - 1)}",
        6 => $"{Vector(size, depth - 1)} / (2 + square({BoundedVector(_draw.Of(1, size), depth - 1)}))",
        7 => $"{_draw.Of(Numbers)} / (1.5 + {_draw.Of("tanh", "sin", "softplus")}({Vector(size, depth - 1)}))",
        8 => $"{_draw.Of(Unbounded)}({Vector(size, depth - 1)})",
        9 => $"{_draw.Of("maximum", "minimum")}({Vector(size, depth - 1)}, {Operand(size, depth - 1)})",
        10 => $"{_draw.Of("exp", "expm1", "square")}({BoundedVector(size, depth - 1)})",
        11 => $"{_draw.Of("sqrt", "log")}(0.5 + square({Vector(size, 1)}))",
        12 => $"(0 * {Vector(size, 1)} + {Vector(size, depth - 1)})",
        13 when size == 1 => $"{_draw.Of("sum", "mean", "max", "log_sum_exp")}({(_draw.OneIn(3) ? Repeated(_draw.Of(1, 2, 3), _draw.Of(2, 3), depth - 1) : Vector(_draw.Of(_dimensions).Size, depth - 1))})",
        13 when size % 2 == 0 || size % 3 == 0 => size % 2 == 0 ? Repeated(size / 2, 2, depth - 1) : Repeated(size / 3, 3, depth - 1),
        _ => Product(size, depth - 1),
    };

    private string BoundedVector(int size, int depth) => _functions.Count > 0 && _draw.OneIn(3)
        ? $"{Read(_functions[0])}({Vector(size, Math.Max(0, depth - 1))})"
        : $"{_draw.Of(Bounded)}({Vector(size, Math.Max(0, depth - 1))})";

    // A vector of that size, or what is broadcast to it.
    private string Operand(int size, int depth) => _draw.Below(5) switch
    {
        0 => _draw.Of(Numbers),
        1 when _numbers.Count > 0 => Read(_numbers[0]),
        1 or 2 => Vector(1, depth),
        _ => Vector(size, depth),
    };

    // Now and then of a sum with a vector of one unit, whose gradient is a sum of sums, and of what is repeated already.
    private string Repeated(int size, int count, int depth) => $"repeat({_draw.Below(4) switch
    {
        0 => $"{Vector(size, depth)} + {Vector(1, depth)}",
        1 => $"repeat({Vector(1, depth)}, {size})",
        _ => Vector(size, depth),
    }}, {count})";

    private string Leaf(int size)
    {
        var vectors = _vectors.Where(vector => vector.Size == size).ToArray();
        if (vectors.Length > 0 && !_draw.OneIn(6))
        {
            return Read(_draw.Of(vectors).Name);
        }

        return _draw.OneIn(2) ? Bias(size) : Product(size, 0);
    }

    private string Bias(int size)
    {
        var name = Name();
        _parameters.Add($"{name}: [{Dimension(size)}]");
        _vectors.Add((name, size));
        return name;
    }

    // A product with a matrix that there is, or with a new one.
    private string Product(int size, int depth)
    {
        var matrices = _matrices.Where(matrix => matrix.Columns == size).ToArray();
        var (name, rows, _) = matrices.Length > 0 && _draw.OneIn(2) ? _draw.Of(matrices) : Matrix(_draw.Of(_vectors).Size, size);
        return $"({(depth > 0 ? $"({Vector(rows, depth)})" : Read(_draw.Of([.. _vectors.Where(vector => vector.Size == rows)]).Name))} @ {name})";
    }

    private (string Name, int Rows, int Columns) Matrix(int rows, int columns)
    {
        var matrix = (Name(), rows, columns);
        _parameters.Add($"{matrix.Item1}: [{Dimension(rows)}, {Dimension(columns)}]");
        _matrices.Add(matrix);
        return matrix;
    }

    private string Dimension(int size) => _dimensions.Find(dimension => dimension.Size == size).Text ?? size.ToString(CultureInfo.InvariantCulture);
}
