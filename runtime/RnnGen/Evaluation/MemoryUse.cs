using RnnGen.Numerics;

namespace RnnGen.Evaluation;

/// <summary>The memory in which a network is computed, in bytes: what <see cref="Evaluator"/> or <see cref="Predictor"/> allocates when it is made.</summary>
/// <remarks>
/// An evaluator works on panels of 8 sequences, 16 in single precision, and on 1 to 16 of them at a time, of each thread, as suits the network's
/// size: it keeps the inputs of all sequences, and the values of those. The optimizer's state is not in it.
/// </remarks>
/// <param name="Inputs">The sequences: their steps, targets, shares and dropout masks, and the states that are carried on.</param>
/// <param name="Values">What is computed of them: the values that the backward pass reads, and their gradients.</param>
/// <param name="Gradients">The parameters' gradients and the loss, one for each sequence of a panel.</param>
/// <param name="Parameters">
/// The parameters in the order in which the code reads them, or, where units are spelled out, each in every lane of a register.
/// </param>
public sealed record MemoryUse(long Inputs, long Values, long Gradients, long Parameters)
{
    /// <summary>All of it.</summary>
    public long Total => Inputs + Values + Gradients + Parameters;

    /// <summary>What a sequence takes for itself while training, or the prediction of whole sequences, works on it; carried states left out.</summary>
    /// <param name="experiment">The network.</param>
    /// <param name="precision">The precision of the computation, by default the experiment's.</param>
    public static MemoryUse OfSequence(Experiment experiment, Precision? precision = null)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        return (precision ?? experiment.Precision) == Precision.Float32 ? OfSequence<ScalarLaneSingle>(experiment) : OfSequence<ScalarLane>(experiment);
    }

    /// <summary>What an evaluator of one thread takes; each further thread takes at most as many values again.</summary>
    /// <param name="experiment">The network.</param>
    /// <param name="capacity">The most sequences that are loaded at a time.</param>
    /// <param name="width">The register width, by default that of <see cref="Evaluator"/>.</param>
    /// <param name="precision">The precision of the computation, by default the experiment's.</param>
    public static MemoryUse OfEvaluator(Experiment experiment, int capacity, LaneWidth? width = null, Precision? precision = null)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        var given = precision ?? experiment.Precision;
        var chosen = width ?? Evaluator.WidthFor(experiment, capacity, given);
        return given == Precision.Float32 ? OfEvaluator<ScalarLaneSingle>(experiment, capacity, chosen) : OfEvaluator<ScalarLane>(experiment, capacity, chosen);
    }

    /// <summary>What a predictor of one sequence takes, which goes step by step.</summary>
    /// <param name="experiment">The network, in which every layer reads forward: <see cref="Experiment.IsCausal"/>.</param>
    /// <param name="precision">The precision of the computation, by default the experiment's.</param>
    /// <exception cref="NotSupportedException">A layer reads backward.</exception>
    public static MemoryUse OfPredictor(Experiment experiment, Precision? precision = null)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        return (precision ?? experiment.Precision) == Precision.Float32 ? OfPredictor<ScalarLaneSingle>(experiment) : OfPredictor<ScalarLane>(experiment);
    }

    // Lengths in lanes are the same for every width, and so those of a single lane are the counts of a sequence's numbers.
    private static MemoryUse OfSequence<TLane>(Experiment experiment)
        where TLane : unmanaged, ILane<TLane>
    {
        var kernels = experiment.GetKernels<TLane>();
        return new MemoryUse((long)kernels.InputsLength * SizeOf<TLane>(), (long)kernels.ValuesLength * SizeOf<TLane>(), 0, 0);
    }

    private static MemoryUse OfEvaluator<TLane>(Experiment experiment, int capacity, LaneWidth width)
        where TLane : unmanaged, ILane<TLane>
    {
        var (kernels, sequence) = (experiment.GetKernels<TLane>(), OfSequence<TLane>(experiment));
        var (lanes, panels) = (LanesOf<TLane>(width), Batch<TLane>.PanelsFor(capacity));
        var size = BlockSize.Of(experiment, kernels, Batch<TLane>.ChunkSize);
        var groups = BlockSize.AreTogether(kernels, size, panels) ? (Math.Min(capacity, Batch<TLane>.PanelSize) + lanes - 1) / lanes : 1;
        return new MemoryUse(
            (long)panels * Batch<TLane>.PanelSize * (sequence.Inputs + (LastStates<TLane>.LengthOf(kernels) * SizeOf<TLane>())),
            Math.Min(panels, size) * (long)groups * lanes * sequence.Values,
            (experiment.Layout.Length + 1L) * Batch<TLane>.PanelSize * SizeOf<TLane>(),
            OfParameters(kernels, experiment.Layout.Length, width));
    }

    private static MemoryUse OfPredictor<TLane>(Experiment experiment)
        where TLane : unmanaged, ILane<TLane>
    {
        var kernels = experiment.GetStepKernels<TLane>()
            ?? throw new NotSupportedException($"{experiment.Name} has a layer that reads backward: it has no predictor.");
        return new MemoryUse(
            2L * kernels.InputsLength * SizeOf<TLane>(),
            (long)kernels.ValuesLength * SizeOf<TLane>(),
            0,
            OfParameters(kernels, experiment.Layout.Length, LaneWidth.Bits64));
    }

    private static unsafe long OfParameters<TLane>(Kernels<TLane> kernels, int count, LaneWidth width)
        where TLane : unmanaged, ILane<TLane>
    {
        var lanes = LanesOf<TLane>(width);
        return (kernels.Load is null ? count : (kernels.LoadedLength + lanes - 1) / lanes) * (long)lanes * SizeOf<TLane>();
    }

    // Without intrinsics, a register is a number of either precision.
    private static int LanesOf<TLane>(LaneWidth width)
        where TLane : unmanaged, ILane<TLane> => width == LaneWidth.Bits64 ? 1 : (int)width / 8 / SizeOf<TLane>();

    private static unsafe int SizeOf<TLane>()
        where TLane : unmanaged, ILane<TLane> => sizeof(TLane);
}
