using RnnGen.Data;
using RnnGen.Numerics;

namespace RnnGen.Evaluation;

/// <summary>Computes loss, gradient and predictions of a network over the sequences that are loaded. It allocates when it is made, and never again.
/// It works in that memory: one thread at a time.</summary>
public abstract class Evaluator : IDisposable
{
    /// <summary>Prepares a network for a set of sequences.</summary>
    /// <param name="experiment">The network.</param>
    /// <param name="sequences">The sequences; at least one.</param>
    /// <param name="width">The register width, by default what suits the machine and the number of sequences. No bit of any result depends on it.</param>
    /// <param name="threads">
    /// How many threads share the work, at most: by default <see cref="Threads.Most"/>, and fewer where the work is little.
    /// Networks whose units are spelled out use one. No bit of any result depends on it.
    /// </param>
    /// <param name="precision">The precision of the computation, by default the experiment's.</param>
    /// <exception cref="ArgumentException">There is no sequence, or one does not have the network's sizes.</exception>
    public static Evaluator Create(
        Experiment experiment,
        IReadOnlyList<Sequence> sequences,
        LaneWidth? width = null,
        int? threads = null,
        Precision? precision = null)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        var evaluator = Create(experiment, Math.Max(1, sequences.Count), width, threads, precision);
        try
        {
            evaluator.Load(sequences);
            return evaluator;
        }
        catch
        {
            evaluator.Dispose();
            throw;
        }
    }

    /// <summary>Makes room for some sequences, which <see cref="Load"/> brings in.</summary>
    /// <param name="experiment">The network.</param>
    /// <param name="capacity">The most sequences that will be loaded at a time.</param>
    /// <param name="width">The register width, by default what suits the machine and the number of sequences. No bit of any result depends on it.</param>
    /// <param name="threads">
    /// How many threads share the work, at most: by default <see cref="Threads.Most"/>, and fewer where the work is little.
    /// Networks whose units are spelled out use one. No bit of any result depends on it.
    /// </param>
    /// <param name="precision">The precision of the computation, by default the experiment's.</param>
    public static Evaluator Create(Experiment experiment, int capacity, LaneWidth? width = null, int? threads = null, Precision? precision = null)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        var given = precision ?? experiment.Precision;
        return (given, width ?? WidthFor(experiment, capacity, given)) switch
        {
            (Precision.Float32, LaneWidth.Bits512) => new Evaluator<Lane512Single>(experiment, capacity, threads),
            (Precision.Float32, LaneWidth.Bits256) => new Evaluator<Lane256Single>(experiment, capacity, threads),
            (Precision.Float32, LaneWidth.Bits128) => new Evaluator<Lane128Single>(experiment, capacity, threads),
            (Precision.Float32, _) => new Evaluator<ScalarLaneSingle>(experiment, capacity, threads),
            (_, LaneWidth.Bits512) => new Evaluator<Lane512>(experiment, capacity, threads),
            (_, LaneWidth.Bits256) => new Evaluator<Lane256>(experiment, capacity, threads),
            (_, LaneWidth.Bits128) => new Evaluator<Lane128>(experiment, capacity, threads),
            _ => new Evaluator<ScalarLane>(experiment, capacity, threads),
        };
    }

    /// <summary>
    /// The register width for so many sequences: the narrowest that has room for them, from 128 bits on; and that of one number for a single one of a
    /// network whose matrices have some columns, and for two where they have many, since kernels then compute units side by side.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Measured, the gradient of one sequence, 16 steps, microseconds, registers of 64, 128 and 512 bits: gru of 6 units 20, 18, 21;
    /// gru of 8 8.7, 10.6, 13.7; lstm of 16 18, 33, 46; lstm of 64 153, 327, 512; spelled out, lstm of 4 5.1, 5.0, 7.3.
    /// Of three sequences, 128, 256 and 512 bits: lstm of 4 9.5, 5.0, 7.2; lstm of 16 60, 33, 46.
    /// </para>
    /// <para>
    /// A column of 128 bits takes nearly as long as one of 256, so that two sequences side by side cost what four do; where there are many units,
    /// they take less one after the other. Of two, with 32 inputs, registers of 64, 128 and 256 bits: lstm of 4 34, 15, 15; lstm of 16 71, 66, 70;
    /// lstm of 32 129, 170, 179; lstm of 64 570, 723, 793; gru of 16 138, 117, 120; gru of 32 264, 275, 263; gru of 64 304, 374, 406;
    /// elman of 16 46, 40, 39; elman of 48 123, 120, 126; elman of 128 443, 493, 532; in single precision lstm of 16 123, 130, 150;
    /// lstm of 32 197, 266, 297; gru of 16 154, 142, 154; gru of 32 286, 324, 358.
    /// </para>
    /// </remarks>
    internal static unsafe LaneWidth WidthFor(Experiment experiment, int capacity, Precision precision)
    {
        const int FewestColumnsOfOne = 7, FewestColumnsOfTwo = 28;
        if (capacity <= 2
            && experiment.GetKernels<ScalarLane>().Gradients is not null
            && MeanColumns() >= (capacity == 1 ? FewestColumnsOfOne : FewestColumnsOfTwo))
        {
            return Lanes.AtMost(LaneWidth.Bits64);
        }

        var bits = (long)capacity * (precision == Precision.Float32 ? 32 : 64);
        return Lanes.AtMost(bits <= 128 ? LaneWidth.Bits128 : bits <= 256 ? LaneWidth.Bits256 : LaneWidth.Bits512);

        double MeanColumns() => experiment.Layout.Sum(parameter => (double)parameter.Length * parameter.Shape[^1]) / experiment.Layout.Length;
    }

    /// <summary>The most sequences that can be loaded.</summary>
    public abstract int Capacity { get; }

    /// <summary>The number of sequences.</summary>
    public abstract int Count { get; }

    /// <summary>What the loss counts: the sequences, or the weights of all their steps where the network answers at every step.</summary>
    public abstract double WeightSum { get; }

    /// <summary>Takes other sequences, a minibatch for instance, in the place of those that are there.</summary>
    /// <param name="sequences">The sequences, from 1 to <see cref="Capacity"/>.</param>
    /// <exception cref="ArgumentException">Their number is out of range, or one does not have the network's sizes.</exception>
    public abstract void Load(IReadOnlyList<Sequence> sequences);

    /// <summary>The loss at some parameters.</summary>
    /// <exception cref="InvalidOperationException">No sequences are loaded.</exception>
    public abstract double Loss(ReadOnlySpan<double> parameters);

    /// <summary>The loss at some parameters, and its derivative with respect to each.</summary>
    /// <param name="parameters">The parameters in the order of the layout.</param>
    /// <param name="gradient">Receives the derivative, in the same order.</param>
    /// <exception cref="InvalidOperationException">No sequences are loaded.</exception>
    public double Gradient(ReadOnlySpan<double> parameters, Span<double> gradient) => Gradient(parameters, gradient, []);

    /// <summary>The loss at some parameters, its derivative with respect to each, and the predictions at them.</summary>
    /// <param name="parameters">The parameters in the order of the layout.</param>
    /// <param name="gradient">Receives the derivative, in the same order.</param>
    /// <param name="predictions">Receives the predictions as <see cref="Predict"/> gives them; or none, where it is empty.</param>
    /// <exception cref="InvalidOperationException">No sequences are loaded.</exception>
    public abstract double Gradient(ReadOnlySpan<double> parameters, Span<double> gradient, Span<double> predictions);

    /// <summary>The predictions at some parameters.</summary>
    /// <param name="parameters">The parameters in the order of the layout.</param>
    /// <param name="predictions">
    /// Receives the predictions: [sequences, outputs], or [sequences, steps, outputs] where the network answers at every step, row-major, with zeros behind
    /// a sequence's end.
    /// </param>
    /// <exception cref="InvalidOperationException">No sequences are loaded.</exception>
    public abstract void Predict(ReadOnlySpan<double> parameters, Span<double> predictions);

    /// <summary>
    /// Draws dropout masks for the sequences that are loaded, for the passes that follow. Whether a unit is dropped depends on the seed, the epoch,
    /// the sequence, the step, the layer and the unit alone, by <see cref="Randomness.Philox4x64"/>. Newly loaded sequences have none.
    /// </summary>
    /// <param name="seed">The seed.</param>
    /// <param name="epoch">The epoch.</param>
    /// <param name="sequences">The number of each loaded sequence in the training set, of a stream that of its draw.</param>
    public abstract void DropUnits(ulong seed, ulong epoch, ReadOnlySpan<int> sequences);

    /// <summary>Takes the dropout masks away.</summary>
    public abstract void KeepUnits();

    /// <summary>Whether the network carries its state from window to window.</summary>
    public abstract bool CarriesState { get; }

    /// <summary>
    /// Makes the states after the last pass those before the next one, in networks that carry their state: the sequences loaded next, as many or
    /// fewer, go on where these end, in the same order. It does nothing in other networks.
    /// </summary>
    public abstract void CarryState();

    /// <summary>Makes the carried states zero, for sequences that start anew.</summary>
    public abstract void ResetState();

    /// <summary>
    /// Computes the values of the sequences of one chunk, at most 128 or in single precision 256, at some parameters and keeps them, so that
    /// <see cref="LossWithHeld"/> reads from them what stands under stop_gradient.
    /// </summary>
    internal abstract void Hold(ReadOnlySpan<double> parameters);

    /// <summary>The loss at some parameters, while what stands under stop_gradient stays as it was when it was held.</summary>
    internal abstract double LossWithHeld(ReadOnlySpan<double> parameters);

    /// <summary>Frees the memory.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the memory.</summary>
    protected abstract void Dispose(bool disposing);
}
