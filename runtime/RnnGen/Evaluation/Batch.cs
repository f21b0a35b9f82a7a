using RnnGen.Data;
using RnnGen.Numerics;

namespace RnnGen.Evaluation;

/// <summary>
/// Sequences in the order in which lanes read them. Eight sequences are a panel, however wide the registers are, so that every lane adds up the same
/// sequences on every machine; sixteen panels are a chunk. A panel fills one column of 8 lanes or several narrower ones, and a chunk keeps the columns
/// with the same lanes together: first those with lanes 0.. of every panel, then the next. Lanes without a sequence repeat the last
/// one with share zero: they compute what some sequence computes, and so never a NaN that only they would have.
/// </summary>
internal sealed unsafe class Batch<TLane> : IDisposable
    where TLane : unmanaged, ILane<TLane>
{
    /// <summary>The sequences of a panel.</summary>
    public const int PanelSize = 8;

    /// <summary>The panels of a chunk.</summary>
    public const int ChunkSize = 16;

    private readonly LaneBuffer<TLane> _inputs;
    private readonly int _inputsLength;

    public Batch(Experiment experiment, IReadOnlyList<Sequence> sequences, int inputsLength)
    {
        if (sequences.Count == 0)
        {
            throw new ArgumentException("There must be at least one sequence.", nameof(sequences));
        }

        Count = sequences.Count;
        Panels = (Count + PanelSize - 1) / PanelSize;
        _inputsLength = inputsLength;
        _inputs = new LaneBuffer<TLane>((long)Panels * ColumnsPerPanel * inputsLength);
        var share = experiment.Reduction == LossReduction.Mean ? 1.0 / ((double)Count * experiment.OutputSize) : 1.0;
        for (var i = 0; i < Count; i++)
        {
            Write(experiment, sequences[i], i, share);
        }

        for (var i = Count; i < Panels * PanelSize; i++)
        {
            Write(experiment, sequences[Count - 1], i, 0);
        }
    }

    /// <summary>The columns that a panel fills.</summary>
    public static int ColumnsPerPanel => PanelSize / TLane.Count;

    public int Count { get; }

    public int Panels { get; }

    public int Chunks => (Panels + ChunkSize - 1) / ChunkSize;

    /// <summary>The panels of a chunk; the last one may have fewer.</summary>
    public int PanelsOf(int chunk) => Math.Min(ChunkSize, Panels - (chunk * ChunkSize));

    /// <summary>The inputs of a chunk's first column.</summary>
    public TLane* InputsOf(int chunk) => _inputs.Pointer + ((long)chunk * ChunkSize * ColumnsPerPanel * _inputsLength);

    /// <summary>Where a sequence stands: its chunk, its column there, and its lane.</summary>
    public (int Chunk, int Column, int Lane) Place(int sequence)
    {
        var (panel, laneOfPanel) = Math.DivRem(sequence, PanelSize);
        var (chunk, panelOfChunk) = Math.DivRem(panel, ChunkSize);
        var (group, lane) = Math.DivRem(laneOfPanel, TLane.Count);
        return (chunk, (group * PanelsOf(chunk)) + panelOfChunk, lane);
    }

    public void Dispose() => _inputs.Dispose();

    private void Write(Experiment experiment, Sequence sequence, int index, double share)
    {
        var steps = experiment.SequenceLength * experiment.InputSize;
        if (sequence.Steps.Count != steps || sequence.Target.Count != experiment.OutputSize)
        {
            throw new ArgumentException(
                $"Sequence {index} has {sequence.Steps.Count} inputs and {sequence.Target.Count} targets; expected {experiment.SequenceLength} steps of {experiment.InputSize} and {experiment.OutputSize} targets.");
        }

        var (chunk, column, lane) = Place(index);
        var numbers = (double*)(InputsOf(chunk) + ((long)column * _inputsLength)) + lane;
        numbers[0] = share;
        for (var i = 0; i < steps; i++)
        {
            numbers[(1 + i) * TLane.Count] = sequence.Steps[i];
        }

        for (var i = 0; i < experiment.OutputSize; i++)
        {
            numbers[(1 + steps + i) * TLane.Count] = sequence.Target[i];
        }
    }
}
