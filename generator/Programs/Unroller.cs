using RnnGen.Generator.Equations;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Programs;

/// <summary>Writes a network's equations out for every step: <c>s = tanh(z)</c> becomes <c>s_t0 = tanh(z_t0)</c>, <c>s_t1 = tanh(z_t1)</c> and so on.</summary>
/// <remarks>
/// A pass goes through all steps once. Layers that read forward share one, each step from the lowest layer to the highest; a layer that reads backward
/// has one of its own, and so has what comes after it.
/// </remarks>
internal sealed class Unroller
{
    private readonly Network _network;
    private readonly List<Block> _blocks = [];

    // What the next layer reads at each step.
    private readonly Expression[] _signal;

    // The units of the highest layer's two directions, where nothing else is done to them.
    private (Expression[] Forward, Expression[] Reverse)? _directions;

    private Expression? _afterReverse;

    private Unroller(Network network)
    {
        _network = network;
        _signal =
        [
            .. Enumerable.Range(0, network.SequenceLength)
                .Select(step => new Read(new Variable("x", VariableKind.Input, Shape.Vector(network.InputSize), step))),
        ];
    }

    /// <summary>The forward pass: the layers' steps, then one block with the output and the loss, unless these belong to every step.</summary>
    public static List<Block> Unroll(Network network) =>
        Unroll(network, network.CarriedStates.Select(pair => pair.State with { Step = network.SequenceLength - 1 }));

    /// <summary>The same, with other values that are read from outside.</summary>
    public static List<Block> Unroll(Network network, IEnumerable<Variable> kept)
    {
        var unroller = new Unroller(network);
        unroller.Run();
        return DeadCode.Remove(unroller._blocks, kept);
    }

    private int Steps => _network.SequenceLength;

    private void Run()
    {
        var layers = _network.Layers;
        var isOneForwardPass = layers.All(layer => layer.Direction == LayerDirection.Forward);
        var hasOutput = !_network.HasOutputEachStep;
        for (var next = 0; next < layers.Count;)
        {
            var first = next;
            while (next < layers.Count && layers[next].Direction == LayerDirection.Forward)
            {
                next++;
            }

            if (next > first)
            {
                var isWithOutput = next == layers.Count && !hasOutput;
                var name = FormattableString.Invariant($"L{first}{(next - first > 1 ? FormattableString.Invariant($"To{next - 1}") : "")}");
                ForwardPass(isOneForwardPass ? "" : name, [.. layers.Skip(first).Take(next - first)], isWithOutput);
                hasOutput |= isWithOutput;
            }
            else
            {
                BothPasses(FormattableString.Invariant($"L{next}"), layers[next]);
                next++;
            }
        }

        if (!hasOutput)
        {
            OutputPass();
        }
        else if (!_network.HasOutputEachStep)
        {
            LastOutput();
        }
    }

    private void ForwardPass(string name, IReadOnlyList<NetworkLayer> layers, bool isWithOutput)
    {
        var runs = layers.Select(layer => new CellUnroller(layer.Directions[0], _network.HasVariableLength)).ToArray();
        for (var step = 0; step < Steps; step++)
        {
            var statements = new StatementList();
            for (var i = 0; i < layers.Count; i++)
            {
                var output = runs[i].Step(step, _signal[step], isFirst: step == 0, statements);
                _signal[step] = Combined(layers[i], output, step, statements);
            }

            if (isWithOutput)
            {
                OutputAndLoss(_signal[step], step, statements);
            }

            _blocks.Add(new Block(step, statements.ToEquatableArray(), name));
        }
    }

    // A layer that reads backward, alone or beside one that reads forward.
    private void BothPasses(string name, NetworkLayer layer)
    {
        var isBidirectional = layer.Direction == LayerDirection.Bidirectional;
        var forward = new Expression[Steps];
        if (isBidirectional)
        {
            var run = new CellUnroller(layer.Directions[0], _network.HasVariableLength);
            for (var step = 0; step < Steps; step++)
            {
                var statements = new StatementList();
                forward[step] = run.Step(step, _signal[step], isFirst: step == 0, statements);
                _blocks.Add(new Block(step, statements.ToEquatableArray(), name));
            }
        }

        var reverse = new Expression[Steps];
        var reverseRun = new CellUnroller(layer.Directions[layer.Directions.Count - 1], _network.HasVariableLength);
        for (var step = Steps - 1; step >= 0; step--)
        {
            var statements = new StatementList();
            reverse[step] = reverseRun.Step(step, _signal[step], isFirst: step == Steps - 1, statements);
            var units = isBidirectional ? new Concatenate(forward[step], Width(layer, 0), reverse[step], Width(layer, 1)) : reverse[step];
            _signal[step] = Combined(layer, units, step, statements);
            _blocks.Add(new Block(step, statements.ToEquatableArray(), name + "Reverse"));
        }

        _directions = isBidirectional && !layer.IsResidual && !layer.HasDropout ? (forward, reverse) : null;
    }

