using System.Runtime.CompilerServices;
using RnnGen.Data;
using RnnGen.Numerics;

namespace RnnGen.Evaluation;

/// <summary>
/// Sequences in the order in which lanes read them. Eight sequences are a panel (sixteen in single precision), however wide the registers are, so
/// that every lane adds up the same sequences on every machine; sixteen panels are a chunk. A panel fills one column of 512 bits or several narrower
/// ones, and a chunk keeps the columns with the same lanes together: first those with lanes 0.. of every panel, then the next. Lanes without a
/// sequence repeat the last one with share zero: they compute what some sequence computes, and where all that is finite they add nothing.
/// </summary>
internal sealed unsafe class Batch<TLane> : IDisposable
    where TLane : unmanaged, ILane<TLane>
{
    /// <summary>The panels of a chunk.</summary>
    public const int ChunkSize = 16;

    private readonly Experiment _experiment;
    private readonly SequenceWriter<TLane> _writer;
    private readonly int _inputsLength;
    private readonly LaneBuffer<TLane> _inputs;
    private readonly int[] _lengths;
    private readonly int[] _panelSteps;

    /// <summary>Makes room for some sequences.</summary>
    public Batch(Experiment experiment, int capacity, Kernels<TLane> kernels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _experiment = experiment;
        _writer = new SequenceWriter<TLane>(experiment, kernels);
        _inputsLength = kernels.InputsLength;
        Capacity = capacity;
        var panels = PanelsFor(capacity);
        _inputs = new LaneBuffer<TLane>((long)panels * ColumnsPerPanel * _inputsLength);
        _lengths = new int[capacity];
        _panelSteps = new int[panels];
    }

    /// <summary>The sequences of a panel.</summary>
    public static int PanelSize
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLane.IsSingle ? 16 : 8;
    }

    /// <summary>The columns that a panel fills.</summary>
    public static int ColumnsPerPanel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => PanelSize / TLane.Count;
    }

    public int Capacity { get; }

    public int Count { get; private set; }

    public int Panels { get; private set; }

    public int Chunks => (Panels + ChunkSize - 1) / ChunkSize;

    /// <summary>What the loss counts: the weights of all steps that have a target.</summary>
    public double WeightSum { get; private set; }

    public static int PanelsFor(int count) => (count + PanelSize - 1) / PanelSize;

    /// <summary>The columns that have a sequence in the first panel of so many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int GroupsFor(int count) => count < PanelSize ? (count + TLane.Count - 1) / TLane.Count : ColumnsPerPanel;

    /// <summary>Takes the place of what was there.</summary>
    public void Load(IReadOnlyList<Sequence> sequences)
    {
        if (sequences.Count == 0 || sequences.Count > Capacity)
        {
            throw new ArgumentException($"There are {sequences.Count} sequences; expected 1 to {Capacity}.", nameof(sequences));
        }

        var (weightSum, asSymbols) = (0.0, true);
        for (var i = 0; i < sequences.Count; i++)
        {
            weightSum += _writer.Check(sequences[i], i);
            asSymbols = asSymbols && _writer.HasSymbols(sequences[i]);
        }

        (Count, Panels, WeightSum) = (sequences.Count, PanelsFor(sequences.Count), weightSum);
        Array.Clear(_panelSteps);
        for (var i = 0; i < Count; i++)
        {
            _lengths[i] = _writer.LengthOf(sequences[i]);
            _panelSteps[i / PanelSize] = Math.Max(_panelSteps[i / PanelSize], _lengths[i]);
        }

        // Where no step counts, the mean is zero and not 0 / 0.
        var share = _experiment.Reduction == LossReduction.Sum ? 1.0 : WeightSum == 0 ? 0 : 1.0 / (WeightSum * _experiment.LossTerms);
        for (var i = 0; i < LanesInUse; i++)
        {
            var (chunk, column, lane) = Place(i);
            var numbers = new Numbers<TLane>(InputsOf(chunk) + ((long)column * _inputsLength)) + lane;
            _writer.Write(sequences[Math.Min(i, Count - 1)], asSymbols, numbers, i < Count ? share : 0);
        }
    }

    /// <summary>Writes the dropout masks of the sequences that are loaded.</summary>
    /// <param name="key">The seed and the epoch, or null where no unit is dropped.</param>
    /// <param name="sequences">The numbers of the sequences in their set; none where no unit is dropped.</param>
    public void WriteMasks((ulong Seed, ulong Epoch)? key, ReadOnlySpan<int> sequences)
    {
        for (var i = 0; i < LanesInUse; i++)
        {
            var (chunk, column, lane) = Place(i);
            var numbers = new Numbers<TLane>(InputsOf(chunk) + ((long)column * _inputsLength)) + lane;
            _writer.WriteMasks(numbers, key, key is null ? 0 : sequences[Math.Min(i, Count - 1)]);
        }
    }

    /// <summary>The panels of a chunk; the last one may have fewer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int PanelsOf(int chunk) => Math.Min(ChunkSize, Panels - (chunk * ChunkSize));

    /// <summary>The columns of a chunk's first panel that have a sequence.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int GroupsOf(int chunk) => GroupsFor(CountOf(chunk));

    /// <summary>The columns of a chunk's last panel that have a sequence.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int LastGroupsOf(int chunk) => GroupsFor(CountOf(chunk) - ((PanelsOf(chunk) - 1) * PanelSize));

    /// <summary>Whether the last panel has columns without a sequence that other panels have.</summary>
    public bool HasSpareColumns => Chunks > 0 && LastGroupsOf(Chunks - 1) < GroupsOf(Chunks - 1);

    /// <summary>The sequences of a chunk.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int CountOf(int chunk) => Math.Min(ChunkSize * PanelSize, Count - SequenceAt(chunk, 0, 0));

    /// <summary>The steps of a panel's longest sequence.</summary>
    public int StepsOf(int chunk, int panel) => _panelSteps[(chunk * ChunkSize) + panel];

    /// <summary>The steps of one sequence.</summary>
    public int LengthOf(int sequence) => _lengths[sequence];

    /// <summary>Where in a column's inputs the share of the first step stands, where there is one at every step.</summary>
    public int ShareOffset => _writer.ShareOffset;

    /// <summary>The inputs of a chunk's first column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane* InputsOf(int chunk) => _inputs.Pointer + ((long)chunk * ChunkSize * ColumnsPerPanel * _inputsLength);

    /// <summary>The sequence in the first lane of a panel's column, the others behind it; of some lanes of the last panel there may be none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SequenceAt(int chunk, int panel, int group) => (((chunk * ChunkSize) + panel) * PanelSize) + (group * TLane.Count);

    public void Dispose() => _inputs.Dispose();

    // Of a single panel the columns that have a sequence, of more all: some that have none are computed all the same.
    private int LanesInUse => Panels * GroupsFor(Count) * TLane.Count;

    // Where a sequence stands: its chunk, its column there, and its lane.
    private (int Chunk, int Column, int Lane) Place(int sequence)
    {
        var (panel, laneOfPanel) = Math.DivRem(sequence, PanelSize);
        var (chunk, panelOfChunk) = Math.DivRem(panel, ChunkSize);
        var (group, lane) = Math.DivRem(laneOfPanel, TLane.Count);
        return (chunk, (group * PanelsOf(chunk)) + panelOfChunk, lane);
    }
}
