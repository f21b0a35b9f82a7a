using RnnGen.Generator.Equations;
using RnnGen.Generator.Infrastructure;

namespace RnnGen.Generator.Programs;

/// <summary>
/// One step of a network by itself, for predictions: it reads the states before it as inputs, and has neither loss nor dropout. Its answer
/// is a block of its own, since many steps need none.
/// </summary>
/// <param name="Program">The step and the answer, without a backward pass.</param>
/// <param name="First">
/// The first step where it computes something else: states of zero drop out of it, as they do where all steps are there, so that both have the same
/// bits; none where it does not differ, or is all zero.
/// </param>
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
        var steps = StepGroup.Of(Unroller.Unroll(next));
        var read = next.CarriedStates.Select(pair => pair.State with { Step = 0 }).Concat(ReadByAnswer(steps)).Distinct().ToArray();
        var firstStep = StepGroup.Of(Unroller.Unroll(first, read).Where(block => block.Step is not null).Select(block => WithAll(read, block)));
        return new OneStep(
            new UnrolledProgram(next, steps, EquatableArray<StepGroup>.Empty),
            steps.Where(group => group.First is not null).SequenceEqual(firstStep) ? EquatableArray<StepGroup>.Empty : firstStep);
    }

    private static Network Of(Network network, Func<Layer, Layer> layerOf) => network with
    {
        SequenceLength = 1,
        HasVariableLength = false,
        AnswersAtEveryStep = false,
        Layers = network.Layers
            .Select(layer => layer with { Directions = layer.Directions.Select(layerOf).ToEquatableArray(), Dropout = "0" })
            .ToEquatableArray(),
        Output = Released(network.Output),
        Loss = network.Loss with { Equations = EquatableArray<Equation>.Empty },
    };

    private static IEnumerable<Variable> ReadByAnswer(IEnumerable<StepGroup> groups) =>
        groups.Where(group => group.First is null)
            .SelectMany(group => group.Representative.Statements)
            .SelectMany(statement => statement.Value.Reads())
            .Where(variable => variable is { Kind: VariableKind.Local, Step: not null });

    // What is zero in the first step has no statement there, but the next step or the answer reads it.
    private static Block WithAll(Variable[] read, Block block)
    {
        var zeros = read
            .Where(variable => block.Statements.All(statement => statement.Target != variable))
            .Select(variable => new Statement(variable, Number.Zero));
        return block with { Statements = block.Statements.Concat(zeros).ToEquatableArray() };
    }

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
