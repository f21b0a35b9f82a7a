using RnnGen.Generator.Equations;
using RnnGen.Generator.Infrastructure;

namespace RnnGen.Generator.Programs;

/// <summary>One step of a network by itself, for predictions: it reads the states before it as inputs, and has neither loss nor dropout. Its answer is a block of its own, since many steps need none.</summary>
internal static class OneStep
{
    /// <summary>The step as a program without a backward pass, or null where a layer reads backward, since then there is no answer before the end.</summary>
    public static UnrolledProgram? Of(Network network)
    {
        if (network.Layers.Any(layer => layer.Direction != Specs.LayerDirection.Forward))
        {
            return null;
        }

        var step = network with
        {
            SequenceLength = 1,
            HasVariableLength = false,
            AnswersAtEveryStep = false,
            Layers = network.Layers.Select(layer => layer with { Directions = layer.Directions.Select(WithStatesAsInputs).ToEquatableArray(), Dropout = "0" }).ToEquatableArray(),
            Output = Released(network.Output),
            Loss = network.Loss with { Equations = EquatableArray<Equation>.Empty },
        };
        return new UnrolledProgram(step, StepGroup.Of(Unroller.Unroll(step)), EquatableArray<StepGroup>.Empty);
    }

    private static Layer WithStatesAsInputs(Layer layer) => Released(layer) with
    {
        InitialStates = layer.States.Select(state => new Variable($"{state.Name}_prev{layer.Suffix}", VariableKind.Input, state.Shape)).ToEquatableArray(),
    };

    // Finite differences are the only ones that hold a value of another pass.
    private static Layer Released(Layer layer) => layer with
    {
        Equations = layer.Equations.Select(equation => equation with { Value = StopGradient.Release(equation.Value) }).ToEquatableArray(),
    };
}
