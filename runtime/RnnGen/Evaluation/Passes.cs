using System.Diagnostics;
using System.Runtime.CompilerServices;
using RnnGen.Numerics;

namespace RnnGen.Evaluation;

/// <summary>
/// The passes of the generated code over one chunk of a batch at a time, block by block, alone or shared among threads. The order of
/// every sum is the same for all: within a chunk each of the panel's lanes adds up its sequences, then one tree adds the lanes, then the
/// chunks are added in their order.
/// </summary>
internal sealed unsafe class Passes<TLane> : IDisposable
    where TLane : unmanaged, ILane<TLane>
{
    private readonly Experiment _experiment;
    private readonly Kernels<TLane> _kernels;
    private readonly Batch<TLane> _batch;
    private readonly int _parameterCount;
    private readonly int _lossOffset;
    private readonly Blocks<TLane> _blocks;
    private readonly int _columnsPerBlock;
    private readonly int _blocksPerRound;
    private readonly bool _areTogether;
    private readonly PredictionReader<TLane> _predictionReader;
    private readonly LaneBuffer<TLane> _parameters;
    private readonly LaneBuffer<TLane> _values;

    // All zero between passes: what has been added up is taken out.
    private readonly LaneBuffer<TLane> _sums;
    private readonly ThreadTeam? _team;
    private readonly Action<int, int> _computePart;

    // The pass at hand: where there is nothing to be held, no gradient or no predictions to be given, that is null.
    private int _chunk;
    private TLane* _held;
    private double* _gradient;
    private double* _predictions;

    public Passes(Experiment experiment, Batch<TLane> batch, Kernels<TLane> kernels, int? threads)
    {
        (_experiment, _batch, _kernels) = (experiment, batch, kernels);
        _predictionReader = new PredictionReader<TLane>(experiment, kernels, batch);
        _parameterCount = experiment.Layout.Length;
        _parameters = LoadedParameters.Room(_kernels, _parameterCount);
        _sums = new LaneBuffer<TLane>((long)Batch<TLane>.ColumnsPerPanel * SumsPerGroup);
        _lossOffset = _kernels.AnswerOffset + experiment.OutputSize;
        var size = BlockSize.Of(experiment, kernels, Batch<TLane>.ChunkSize);
        _blocks = new Blocks<TLane>(batch, size);
        var panels = Math.Min(Batch<TLane>.PanelsFor(batch.Capacity), Batch<TLane>.ChunkSize);
        var columns = panels * Batch<TLane>.GroupsFor(batch.Capacity);
        _blocksPerRound = IsParallel ? Math.Clamp(threads ?? DefaultThreads(columns), 1, columns) : 1;
        _columnsPerBlock = Math.Min(size, panels);
        _areTogether = BlockSize.AreTogether(kernels, size, panels);
        var blocks = Batch<TLane>.GroupsFor(batch.Capacity) * ((panels + _columnsPerBlock - 1) / _columnsPerBlock);
        _values = new LaneBuffer<TLane>((_areTogether ? columns : Math.Min(blocks, _blocksPerRound) * (long)_columnsPerBlock) * _kernels.ValuesLength);
        LastStates = kernels.CarriedStates is null ? null : new LastStates<TLane>(kernels, batch);
        _computePart = ComputePart;
        _team = _blocksPerRound > 1 ? new ThreadTeam(_blocksPerRound) : null;
    }

    public bool IsDisposed => _values.IsClosed;

    /// <summary>The states after the last pass, where they are carried on.</summary>
    public LastStates<TLane>? LastStates { get; }

    /// <summary>
    /// Whether columns of a last panel are left out because they have no sequence. Wider registers compute them, with a share of zero, and where
    /// that is multiplied with something infinite they add a NaN: a result that is not finite has to be computed again, after
    /// <see cref="Arrange"/> with all columns.
    /// </summary>
    public bool LeavesOutColumns => LastStates is null && _batch.HasSpareColumns;

    /// <summary>Cuts the sequences that are loaded into blocks; so it has to be done whenever others have been.</summary>
    /// <param name="allColumns">Whether no column is left out. Carried states are kept of all in any case.</param>
    public void Arrange(bool allColumns = false) => _blocks.Cut(allColumns || LastStates is not null);

    /// <summary>Begins a pass over the batch: brings parameters in, and states that are to be carried on.</summary>
    public void Begin(ReadOnlySpan<double> parameters)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(parameters.Length, _parameterCount);
        LoadedParameters.Load(_kernels, parameters, _parameters.Pointer);
        LastStates?.Begin();
    }

    /// <summary>
    /// Computes a chunk's loss. Adds its share to the gradient, and writes its sequences' predictions among those of all sequences of the batch,
    /// where there is room for them and not an empty span.
    /// </summary>
    public double Compute(int chunk, Span<double> gradient, Span<double> predictions)
    {
        fixed (double* target = gradient, predictionsTarget = predictions)
        {
            return Run(chunk, target, predictionsTarget, null);
        }
    }

    /// <summary>Computes a chunk's loss with what stands under stop_gradient read from other values, those that <see cref="Hold"/> computed.</summary>
    public double LossWithHeld(int chunk, TLane* held) => Run(chunk, null, null, held);

    /// <summary>
    /// Computes the values of all columns of a chunk that are in a block, each where its column is; what stands between is read, but never counts.
    /// </summary>
    public void Hold(int chunk, TLane* values)
    {
        foreach (ref readonly var block in _blocks.Of(chunk))
        {
            var target = values + (block.FirstColumn * (long)_kernels.ValuesLength);
            _kernels.Forward(_parameters.Pointer, InputsOf(chunk, block.FirstColumn), target, target, block.Columns, block.Steps);
        }
    }

    public void Dispose()
    {
        _parameters.Dispose();
        _values.Dispose();
        _sums.Dispose();
        LastStates?.Dispose();
        _team?.Dispose();
    }

    // Code with calls of kernels leaves it to its caller in which parts it runs.
    private bool IsParallel => _kernels.Gradients is not null;

    private long BlockLength => (long)_columnsPerBlock * _kernels.ValuesLength;

    // Of the columns with the same lanes: the gradient of each parameter, and behind them the loss.
    private int SumsPerGroup => _parameterCount + 1;

    // The work of one thread should take some hundred microseconds, since threads wait for one another twice a pass and twice a round.
    private int DefaultThreads(int columns) =>
        (int)Math.Min(Threads.Most, (long)_parameterCount * _experiment.SequenceLength * columns / Batch<TLane>.ColumnsPerPanel / 500_000);

    private double Run(int chunk, double* gradient, double* predictions, TLane* held)
    {
        _chunk = chunk;
        _gradient = gradient;
        _predictions = predictions;
        _held = held;
        if (_team is null)
        {
            ComputeAlone();
        }
        else
        {
            _team.Run(_computePart);
        }

        return SumOfLosses();
    }

    [MethodImpl(JitOptions.Kernel)]
    private double SumOfLosses() => LaneSum<TLane>.Take(_sums.Pointer, _parameterCount, SumsPerGroup);

    // Block by block. It is worth a method of its own: of the seed's epoch the rounds of a single thread took a twentieth.
    private void ComputeAlone()
    {
        var blocks = _blocks.Of(_chunk);
        if (_areTogether)
        {
            ComputeTogether(blocks);
        }
        else
        {
            foreach (ref readonly var block in blocks)
            {
                Forward(_values.Pointer, block.FirstColumn, block.EndColumn, block.Steps);
                for (var endStep = _experiment.SequenceLength; endStep > 0; endStep = StartOfWindow(endStep))
                {
                    Backward(block, _values.Pointer, block.FirstColumn, block.EndColumn, endStep);
                    AddGradients(block, _values.Pointer, endStep, 0, 1);
                }

                Collect(block, _values.Pointer);
            }
        }

        ClearSpareLanes(0, 1);
        AddLanes(0, 1);
    }

    // All columns there, those between that are in no block as well, and the blocks back.
    private void ComputeTogether(ReadOnlySpan<Block> blocks)
    {
        Forward(_values.Pointer, 0, blocks[^1].EndColumn, blocks[0].Steps);
        foreach (ref readonly var block in blocks)
        {
            var values = _values.Pointer + (block.FirstColumn * (long)_kernels.ValuesLength);
            Backward(block, values, block.FirstColumn, block.EndColumn, block.Steps);
            Collect(block, values);
        }
    }

    // The same in a team, in the same order. Some blocks at a time, a round: a part of their columns there and back, then a part of the matrices; at
    // the end a part of all parameters.
    private void ComputePart(int part, int parts)
    {
        for (var blocks = _blocks.Of(_chunk); blocks.Length > 0; blocks = blocks[Math.Min(_blocksPerRound, blocks.Length)..])
        {
            ComputeRound(blocks[..Math.Min(_blocksPerRound, blocks.Length)], part, parts);
        }

        ClearSpareLanes(part, parts);
        AddLanes(part, parts);
    }

    private void ComputeRound(ReadOnlySpan<Block> blocks, int part, int parts)
    {
        var first = blocks[0].FirstColumn;
        var columns = blocks[^1].EndColumn - first;
        var (firstColumn, endColumn) = (first + (columns * part / parts), first + (columns * (part + 1) / parts));
        var values = _values.Pointer;
        foreach (ref readonly var block in blocks)
        {
            ComputeColumns(block, values, firstColumn, endColumn);
            values += BlockLength;
        }

        _team!.Meet();
        values = _values.Pointer;
        foreach (ref readonly var block in blocks)
        {
            if (part == 0)
            {
                Collect(block, values);
            }

            for (var endStep = _experiment.SequenceLength; endStep > 0; endStep = StartOfWindow(endStep))
            {
                AddGradients(block, values, endStep, part, parts);
            }

            values += BlockLength;
        }

        _team!.Meet();
    }

    // Where the window of steps begins that ends before a step, and where the next one on the way back ends; 0 where that was all.
    private int StartOfWindow(int endStep) => _gradient is null || _kernels.Window == 0 ? 0 : (endStep - 1) / _kernels.Window * _kernels.Window;

    // The parameters of which a thread adds up the sums.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (int First, int End) Sums(int part, int parts) => parts == 1
        ? (0, _parameterCount)
        : ((int)((long)_parameterCount * part / parts), (int)((long)_parameterCount * (part + 1) / parts));

    // A register of a single panel may have lanes without a sequence, and how many depends on its width: where a share of zero is multiplied with
    // something infinite, too, they count for nothing. With several panels the lanes are those of other sequences, too: see LeavesOutColumns.
    private void ClearSpareLanes(int part, int parts)
    {
        var spare = (_batch.GroupsOf(_chunk) * TLane.Count) - _batch.CountOf(_chunk);
        if (spare > 0)
        {
            ClearSpareLanes(part, parts, spare);
        }
    }

    [MethodImpl(JitOptions.Kernel)]
    private void ClearSpareLanes(int part, int parts, int spare)
    {
        var sums = SumsOf(_batch.GroupsOf(_chunk) - 1, part, parts);
        fixed (TLane* first = sums)
        {
            for (var i = 0; i < sums.Length; i++)
            {
                var numbers = new Numbers<TLane>(first + i);
                for (var lane = TLane.Count - spare; lane < TLane.Count; lane++)
                {
                    numbers.Set(lane, 0);
                }
            }
        }
    }

    // The sums of one group that are a thread's: gradients where there are any to be given, and of the last thread the loss.
    private Span<TLane> SumsOf(int group, int part, int parts)
    {
        var (first, end) = Sums(part, parts);
        first = _gradient is null ? end : first;
        return new Span<TLane>(SumsOf(group) + first, end - first + (part == parts - 1 ? 1 : 0));
    }

    // There and back, those of a block's columns that are in a range. How many steps they run depends on the block alone, whoever computes which of them.
    private void ComputeColumns(in Block block, TLane* values, int firstColumn, int endColumn)
    {
        var (first, end) = (Math.Max(firstColumn, block.FirstColumn), Math.Min(endColumn, block.EndColumn));
        if (first >= end)
        {
            return;
        }

        values += (first - block.FirstColumn) * (long)_kernels.ValuesLength;
        Forward(values, first, end, block.Steps);
        for (var endStep = _experiment.SequenceLength; endStep > 0; endStep = StartOfWindow(endStep))
        {
            Backward(block, values, first, end, endStep);
        }
    }

    // The values are those of the first column.
    private void Forward(TLane* values, int first, int end, int steps)
    {
        Debug.Assert(
            values >= _values.Pointer && values + ((end - first) * (long)_kernels.ValuesLength) <= _values.Pointer + _values.Length,
            "There is room for the columns.");
        var held = _held is null ? values : _held + (first * (long)_kernels.ValuesLength);
        _kernels.Forward(_parameters.Pointer, InputsOf(_chunk, first), values, held, end - first, steps);
    }

    // The steps of a window, where there are some; otherwise all of the block.
    private void Backward(in Block block, TLane* values, int first, int end, int endStep)
    {
        if (_gradient is not null)
        {
            _kernels.Backward(_parameters.Pointer, InputsOf(_chunk, first), values, SumsOf(block.Group), end - first, Math.Min(endStep, block.Steps));
        }
    }

    // What is kept of the values, which the next blocks overwrite.
    private void Collect(in Block block, TLane* values)
    {
        AddLosses(block, values);
        LastStates?.Keep(_chunk, block, values);
        if (_predictions is not null)
        {
            _predictionReader.Read(_chunk, block, values, _predictions);
        }
    }

    // A column's loss is the sum over its answers of loss times share, each product added by one fused multiply-add; so are the panels.
    [MethodImpl(JitOptions.Kernel)]
    private void AddLosses(in Block block, TLane* values)
    {
        var shares = InputsOf(_chunk, block.FirstColumn);
        var losses = values + _lossOffset;
        var total = SumsOf(block.Group) + _parameterCount;
        var sum = *total;
        for (var column = 0; column < block.Columns; column++, losses += _kernels.ValuesLength, shares += _kernels.InputsLength)
        {
            if (_kernels.ValueStride == 0)
            {
                sum = sum.PlusProduct(*losses, *shares);
                continue;
            }

            var loss = losses;
            var share = shares + _batch.ShareOffset;
            for (var answers = _batch.StepsOf(_chunk, block.FirstPanel + column);
                answers > 0;
                answers--, loss += _kernels.ValueStride, share += _kernels.InputStride)
            {
                sum = sum.PlusProduct(*loss, *share);
            }
        }

        *total = sum;
    }

    // A part of the parameters' gradients over a block's columns and the steps of a window; where lengths differ column by column,
    // since each has its own last step.
    private void AddGradients(in Block block, TLane* values, int endStep, int part, int parts)
    {
        if (_gradient is null || !IsParallel)
        {
            return;
        }

        var columns = _experiment.HasVariableLength ? 1 : block.Columns;
        for (var column = 0; column < block.Columns; column += columns)
        {
            var steps = _experiment.HasVariableLength ? _batch.StepsOf(_chunk, block.FirstPanel + column) : endStep;
            _kernels.Gradients(
                _parameters.Pointer,
                InputsOf(_chunk, block.FirstColumn + column),
                values + (column * (long)_kernels.ValuesLength),
                SumsOf(block.Group),
                columns,
                steps,
                part,
                parts);
        }
    }

    [MethodImpl(JitOptions.Kernel)]
    private void AddLanes(int part, int parts)
    {
        if (_gradient is null)
        {
            return;
        }

        var (first, end) = Sums(part, parts);
        LaneSum<TLane>.TakeTo(_gradient, _sums.Pointer, first, end, SumsPerGroup);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TLane* InputsOf(int chunk, int column) => _batch.InputsOf(chunk) + (column * (long)_kernels.InputsLength);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TLane* SumsOf(int group) => _sums.Pointer + (group * (long)SumsPerGroup);
}
