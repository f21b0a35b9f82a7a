using RnnGen.Numerics;

namespace RnnGen.Evaluation;

/// <summary>
/// The generated code of a network for one register width, and where a column's numbers stand. A column is as many sequences as a register has lanes. All
/// buffers are arrays of lanes in the order of the generated structs; parameters and gradients are as the layout has them.
/// </summary>
/// <remarks>
/// <para>
/// Inputs of a network that answers at the last step: the sequence's share in the loss, then the steps, then the target. Of one that answers at every
/// step: the steps, each with its target and its share at its end. A step's inputs come first, then, where there are look-ups, the symbol, and, where
/// lengths differ, whether the step is live (1 or 0).
/// </para>
/// <para>
/// Values begin, or go on after <see cref="AnswerOffset"/>, with the prediction and, behind it, the loss: once, or for every step at a
/// distance of <see cref="ValueStride"/>.
/// </para>
/// </remarks>
/// <typeparam name="TLane">The register.</typeparam>
public readonly unsafe struct Kernels<TLane>
    where TLane : unmanaged, ILane<TLane>
{
    /// <summary>
    /// (parameters, inputs, values, held, columns, steps): computes every column's predictions and losses. What stands under <c>stop_gradient</c> is read
    /// from held: the values themselves, or those of another forward pass, which finite differences hold constant.
    /// </summary>
    public required delegate*<TLane*, TLane*, TLane*, TLane*, int, int, void> Forward { get; init; }

    /// <summary>
    /// (parameters, inputs, values, held, columns, steps): where there are only predictions and this is there, it takes the place of
    /// <see cref="Forward"/> in the first step: states that start from zero drop out, and so the bits are those of <see cref="Forward"/> of a
    /// training, of which the first step is another one as well.
    /// </summary>
    public delegate*<TLane*, TLane*, TLane*, TLane*, int, int, void> First { get; init; }

    /// <summary>
    /// (parameters, inputs, values, held, columns, steps): where there are only predictions, <see cref="Forward"/> goes a step on, and after it this
    /// computes every column's answer.
    /// </summary>
    public delegate*<TLane*, TLane*, TLane*, TLane*, int, int, void> Answer { get; init; }

    /// <summary>
    /// (parameters, inputs, values, gradients, columns, steps): after <see cref="Forward"/>, adds every column's share to the gradients, lane by
    /// lane. It is not there where there are only predictions.
    /// </summary>
    public delegate*<TLane*, TLane*, TLane*, TLane*, int, int, void> Backward { get; init; }

    /// <summary>
    /// (parameters, inputs, values, gradients, columns, steps, part, parts): where it is there, <see cref="Backward"/> leaves the gradients alone,
    /// and after it this adds every column's share to a part of the gradients.
    /// </summary>
    public delegate*<TLane*, TLane*, TLane*, TLane*, int, int, int, int, void> Gradients { get; init; }

    /// <summary>
    /// Where this is not 0, <see cref="Backward"/> and <see cref="Gradients"/> go through a window of so many steps at a time. Their argument steps
    /// is the end of one, the sequence's length or a multiple of this, and they go back from the step before it to the next multiple. Each window's
    /// gradients can be added up as soon as it has been gone through, or later.
    /// </summary>
    public int Window { get; init; }

    /// <summary>
    /// (parameters, loaded): brings the parameters into the order in which the code reads them; where it is not there, each is in every lane.
    /// </summary>
    public delegate*<double*, TLane*, void> Load { get; init; }

    /// <summary>How many numbers, not lanes, <see cref="Load"/> makes of the parameters.</summary>
    public int LoadedLength { get; init; }

    /// <summary>The lanes of a column's inputs.</summary>
    public required int InputsLength { get; init; }

    /// <summary>The lanes of one step's inputs.</summary>
    public required int InputStride { get; init; }

    /// <summary>
    /// Whether a step has a lane more behind its inputs: which of them is the single one. Where all are one-hot, the inputs themselves are not read.
    /// </summary>
    public bool LooksUpInputs { get; init; }

    /// <summary>The lanes of a column's values: the memory that a sequence needs, in numbers.</summary>
    public required int ValuesLength { get; init; }

    /// <summary>The lanes of a column's values before its first prediction.</summary>
    public int AnswerOffset { get; init; }

    /// <summary>The lanes from one step's prediction to the next one's; 0 where there is only one.</summary>
    public required int ValueStride { get; init; }

    /// <summary>The states that are carried on from window to window, if any.</summary>
    public IReadOnlyList<CarriedState>? CarriedStates { get; init; }
}
