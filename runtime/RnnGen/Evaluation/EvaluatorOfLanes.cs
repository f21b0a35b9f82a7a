using System.Runtime.CompilerServices;
using RnnGen.Data;
using RnnGen.Numerics;

namespace RnnGen.Evaluation;

/// <summary>
/// The evaluator for one register width. The order of every sum is the same for all: within a chunk each of the panel's lanes adds up its
/// sequences, then one tree adds the lanes, then the chunks are added in their order.
/// </summary>
internal sealed unsafe class Evaluator<TLane> : Evaluator
    where TLane : unmanaged, ILane<TLane>
{
    private readonly Experiment _experiment;
    private readonly Kernels<TLane> _kernels;
    private readonly Batch<TLane> _batch;
    private readonly int _outputSize;
    private readonly int _parameterCount;
    private readonly LaneBuffer<TLane> _parameters;
    private readonly LaneBuffer<TLane> _values;
    private readonly LaneBuffer<TLane> _gradients;
    private readonly ThreadTeam? _team;
    private readonly Action<int, int> _forwardPart;
    private readonly Action<int, int> _backwardPart;
    private readonly Action<int, int> _gradientPart;
    private readonly Action<int, int> _sumPart;
    private LaneBuffer<TLane>? _held;

    // What the parts of the pass at hand belong to.
    private int _chunk;
    private TLane* _heldValues;
    private double* _gradient;

    public Evaluator(Experiment experiment, int capacity, int? threads)
    {
        _experiment = experiment;
        _kernels = experiment.GetKernels<TLane>();
        _batch = new Batch<TLane>(experiment, capacity, _kernels);
        _outputSize = experiment.OutputSize;
        _parameterCount = experiment.Layout.Length;
        _parameters = LoadedParameters.Room(_kernels, _parameterCount);
        var panels = Math.Min(Batch<TLane>.PanelsFor(capacity), Batch<TLane>.ChunkSize);
        _values = new LaneBuffer<TLane>((long)panels * Batch<TLane>.ColumnsPerPanel * _kernels.ValuesLength);
        _gradients = new LaneBuffer<TLane>((long)Batch<TLane>.ColumnsPerPanel * _parameterCount);
        (_forwardPart, _backwardPart, _gradientPart, _sumPart) = (ForwardPart, BackwardPart, GradientPart, SumPart);
        var most = Math.Min(threads ?? DefaultThreads(panels), panels * Batch<TLane>.ColumnsPerPanel);
        _team = IsParallel && most > 1 ? new ThreadTeam(most) : null;
    }

    // Code with calls of kernels leaves it to its caller in which parts it runs.
    private bool IsParallel => _kernels.Gradients is not null;

    // The work of one thread should take some hundred microseconds, since threads wait for one another three times a pass.
    private int DefaultThreads(int panels) => (int)Math.Min(ThreadTeam.Most, (long)_parameterCount * _experiment.SequenceLength * panels / 500_000);

    public override int Capacity => _batch.Capacity;

    public override int Count => _batch.Count;

    public override double WeightSum => _batch.WeightSum;

    public override void Load(IReadOnlyList<Sequence> sequences)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        ObjectDisposedException.ThrowIf(_parameters.IsClosed, this);
        _batch.Load(sequences);
    }

    public override double Loss(ReadOnlySpan<double> parameters)
    {
        Load(parameters);
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
        Load(parameters);
        gradient.Clear();
        var loss = 0.0;
        for (var chunk = 0; chunk < _batch.Chunks; chunk++)
        {
            Forward(chunk);
            loss += ChunkLoss(chunk);
            Backward(chunk, gradient);
        }

        return loss;
    }

    public override void Predict(ReadOnlySpan<double> parameters, Span<double> predictions)
    {
        var answers = _experiment.AnswersAtEveryStep ? _experiment.SequenceLength : 1;
        ArgumentOutOfRangeException.ThrowIfNotEqual(predictions.Length, Count * answers * _outputSize);
        Load(parameters);
        var computed = -1;
        for (var i = 0; i < Count; i++)
        {
            var (chunk, _, _) = _batch.Place(i);
            if (chunk != computed)
            {
                Forward(chunk);
                computed = chunk;
            }

            CopyAnswers(i, predictions);
        }
    }

    public override void Answers(Span<double> predictions)
    {
        var answers = _experiment.AnswersAtEveryStep ? _experiment.SequenceLength : 1;
        ArgumentOutOfRangeException.ThrowIfNotEqual(predictions.Length, Count * answers * _outputSize);
        ObjectDisposedException.ThrowIf(_parameters.IsClosed, this);
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
        _batch.WriteMasks((seed, epoch), sequences);
    }

    public override void KeepUnits() => _batch.WriteMasks(null, []);

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
        CheckOneChunk("Values are held");
        _held ??= new LaneBuffer<TLane>(_values.Length);
        _values.CopyTo(_held);
    }

    internal override double LossWithHeld(ReadOnlySpan<double> parameters)
    {
        Load(parameters);
        Forward(0, (_held ?? throw new InvalidOperationException("No values are held.")).Pointer);
        return ChunkLoss(0);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _batch.Dispose();
            _parameters.Dispose();
            _values.Dispose();
            _gradients.Dispose();
            _held?.Dispose();
            _team?.Dispose();
        }
    }

    private void Load(ReadOnlySpan<double> parameters)
    {
        ObjectDisposedException.ThrowIf(_parameters.IsClosed, this);
        ArgumentOutOfRangeException.ThrowIfNotEqual(parameters.Length, _parameterCount);
        LoadedParameters.Load(_kernels, parameters, _parameters.Pointer);
    }

    private delegate void CarryOn(TLane* inputs, TLane* values, CarriedState state);

    private void ForEachCarriedState(CarryOn carryOn)
    {
        if (_kernels.CarriedStates is not { } states)
        {
            return;
        }

        for (var column = 0; column < _batch.PanelsOf(0) * Batch<TLane>.ColumnsPerPanel; column++)
        {
            foreach (var state in states)
            {
                carryOn(_batch.InputsOf(0) + ((long)column * _kernels.InputsLength), _values.Pointer + ((long)column * _kernels.ValuesLength), state);
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

    private void Forward(int chunk) => Forward(chunk, _values.Pointer);

    // Where lengths differ, a panel runs only to its longest sequence, and so each of its columns is a call of its own.
    private void Forward(int chunk, TLane* held)
    {
        var panels = _batch.PanelsOf(chunk);
        var columns = panels * Batch<TLane>.ColumnsPerPanel;
        var inputs = _batch.InputsOf(chunk);
        var values = _values.Pointer;
        if (IsParallel)
        {
            _chunk = chunk;
            _heldValues = held;
            Run(_forwardPart);
            return;
        }

        if (!_experiment.HasVariableLength)
        {
            _kernels.Forward(_parameters.Pointer, inputs, values, held, columns, _experiment.SequenceLength);
            return;
        }

        for (var column = 0; column < columns; column++)
        {
            _kernels.Forward(_parameters.Pointer, inputs, values, held, 1, _batch.StepsOf(chunk, column % panels));
            inputs += _kernels.InputsLength;
            values += _kernels.ValuesLength;
            held += _kernels.ValuesLength;
        }
    }

    // From the values of the sequence's chunk, which must be the last that was computed.
    private void CopyAnswers(int sequence, Span<double> predictions)
    {
        var answers = _experiment.AnswersAtEveryStep ? _experiment.SequenceLength : 1;
        var (_, column, lane) = _batch.Place(sequence);
        var values = new Numbers<TLane>(_values.Pointer + ((long)column * _kernels.ValuesLength)) + lane;
        var length = _batch.LengthOf(sequence);
        for (var answer = 0; answer < answers; answer++)
        {
            var step = _experiment.AnswersAtEveryStep ? answer : length - 1;
            var isReal = step < length;
            for (var j = 0; j < _outputSize; j++)
            {
                predictions[(((sequence * answers) + answer) * _outputSize) + j] = isReal ? values.Get(((step * _kernels.ValueStride) + j) * TLane.Count) : 0;
            }
        }
    }

    private void Run(Action<int, int> part)
    {
        if (_team is null)
        {
            part(0, 1);
        }
        else
        {
            _team.Run(part);
        }
    }

    // Columns with the same lanes of their panels share accumulators.
    private void Backward(int chunk, Span<double> gradient)
    {
        if (IsParallel)
        {
            fixed (double* target = gradient)
            {
                _chunk = chunk;
                _gradient = target;
                Run(_backwardPart);
                Run(_gradientPart);
                Run(_sumPart);
            }

            return;
        }

        _gradients.Clear();
        var panels = _batch.PanelsOf(chunk);
        var inputs = _batch.InputsOf(chunk);
        var values = _values.Pointer;
        var gradients = _gradients.Pointer;
        for (var group = 0; group < Batch<TLane>.ColumnsPerPanel; group++)
        {
            if (!_experiment.HasVariableLength)
            {
                _kernels.Backward(_parameters.Pointer, inputs, values, gradients, panels, _experiment.SequenceLength);
            }

            for (var panel = 0; panel < panels; panel++)
            {
                if (_experiment.HasVariableLength)
                {
                    _kernels.Backward(_parameters.Pointer, inputs, values, gradients, 1, _batch.StepsOf(chunk, panel));
                }

                inputs += _kernels.InputsLength;
                values += _kernels.ValuesLength;
            }

            gradients += _parameterCount;
        }

        AddLanes(gradient, 0, _parameterCount);
    }

    // A part of the columns through all steps.
    private void ForwardPart(int part, int parts)
    {
        var (first, count) = Columns(part, parts);
        _kernels.Forward(
            _parameters.Pointer,
            _batch.InputsOf(_chunk) + (first * _kernels.InputsLength),
            _values.Pointer + (first * _kernels.ValuesLength),
            _heldValues + (first * _kernels.ValuesLength),
            count,
            _batch.StepsOf(_chunk));
    }

    private void BackwardPart(int part, int parts)
    {
        var (firstSum, endSum) = Sums(part, parts);
        for (var group = 0; group < Batch<TLane>.ColumnsPerPanel; group++)
        {
            new Span<TLane>(_gradients.Pointer + ((long)group * _parameterCount) + firstSum, endSum - firstSum).Clear();
        }

        var (first, count) = Columns(part, parts);
        _kernels.Backward(
            _parameters.Pointer,
            _batch.InputsOf(_chunk) + (first * _kernels.InputsLength),
            _values.Pointer + (first * _kernels.ValuesLength),
            null,
            count,
            _batch.StepsOf(_chunk));
    }

    private (long First, int Count) Columns(int part, int parts)
    {
        var columns = _batch.PanelsOf(_chunk) * Batch<TLane>.ColumnsPerPanel;
        var first = columns * part / parts;
        return (first, (columns * (part + 1) / parts) - first);
    }

    private void SumPart(int part, int parts)
    {
        var (first, end) = Sums(part, parts);
        AddLanes(new Span<double>(_gradient, _parameterCount), first, end);
    }

    private (int First, int End) Sums(int part, int parts) => ((int)((long)_parameterCount * part / parts), (int)((long)_parameterCount * (part + 1) / parts));

    // A part of the parameters' gradients over all columns and steps; where lengths differ panel by panel, since each has its own last step.
    private void GradientPart(int part, int parts)
    {
        var panels = _batch.PanelsOf(_chunk);
        var inputs = _batch.InputsOf(_chunk);
        var values = _values.Pointer;
        var gradients = _gradients.Pointer;
        for (var group = 0; group < Batch<TLane>.ColumnsPerPanel; group++)
        {
            if (!_experiment.HasVariableLength)
            {
                _kernels.Gradients(_parameters.Pointer, inputs, values, gradients, panels, _experiment.SequenceLength, part, parts);
            }

            for (var panel = 0; panel < panels; panel++)
            {
                if (_experiment.HasVariableLength)
                {
                    _kernels.Gradients(_parameters.Pointer, inputs, values, gradients, 1, _batch.StepsOf(_chunk, panel), part, parts);
                }

                inputs += _kernels.InputsLength;
                values += _kernels.ValuesLength;
            }

            gradients += _parameterCount;
        }
    }

    // A column's loss is the sum over its answers of loss times share, each product added by one fused multiply-add; so are the panels.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double ChunkLoss(int chunk)
    {
        var lanes = stackalloc TLane[Batch<TLane>.PanelSize];
        var panels = _batch.PanelsOf(chunk);
        var hasAnswerEachStep = _kernels.ValueStride > 0;
        var shares = _batch.InputsOf(chunk) + (hasAnswerEachStep ? _batch.ShareOffset : 0);
        var losses = _values.Pointer + _outputSize;
        for (var group = 0; group < Batch<TLane>.ColumnsPerPanel; group++)
        {
            var sum = TLane.Zero;
            for (var panel = 0; panel < panels; panel++)
            {
                var answers = hasAnswerEachStep ? _batch.StepsOf(chunk, panel) : 1;
                for (var answer = 0; answer < answers; answer++)
                {
                    sum = sum.PlusProduct(losses[answer * _kernels.ValueStride], shares[answer * _kernels.InputStride]);
                }

                losses += _kernels.ValuesLength;
                shares += _kernels.InputsLength;
            }

            lanes[group] = sum;
        }

        return LaneSum<TLane>.Of(lanes, 0, 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddLanes(Span<double> gradient, int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            gradient[i] += LaneSum<TLane>.Of(_gradients.Pointer, i, _parameterCount);
        }
    }
}