    private static int Width(NetworkLayer layer, int direction) => layer.Directions[direction].Output.Shape.Columns;

    // What the layer above sees of a layer: its cell's output, or what residual and dropout make of it.
    private Expression Combined(NetworkLayer layer, Expression output, int step, StatementList statements)
    {
        if (layer.IsPlain)
        {
            return output;
        }

        var shape = Shape.Vector(layer.Width);
        var value = layer.IsResidual ? output + _signal[step] : output;
        value = layer.HasDropout ? new Read(new Variable("mask" + layer.Suffix, VariableKind.Input, shape, step)) * value : value;
        return statements.Assign(new Variable("layer_out" + layer.Suffix, VariableKind.Local, shape, step), value);
    }

    // The output layer where it needs a pass of its own.
    private void OutputPass()
    {
        for (var step = 0; step < Steps; step++)
        {
            var statements = new StatementList();
            OutputAndLoss(Top(step, statements), step, statements);
            _blocks.Add(new Block(step, statements.ToEquatableArray(), "Output"));
        }
    }

    private void LastOutput()
    {
        var statements = new StatementList();
        OutputAndLoss(Top(null, statements), null, statements);
        _blocks.Add(new Block(null, statements.ToEquatableArray()));
    }

    // What the output layer reads. At the last step each direction has read everything: forward after the last step, in reverse after the first.
    private Expression Top(int? step, StatementList statements)
    {
        var highest = _network.Layers[_network.Layers.Count - 1];
        if (_network.AnswersAtEveryStep || highest.Direction == LayerDirection.Forward)
        {
            return _signal[step ?? (Steps - 1)];
        }

        var reverse = AfterReverse(highest, step, statements);
        if (highest.Direction == LayerDirection.Reverse)
        {
            return reverse;
        }

        var last = step ?? (Steps - 1);
        var forward = _directions?.Forward[last] ?? new Slice(_signal[last], 0, Width(highest, 0));
        var units = new Concatenate(forward, Width(highest, 0), reverse, Width(highest, 1));
        return statements.Assign(new Variable("layer_last" + highest.Suffix, VariableKind.Local, Shape.Vector(highest.Width), step), units);
    }

    // What a layer has read in reverse, up to the first step. Where any step may be the last, it is handed on from step to step, so that
    // each reads its neighbour alone and all are alike.
    private Expression AfterReverse(NetworkLayer layer, int? step, StatementList statements)
    {
        if (step is null or 0)
        {
            _afterReverse = layer.Direction == LayerDirection.Reverse
                ? _signal[0]
                : _directions?.Reverse[0] ?? new Slice(_signal[0], Width(layer, 0), Width(layer, 1));
        }

        if (step is not null)
        {
            var shape = Shape.Vector(Width(layer, layer.Directions.Count - 1));
            var first = new Variable("layer_first" + layer.Suffix, VariableKind.Local, shape, step);
            _afterReverse = statements.Assign(first, _afterReverse!);
        }

        return _afterReverse!;
    }

    private void OutputAndLoss(Expression top, int? step, StatementList statements)
    {
        var values = new Dictionary<Variable, Expression>();
        foreach (var equation in _network.Output.Equations)
        {
            var value = equation.Value.Substitute(variable => variable.Kind == VariableKind.Input ? top : Local(variable));
            values[equation.Target] = statements.Assign(equation.Target with { Step = step }, value);
        }

        var prediction = values[_network.Output.Output];
        var logits = values.FirstOrDefault(entry => entry.Key.Name == LossBinder.Logits).Value;
        foreach (var equation in _network.Loss.Equations)
        {
            // Its names leave those of the cells, and of their gradients, alone.
            var name = equation.Target.Name;
            name += name != UnrolledProgram.LossName && (step is not null || IsOfCell(name) || IsOfCell("d" + name)) ? "_" + UnrolledProgram.LossName : "";
            values[equation.Target] = statements.Assign(equation.Target with { Name = name, Step = step }, equation.Value.Substitute(OfLoss));
        }

        bool IsOfCell(string name) => _network.Layers
            .SelectMany(layer => layer.Directions)
            .Any(layer => layer.Equations.Any(equation => equation.Target.Name + layer.Suffix == name));

        Expression Local(Variable variable) => values.TryGetValue(variable, out var value) ? value : new Read(variable);

        Expression OfLoss(Variable variable) => variable.Kind switch
        {
            VariableKind.Input => variable.Name == LossBinder.Logits ? logits : prediction,
            VariableKind.Target => new Read(variable with { Step = step }),
            _ => Local(variable),
        };
    }
}
