using RnnGen.Generator.Infrastructure;

namespace RnnGen.Generator.Equations;

/// <summary>The whole model as typed equations, not yet unrolled.</summary>
/// <param name="InputSize">The inputs of a step.</param>
/// <param name="SequenceLength">The steps.</param>
/// <param name="Layers">The layers, the lowest first.</param>
/// <param name="Output">The output layer: reads <c>x</c>, the highest layer's output; its last equation assigns the prediction.</param>
/// <param name="Loss">The loss of one sequence: reads the prediction and the target.</param>
internal sealed record Network(int InputSize, int SequenceLength, EquatableArray<Layer> Layers, Layer Output, Layer Loss)
{
    /// <summary>Every parameter in the order of the flat buffer: bottom layer first, output last.</summary>
    public IEnumerable<Parameter> Parameters => Layers.Append(Output).SelectMany(layer => layer.Parameters);
}

/// <summary>The equations of one step of one layer, sizes and options resolved.</summary>
/// <param name="Suffix">What its names get where there are several layers, <c>_l0</c>, or nothing.</param>
/// <param name="Input">The variable that the equations read as <c>x</c>.</param>
/// <param name="Parameters">The trained parameters.</param>
/// <param name="States">The names of the state's variables, each an assigned local.</param>
/// <param name="Equations">The assignments, each name once, every operand of a matrix product or a kernel a variable.</param>
/// <param name="Output">The local that the layer above sees.</param>
internal sealed record Layer(
    string Suffix,
    Variable Input,
    EquatableArray<Parameter> Parameters,
    EquatableArray<Variable> States,
    EquatableArray<Equation> Equations,
    Variable Output);

/// <summary>A trained parameter with its name in the spec, <c>layers.0.Wxh</c>, and in equations, <c>Wxh</c>.</summary>
/// <param name="Path">The name in the spec.</param>
/// <param name="Variable">The variable of the equations.</param>
/// <param name="ReadsInput">Whether the first dimension of its shape is declared as <c>input</c>.</param>
internal sealed record Parameter(string Path, Variable Variable, bool ReadsInput);

internal sealed record Equation(Variable Target, Expression Value);
