using System.Runtime.CompilerServices;
using RnnGen.Data;
using RnnGen.Numerics;

namespace RnnGen.Evaluation;

/// <summary>
/// The evaluator for one register width. The order of every sum is the same for all: within a chunk each of the panel's eight lanes adds up its
/// sequences, then one tree adds the lanes, then the chunks are added in their order.
/// </summary>
internal sealed unsafe class Evaluator<TLane> : Evaluator
    where TLane : unmanaged, ILane<TLane>
{
    private readonly Kernels<TLane> _kernels;
    private readonly Batch<TLane> _batch;
    private readonly int _outputSize;
    private readonly int _parameterCount;
    private readonly LaneBuffer<TLane> _parameters;
    private readonly LaneBuffer<TLane> _values;
    private readonly LaneBuffer<TLane> _gradients;

    public Evaluator(Experiment experiment, IReadOnlyList<Sequence> sequences)
    {
        _kernels = experiment.GetKernels<TLane>();
        _batch = new Batch<TLane>(experiment, sequences, _kernels.InputsLength);
        _outputSize = experiment.OutputSize;
        _parameterCount = experiment.Layout.Length;
        _parameters = new LaneBuffer<TLane>(_parameterCount);
        _values = new LaneBuffer<TLane>((long)Math.Min(_batch.Panels, Batch<TLane>.ChunkSize) * Batch<TLane>.ColumnsPerPanel * _kernels.ValuesLength);
        _gradients = new LaneBuffer<TLane>((long)Batch<TLane>.ColumnsPerPanel * _parameterCount);
    }

    public override int Count => _batch.Count;

    public override double Loss(ReadOnlySpan<double> parameters)
    {
        Broadcast(parameters);
        var loss = 0.0;
        for (var chunk = 0; chunk < _batch.Chunks; chunk++)
        {
            Forward(chunk);
            loss += ChunkLoss(chunk);
        }

        return loss;
    }

    public override double Gradient(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(gradient.Length, _parameterCount);
        Broadcast(parameters);
        gradient.Clear();
        var loss = 0.0;
        for (var chunk = 0; chunk < _batch.Chunks; chunk++)
        {
            Forward(chunk);
            loss += ChunkLoss(chunk);
            Backward(chunk);
            AddLanes(gradient);
        }

        return loss;
    }

    public override void Predict(ReadOnlySpan<double> parameters, Span<double> predictions)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(predictions.Length, Count * _outputSize);
        Broadcast(parameters);
        var computed = -1;
        for (var i = 0; i < Count; i++)
        {
            var (chunk, column, lane) = _batch.Place(i);
            if (chunk != computed)
            {
                Forward(chunk);
                computed = chunk;
            }

            var values = (double*)(_values.Pointer + ((long)column * _kernels.ValuesLength)) + lane;
            for (var j = 0; j < _outputSize; j++)
            {
                predictions[(i * _outputSize) + j] = values[j * TLane.Count];
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _batch.Dispose();
            _parameters.Dispose();
            _values.Dispose();
            _gradients.Dispose();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Broadcast(ReadOnlySpan<double> parameters)
    {
        ObjectDisposedException.ThrowIf(_parameters.IsClosed, this);
        ArgumentOutOfRangeException.ThrowIfNotEqual(parameters.Length, _parameterCount);
        var target = _parameters.Pointer;
        for (var i = 0; i < parameters.Length; i++)
        {
            target[i] = TLane.Create(parameters[i]);
        }
    }

    private void Forward(int chunk) =>
        _kernels.Forward(_parameters.Pointer, _batch.InputsOf(chunk), _values.Pointer, _batch.PanelsOf(chunk) * Batch<TLane>.ColumnsPerPanel);

    // Columns with the same lanes of their panels share accumulators.
    private void Backward(int chunk)
    {
        _gradients.Clear();
        var panels = _batch.PanelsOf(chunk);
        for (var group = 0; group < Batch<TLane>.ColumnsPerPanel; group++)
        {
            var column = (long)group * panels;
            _kernels.Backward(
                _parameters.Pointer,
                _batch.InputsOf(chunk) + (column * _kernels.InputsLength),
                _values.Pointer + (column * _kernels.ValuesLength),
                _gradients.Pointer + ((long)group * _parameterCount),
                panels);
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double ChunkLoss(int chunk)
    {
        var lanes = stackalloc TLane[Batch<TLane>.PanelSize];
        var panels = _batch.PanelsOf(chunk);
        var inputs = _batch.InputsOf(chunk);
        var losses = _values.Pointer + _outputSize;
        for (var group = 0; group < Batch<TLane>.ColumnsPerPanel; group++)
        {
            var sum = TLane.Zero;
            for (var panel = 0; panel < panels; panel++)
            {
                sum = sum.PlusProduct(*losses, *inputs);
                losses += _kernels.ValuesLength;
                inputs += _kernels.InputsLength;
            }

            lanes[group] = sum;
        }

        return LaneTree((double*)lanes, 0, 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddLanes(Span<double> gradient)
    {
        for (var i = 0; i < gradient.Length; i++)
        {
            gradient[i] += LaneTree((double*)_gradients.Pointer, i, _parameterCount);
        }
    }

    // Lane l of the panel is lane l % Count of the register group l / Count; neighbours at distance 4, then 2, then 1 are added.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double LaneTree(double* lanes, int index, int stride)
    {
        return ((Lane(0) + Lane(4)) + (Lane(2) + Lane(6))) + ((Lane(1) + Lane(5)) + (Lane(3) + Lane(7)));

        double Lane(int lane) => lanes[(((lane / TLane.Count * stride) + index) * TLane.Count) + (lane % TLane.Count)];
    }
}
