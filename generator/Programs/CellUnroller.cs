using RnnGen.Generator.Equations;

namespace RnnGen.Generator.Programs;

/// <summary>Unrolls one direction of a layer, step by step in the order in which it reads them.</summary>
/// <param name="layer">The direction.</param>
/// <param name="isMasked">Whether sequences may be shorter: then a step behind a sequence's end leaves the state as it is.</param>
internal sealed class CellUnroller(Layer layer, bool isMasked)
{
    // Zero times what is infinite or no number is no zero: there, states of zero do not drop out.
    private readonly bool _keepsZeros = !Finiteness.IsSureOf(layer);

    // The states after the step before; none before the first step.
    private Dictionary<Variable, Expression> _states = [];

    /// <summary>Adds the statements of one step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="input">What the cell reads as x.</param>
    /// <param name="isFirst">Whether it is the first step that the direction reads.</param>
    /// <param name="statements">Receives them.</param>
    /// <returns>The cell's output.</returns>
    public Expression Step(int step, Expression input, bool isFirst, StatementList statements)
    {
        var values = new Dictionary<Variable, Expression>();
        var isFromZero = isFirst && layer.InitialStates.Count == 0;
        if (_keepsZeros)
        {
            var local = layer.Input with { Name = layer.Input.Name + layer.Suffix, Kind = VariableKind.Local, Step = step };
            input = input is Number ? statements.AssignZero(local) : input;
            _states = isFromZero ? layer.States.ToDictionary(state => state, state => statements.AssignZero(state with { Name = Initial(state) })) : _states;
        }

        // Every sequence has a first step.
        var isMaskedStep = isMasked && step > 0;
        foreach (var equation in layer.Equations)
        {
            var target = equation.Target with { Name = equation.Target.Name + layer.Suffix, Step = step };
            var isInitial = isFromZero && !_keepsZeros && equation.Value.Reads().Any(variable => variable.Kind == VariableKind.Previous);
            var written = isInitial ? Simplifier.Simplify(equation.Value.Substitute(WithInitialState)) : null;
            var value = equation.Value.Substitute(Resolve);
            var state = isMaskedStep ? layer.States.FirstOrDefault(state => state.Name == equation.Target.Name) : null;
            if (state is null)
            {
                values[equation.Target] = statements.Assign(target, value, written);
                continue;
            }

            // The state that the step computes has a name of its own, and is taken over where the sequence has not ended.
            var computed = statements.Assign(target with { Name = $"{equation.Target.Name}_new{layer.Suffix}" }, value, written);
            var live = new Read(new Variable("live", VariableKind.Input, Shape.Vector(1), step));
            values[equation.Target] = statements.Assign(target, new Where(0, live, computed, Previous(state)));
        }

        _states = layer.States.ToDictionary(state => state, state => values[state]);
        return values[layer.Output];

        Expression Resolve(Variable variable) => variable.Kind switch
        {
            VariableKind.Input => input,
            VariableKind.Previous => Previous(variable with { Kind = VariableKind.Local }),
            VariableKind.Local => values[variable],
            _ => new Read(variable),
        };

        Expression WithInitialState(Variable variable) => variable.Kind == VariableKind.Previous
            ? new Read(variable with { Name = Initial(variable) })
            : Resolve(variable);
    }

    private string Initial(Variable state) => $"{state.Name}_init{layer.Suffix}";

    private Expression Previous(Variable state)
    {
        if (_states.TryGetValue(state, out var value))
        {
            return value;
        }

        return layer.InitialStates.Count == 0 ? Number.Zero : new Read(layer.InitialStates[layer.States.ToList().IndexOf(state)]);
    }
}
