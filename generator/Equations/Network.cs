using RnnGen.Generator.Infrastructure;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Equations;

/// <summary>The whole model as typed equations, not yet unrolled.</summary>
/// <param name="InputSize">The inputs of a step.</param>
/// <param name="SequenceLength">The steps, of the longest sequence where lengths differ.</param>
/// <param name="HasVariableLength">Whether sequences may be shorter.</param>
/// <param name="AnswersAtEveryStep">Whether there is a target at every step.</param>
/// <param name="Layers">The layers, the lowest first.</param>
/// <param name="Output">The output layer: reads <c>x</c>, the highest layer's output; its last equation assigns the prediction.</param>
/// <param name="Loss">The loss of one answer: reads the prediction, or what it is the activation of, and the target.</param>
/// <param name="LossTerms">How many terms a mean of the loss counts for one answer.</param>
internal sealed record Network(
    int InputSize,
    int SequenceLength,
    bool HasVariableLength,
    bool AnswersAtEveryStep,
    EquatableArray<NetworkLayer> Layers,
    Layer Output,
    Layer Loss,
    int LossTerms)
{
    /// <summary>
    /// Whether the output layer computes at every step: also where lengths differ, since the last step is then another one for each sequence, and the
    /// share of the others is zero.
    /// </summary>
    public bool HasOutputEachStep => AnswersAtEveryStep || HasVariableLength;

    /// <summary>Whether answers are judged; a network that only predicts has no targets.</summary>
    public bool HasLoss => Loss.Equations.Count > 0;

    /// <summary>The states that are carried on from window to window, each as it is after a step and as the next window's input.</summary>
    public IEnumerable<(Variable State, Variable Initial)> CarriedStates =>
        from layer in Layers
        from direction in layer.Directions
        from pair in direction.States.Zip(
            direction.InitialStates,
            (state, initial) => (State: state with { Name = state.Name + direction.Suffix }, Initial: initial))
        where pair.Initial.Kind == VariableKind.Input
        select pair;

    /// <summary>Whether there is one target, behind all steps.</summary>
    public bool HasTargetAtEnd => HasLoss && !HasOutputEachStep;

    /// <summary>Every parameter in the order of the flat buffer: bottom layer first, output last.</summary>
    public IEnumerable<Parameter> Parameters => Layers.SelectMany(layer => layer.Directions).Append(Output).SelectMany(layer => layer.Parameters);
}

/// <summary>A layer of the spec: a cell that reads the steps in one direction, or two.</summary>
/// <param name="Suffix">What its names get where there are several layers, <c>_l0</c>, or nothing.</param>
/// <param name="Direction">In which order it reads the steps.</param>
/// <param name="Directions">The equations of its direction, or of the forward and the reverse one.</param>
/// <param name="IsResidual">Whether its input is added to its output.</param>
/// <param name="Dropout">The probability that a unit of its output is dropped in training, as a number's text.</param>
internal sealed record NetworkLayer(string Suffix, LayerDirection Direction, EquatableArray<Layer> Directions, bool IsResidual, string Dropout)
{
    /// <summary>The number of units that the layer above sees.</summary>
    public int Width => Directions.Sum(layer => layer.Output.Shape.Columns);

    public bool HasDropout => Dropout != "0";

    /// <summary>Whether the layer above sees the cell's output as it is.</summary>
    public bool IsPlain => Directions.Count == 1 && !IsResidual && !HasDropout;
}

/// <summary>The equations of one step of one direction of a layer, sizes and options resolved.</summary>
/// <param name="Suffix">What its names get where there are several layers or directions, <c>_l0_b</c>, or nothing.</param>
/// <param name="Input">The variable that the equations read as <c>x</c>.</param>
/// <param name="Parameters">The trained parameters.</param>
/// <param name="States">The names of the state's variables, each an assigned local.</param>
/// <param name="InitialStates">
/// The parameters, or the inputs where states are carried, that the states start from, in the order of the states; none where they start from zero.
/// </param>
/// <param name="Equations">The assignments, each name once, every operand of a matrix product or a kernel a variable.</param>
/// <param name="Output">The local that the layer above sees.</param>
internal sealed record Layer(
    string Suffix,
    Variable Input,
    EquatableArray<Parameter> Parameters,
    EquatableArray<Variable> States,
    EquatableArray<Variable> InitialStates,
    EquatableArray<Equation> Equations,
    Variable Output);

/// <summary>A trained parameter with its name in the spec, <c>layers.0.Wxh</c>, and in equations, <c>Wxh</c>.</summary>
/// <param name="Path">The name in the spec.</param>
/// <param name="Variable">The variable of the equations.</param>
/// <param name="ReadsInput">Whether the first dimension of its shape is declared as <c>input</c>.</param>
/// <param name="Role">What a vector is declared as.</param>
/// <param name="Block">Where a matrix stands in a kernel, or null where it is in none.</param>
internal sealed record Parameter(string Path, Variable Variable, bool ReadsInput, VectorRole Role = VectorRole.Bias, KernelBlock? Block = null);

/// <summary>Where a matrix stands in a kernel, whose name in the spec is a path as those of parameters are: from which column on, of how many.</summary>
internal sealed record KernelBlock(string Kernel, int FirstColumn, int KernelColumns);

internal sealed record Equation(Variable Target, Expression Value);
