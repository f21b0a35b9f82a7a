using RnnGen.Data;
using RnnGen.Numerics;

namespace RnnGen.Evaluation;

/// <summary>The evaluator for one register width: sequences into lanes, parameters in, <see cref="Passes{TLane}"/> over the chunks, and answers out of lanes.</summary>
internal sealed unsafe class Evaluator<TLane> : Evaluator
    where TLane : unmanaged, ILane<TLane>
{
    private readonly Experiment _experiment;
    private readonly Kernels<TLane> _kernels;
    private readonly Batch<TLane> _batch;
    private readonly Passes<TLane> _passes;
    private LaneBuffer<TLane>? _held;

    public Evaluator(Experiment experiment, int capacity, int? threads)
    {
        _experiment = experiment;
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
        _batch.Load(sequences);
    }

    public override double Loss(ReadOnlySpan<double> parameters)
    {
        LoadParameters(parameters);
        var loss = 0.0;
        for (var chunk = 0; chunk < _batch.Chunks; chunk++)
        {
            _passes.Forward(chunk);
            loss += _passes.Loss(chunk);
        }

        return loss;
    }

    public override double Gradient(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(gradient.Length, _experiment.Layout.Length);
        LoadParameters(parameters);
        gradient.Clear();
        var loss = 0.0;
        for (var chunk = 0; chunk < _batch.Chunks; chunk++)
        {
            loss += _passes.Gradient(chunk, gradient);
        }

        return loss;
    }

    public override void Predict(ReadOnlySpan<double> parameters, Span<double> predictions)
    {
        var answers = _experiment.AnswersAtEveryStep ? _experiment.SequenceLength : 1;
        ArgumentOutOfRangeException.ThrowIfNotEqual(predictions.Length, Count * answers * _experiment.OutputSize);
        LoadParameters(parameters);
        var computed = -1;
        for (var i = 0; i < Count; i++)
        {
            var (chunk, _, _) = _batch.Place(i);
            if (chunk != computed)
            {
                _passes.Forward(chunk);
                computed = chunk;
            }

            CopyAnswers(i, predictions);
        }
    }

    public override void Answers(Span<double> predictions)
    {
        var answers = _experiment.AnswersAtEveryStep ? _experiment.SequenceLength : 1;
        ArgumentOutOfRangeException.ThrowIfNotEqual(predictions.Length, Count * answers * _experiment.OutputSize);
        ThrowIfDisposed();
        if (_batch.Chunks != 1)
        {
            throw new InvalidOperationException($"Predictions are kept of one chunk, which is {Batch<TLane>.PanelSize * Batch<TLane>.ChunkSize} sequences at most.");
        }

        for (var i = 0; i < Count; i++)
        {
            CopyAnswers(i, predictions);
        }
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
        if (_kernels.CarriedStates is null)
        {
            return;
        }

        CheckOneChunk("Carried states are");
        ForEachCarriedState((inputs, values, state) => new Span<TLane>(values + state.Value, state.Length).CopyTo(new Span<TLane>(inputs + state.Input, state.Length)));
    }

    public override void ResetState() => ForEachCarriedState((inputs, _, state) => new Span<TLane>(inputs + state.Input, state.Length).Clear());

    /// <summary>Keeps what stands under stop_gradient as the last forward pass computed it, for <see cref="LossWithHeld"/>.</summary>
    internal override void Hold()
    {
        ThrowIfDisposed();
        CheckOneChunk("Values are held");
        _held ??= new LaneBuffer<TLane>(_passes.Values.Length);
        _passes.Values.CopyTo(_held);
    }

    internal override double LossWithHeld(ReadOnlySpan<double> parameters)
    {
        LoadParameters(parameters);
        _passes.Forward(0, (_held ?? throw new InvalidOperationException("No values are held.")).Pointer);
        return _passes.Loss(0);
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

    private void LoadParameters(ReadOnlySpan<double> parameters)
    {
        ThrowIfDisposed();
        _passes.Load(parameters);
    }

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_passes.Values.IsClosed, this);

    private delegate void CarryOn(TLane* inputs, TLane* values, CarriedState state);

    private void ForEachCarriedState(CarryOn carryOn)
    {
        ThrowIfDisposed();
        if (_kernels.CarriedStates is not { } states)
        {
            return;
        }

        for (var column = 0; column < _batch.PanelsOf(0) * Batch<TLane>.ColumnsPerPanel; column++)
        {
            foreach (var state in states)
            {
                carryOn(_batch.InputsOf(0) + ((long)column * _kernels.InputsLength), _passes.Values.Pointer + ((long)column * _kernels.ValuesLength), state);
            }
        }
    }

    private void CheckOneChunk(string what)
    {
        if (_batch.Chunks != 1)
        {
            throw new InvalidOperationException($"{what} of one chunk, which is {Batch<TLane>.PanelSize * Batch<TLane>.ChunkSize} sequences at most.");
        }
    }

    // From the values of the sequence's chunk, which must be the last that was computed.
    private void CopyAnswers(int sequence, Span<double> predictions)
    {
        var answers = _experiment.AnswersAtEveryStep ? _experiment.SequenceLength : 1;
        var (_, column, lane) = _batch.Place(sequence);
        var values = new Numbers<TLane>(_passes.Values.Pointer + ((long)column * _kernels.ValuesLength)) + lane;
        var length = _batch.LengthOf(sequence);
        for (var answer = 0; answer < answers; answer++)
        {
            var step = _experiment.AnswersAtEveryStep ? answer : length - 1;
            var isReal = step < length;
            for (var j = 0; j < _experiment.OutputSize; j++)
            {
                predictions[(((sequence * answers) + answer) * _experiment.OutputSize) + j] = isReal ? values.Get(((step * _kernels.ValueStride) + j) * TLane.Count) : 0;
            }
        }
    }
}
