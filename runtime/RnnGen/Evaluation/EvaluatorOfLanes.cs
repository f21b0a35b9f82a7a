using RnnGen.Data;
using RnnGen.Numerics;

namespace RnnGen.Evaluation;

/// <summary>The evaluator for one register width: sequences into lanes, parameters in, and <see cref="Passes{TLane}"/> over the chunks.</summary>
internal sealed unsafe class Evaluator<TLane> : Evaluator
    where TLane : unmanaged, ILane<TLane>
{
    private readonly Experiment _experiment;
    private readonly int _parameterCount;
    private readonly Kernels<TLane> _kernels;
    private readonly Batch<TLane> _batch;
    private readonly Passes<TLane> _passes;
    private LaneBuffer<TLane>? _held;

    public Evaluator(Experiment experiment, int capacity, int? threads)
    {
        _experiment = experiment;
        _parameterCount = experiment.Layout.Length;
        _kernels = experiment.GetKernels<TLane>();
        _batch = new Batch<TLane>(experiment, capacity, _kernels);
        _passes = new Passes<TLane>(experiment, _batch, _kernels, threads);
    }

    public override int Capacity => _batch.Capacity;

    public override int Count => _batch.Count;

    public override double WeightSum => _batch.WeightSum;

    public override void Load(IReadOnlyList<Sequence> sequences)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        ThrowIfDisposed();
        try
        {
            _batch.Load(sequences);
        }
        finally
        {
            // Also of a list that throws half-way through.
            _passes.Arrange();
        }
    }

    public override double Loss(ReadOnlySpan<double> parameters) => Compute(parameters, [], []);

    public override double Gradient(ReadOnlySpan<double> parameters, Span<double> gradient, Span<double> predictions)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(gradient.Length, _parameterCount);
        if (predictions.Length != 0)
        {
            CheckLength(predictions);
        }

        return Compute(parameters, gradient, predictions);
    }

    public override void Predict(ReadOnlySpan<double> parameters, Span<double> predictions)
    {
        CheckLength(predictions);
        Compute(parameters, [], predictions);
    }

    public override void DropUnits(ulong seed, ulong epoch, ReadOnlySpan<int> sequences)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(sequences.Length, Count);
        ThrowIfDisposed();
        _batch.WriteMasks((seed, epoch), sequences);
    }

    public override void KeepUnits()
    {
        ThrowIfDisposed();
        _batch.WriteMasks(null, []);
    }

    public override bool CarriesState => _kernels.CarriedStates is not null;

    public override void CarryState()
    {
        ThrowIfDisposed();
        _passes.LastStates?.CarryOn();
    }

    public override void ResetState()
    {
        ThrowIfDisposed();
        _passes.LastStates?.Reset();
    }

    internal override void Hold(ReadOnlySpan<double> parameters)
    {
        LoadParameters(parameters);
        if (_batch.Chunks != 1)
        {
            throw new InvalidOperationException($"Values are held of one chunk, which is {Batch<TLane>.PanelSize * Batch<TLane>.ChunkSize} sequences at most.");
        }

        _held ??= new LaneBuffer<TLane>((long)Batch<TLane>.PanelsFor(Capacity) * Batch<TLane>.ColumnsPerPanel * _kernels.ValuesLength);
        _passes.Hold(0, _held.Pointer);
    }

    internal override double LossWithHeld(ReadOnlySpan<double> parameters)
    {
        LoadParameters(parameters);
        return _passes.LossWithHeld(0, (_held ?? throw new InvalidOperationException("No values are held.")).Pointer);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _batch.Dispose();
            _passes.Dispose();
            _held?.Dispose();
        }
    }

    private double Compute(ReadOnlySpan<double> parameters, Span<double> gradient, Span<double> predictions)
    {
        LoadParameters(parameters);
        var loss = Pass(gradient, predictions);
        if (_passes.LeavesOutColumns && !(double.IsFinite(loss) && NotFinite.FirstIn(gradient) < 0))
        {
            _passes.Arrange(allColumns: true);
            loss = Pass(gradient, predictions);
            _passes.Arrange();
        }

        return loss;
    }

    private double Pass(Span<double> gradient, Span<double> predictions)
    {
        gradient.Clear();
        var loss = 0.0;
        for (var chunk = 0; chunk < _batch.Chunks; chunk++)
        {
            loss += _passes.Compute(chunk, gradient, predictions);
        }

        return loss;
    }

    private void LoadParameters(ReadOnlySpan<double> parameters)
    {
        ThrowIfDisposed();
        if (Count == 0)
        {
            throw new InvalidOperationException("No sequences are loaded.");
        }

        _passes.Begin(parameters);
    }

    private void CheckLength(Span<double> predictions) =>
        ArgumentOutOfRangeException.ThrowIfNotEqual(
            predictions.Length, (long)Count * (_experiment.AnswersAtEveryStep ? _experiment.SequenceLength : 1) * _experiment.OutputSize);

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_passes.IsDisposed, this);
}
