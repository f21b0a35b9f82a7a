using RnnGen.Generator.Equations;
using RnnGen.Generator.Infrastructure;

namespace RnnGen.Generator.Programs;

/// <summary>One step of a network by itself, for predictions: it reads the states before it as inputs, and has neither loss nor dropout. Its answer is a block of its own, since many steps need none.</summary>
/// <param name="Program">The step and the answer, without a backward pass.</param>
/// <param name="First">The first step where it computes something else: states of zero drop out of it, as they do where all steps are there, so that both have the same bits.</param>
internal sealed record OneStep(UnrolledProgram Program, EquatableArray<StepGroup> First)
{
    /// <summary>The step, or null where a layer reads backward, since then there is no answer before the end.</summary>
    public static OneStep? Of(Network network)
    {
        if (network.Layers.Any(layer => layer.Direction != Specs.LayerDirection.Forward))
        {
            return null;
        }

        var next = Of(network, layer => WithStatesAsInputs(Released(layer)));
        var first = Of(network, layer => layer.InitialStates.Count == 0 ? Released(layer) : WithStatesAsInputs(Released(layer)));
        var states = next.CarriedStates.Select(pair => pair.State with { Step = 0 }).ToArray();
        var steps = StepGroup.Of(Unroller.Unroll(next));
        var firstStep = StepGroup.Of(Unroller.Unroll(first, states).Where(block => block.Step is not null).Select(block => WithAll(states, block)));
        return new OneStep(
            new UnrolledProgram(next, steps, EquatableArray<StepGroup>.Empty),
            steps.Where(group => group.First is not null).SequenceEqual(firstStep) ? EquatableArray<StepGroup>.Empty : firstStep);
    }

    private static Network Of(Network network, Func<Layer, Layer> layerOf) => network with
    {
        SequenceLength = 1,
        HasVariableLength = false,
        AnswersAtEveryStep = false,
        Layers = network.Layers.Select(layer => layer with { Directions = layer.Directions.Select(layerOf).ToEquatableArray(), Dropout = "0" }).ToEquatableArray(),
        Output = Released(network.Output),
        Loss = network.Loss with { Equations = EquatableArray<Equation>.Empty },
    };

    // A state that is still zero after the first step has no statement there, but is read by the next one.
    private static Block WithAll(Variable[] states, Block block) => block with
    {
        Statements = block.Statements.Concat(states.Where(state => block.Statements.All(statement => statement.Target != state)).Select(state => new Statement(state, Number.Zero))).ToEquatableArray(),
    };

    private static Layer WithStatesAsInputs(Layer layer) => layer with
    {
        InitialStates = layer.States.Select(state => new Variable($"{state.Name}_prev{layer.Suffix}", VariableKind.Input, state.Shape)).ToEquatableArray(),
    };

    // Finite differences are the only ones that hold a value of another pass.
    private static Layer Released(Layer layer) => layer with
    {
        Equations = layer.Equations.Select(equation => equation with { Value = StopGradient.Release(equation.Value) }).ToEquatableArray(),
    };
}
