using RnnGen.Generator.Equations;
using RnnGen.Generator.Infrastructure;

namespace RnnGen.Generator.Programs;

/// <summary>Writes a network's equations out for every step: <c>s = tanh(z)</c> becomes <c>s_t0 = tanh(z_t0)</c>, <c>s_t1 = tanh(z_t1)</c> and so on.</summary>
internal static class Unroller
{
    /// <summary>The forward pass: a block a step, layers from the lowest, then one block with the output and the loss.</summary>
    public static List<Block> Unroll(Network network)
    {
        var blocks = new List<Block>();
        var states = new Dictionary<Variable, Expression>();
        Expression top = Number.Zero;
        for (var step = 0; step < network.SequenceLength; step++)
        {
            var statements = new List<Statement>();
            top = new Read(new Variable("x", VariableKind.Input, Shape.Vector(network.InputSize), step));
            foreach (var layer in network.Layers)
            {
                top = Step(layer, step, top, states, statements);
            }

            blocks.Add(new Block(step, statements.ToEquatableArray()));
        }

        blocks.Add(OutputAndLoss(network, top));
        return blocks;
    }

    private static Expression Step(Layer layer, int step, Expression input, Dictionary<Variable, Expression> states, List<Statement> statements)
    {
        var values = new Dictionary<Variable, Expression>();
        foreach (var equation in layer.Equations)
        {
            var target = equation.Target with { Name = equation.Target.Name + layer.Suffix, Step = step };
            var isInitial = equation.Value.Reads().Any(variable => variable.Kind == VariableKind.Previous && Resolve(variable) is Number);
            var written = isInitial ? Simplifier.Simplify(equation.Value.Substitute(WithInitialState)) : null;
            values[equation.Target] = Assign(target, equation.Value.Substitute(Resolve), written, statements);
        }

        foreach (var state in layer.States)
        {
            states[Suffixed(state, layer)] = values[state];
        }

        return values[layer.Output];

        Expression Resolve(Variable variable) => variable.Kind switch
        {
            VariableKind.Input => input,
            VariableKind.Previous => states.TryGetValue(Suffixed(variable with { Kind = VariableKind.Local }, layer), out var state) ? state : Number.Zero,
            VariableKind.Local => values[variable],
            _ => new Read(variable),
        };

        Expression WithInitialState(Variable variable) => variable.Kind == VariableKind.Previous && Resolve(variable) is Number
            ? new Read(variable with { Name = $"{variable.Name}{layer.Suffix}_init" })
            : Resolve(variable);
    }

    private static Block OutputAndLoss(Network network, Expression top)
    {
        var statements = new List<Statement>();
        var values = new Dictionary<Variable, Expression>();
        foreach (var equation in network.Output.Equations)
        {
            values[equation.Target] = Assign(equation.Target, equation.Value.Substitute(variable => variable.Kind == VariableKind.Input ? top : Local(variable)), null, statements);
        }

        var prediction = values[network.Output.Output];
        foreach (var equation in network.Loss.Equations)
        {
            values[equation.Target] = Assign(equation.Target, equation.Value.Substitute(variable => variable.Kind == VariableKind.Input ? prediction : Local(variable)), null, statements);
        }

        return new Block(null, statements.ToEquatableArray());

        Expression Local(Variable variable) => values.TryGetValue(variable, out var value) ? value : new Read(variable);
    }

    // A value that comes out as zero, as products with the initial state do, is no statement: its readers see the zero. Other numbers keep their statement,
    // which gives them their shape.
    private static Expression Assign(Variable target, Expression value, Expression? written, List<Statement> statements)
    {
        var simplified = Simplifier.Simplify(value);
        if (simplified is Number { IsZero: true } && target.Name is not (UnrolledProgram.PredictionName or UnrolledProgram.LossName))
        {
            return simplified;
        }

        statements.Add(new Statement(target, simplified, Written: written));
        return new Read(target);
    }

    private static Variable Suffixed(Variable state, Layer layer) => state with { Name = state.Name + layer.Suffix };
}
