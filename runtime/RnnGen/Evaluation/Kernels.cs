using RnnGen.Numerics;

namespace RnnGen.Evaluation;

/// <summary>
/// The generated code of a network for one register width. It works on columns: a column is as many sequences as a register has lanes. All buffers are
/// arrays of lanes in the order of the generated structs: parameters and gradients as the layout has them; of a column's inputs first the share in the loss, then the
/// steps, then the target; of its values first the predictions, then the loss.
/// </summary>
/// <typeparam name="TLane">The register.</typeparam>
public readonly unsafe struct Kernels<TLane>
    where TLane : unmanaged, ILane<TLane>
{
    /// <summary>(parameters, inputs, values, columns): computes every column's predictions and loss.</summary>
    public required delegate*<TLane*, TLane*, TLane*, int, void> Forward { get; init; }

    /// <summary>(parameters, inputs, values, gradients, columns): after <see cref="Forward"/>, adds every column's share to the gradients, lane by lane.</summary>
    public required delegate*<TLane*, TLane*, TLane*, TLane*, int, void> Backward { get; init; }

    /// <summary>The lanes of a column's inputs.</summary>
    public required int InputsLength { get; init; }

    /// <summary>The lanes of a column's values: the memory that a sequence needs, in numbers.</summary>
    public required int ValuesLength { get; init; }
}
