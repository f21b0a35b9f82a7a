using System.Runtime.CompilerServices;
using RnnGen.Numerics;

namespace RnnGen.Evaluation;

/// <summary>
/// The passes of the generated code over one chunk of a batch at a time, alone or shared among threads. The order of every sum is the same for all: within a chunk each
/// of the panel's lanes adds up its sequences, then one tree adds the lanes, then the chunks are added in their order.
/// </summary>
internal sealed unsafe class Passes<TLane> : IDisposable
    where TLane : unmanaged, ILane<TLane>
{
    private readonly Experiment _experiment;
    private readonly Kernels<TLane> _kernels;
    private readonly Batch<TLane> _batch;
    private readonly int _parameterCount;
    private readonly LaneBuffer<TLane> _parameters;
    private readonly LaneBuffer<TLane> _gradients;
    private readonly ThreadTeam? _team;
    private readonly Action<int, int> _forwardPart;
    private readonly Action<int, int> _gradientPart;

    // What the parts of the pass at hand belong to.
    private int _chunk;
    private TLane* _heldValues;
    private double* _gradient;

    public Passes(Experiment experiment, Batch<TLane> batch, Kernels<TLane> kernels, int? threads)
    {
        (_experiment, _batch, _kernels) = (experiment, batch, kernels);
        _parameterCount = experiment.Layout.Length;
        _parameters = LoadedParameters.Room(_kernels, _parameterCount);
        var panels = Math.Min(Batch<TLane>.PanelsFor(batch.Capacity), Batch<TLane>.ChunkSize);
        Values = new LaneBuffer<TLane>((long)panels * Batch<TLane>.ColumnsPerPanel * _kernels.ValuesLength);
        _gradients = new LaneBuffer<TLane>((long)Batch<TLane>.ColumnsPerPanel * _parameterCount);
        (_forwardPart, _gradientPart) = (ForwardPart, GradientPart);
        var most = Math.Min(threads ?? DefaultThreads(panels), panels * Batch<TLane>.ColumnsPerPanel);
        _team = IsParallel && most > 1 ? new ThreadTeam(most) : null;
    }

    /// <summary>What the last pass computed, of one chunk.</summary>
    public LaneBuffer<TLane> Values { get; }

    /// <summary>Brings parameters in.</summary>
    public void Load(ReadOnlySpan<double> parameters)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(parameters.Length, _parameterCount);
        LoadedParameters.Load(_kernels, parameters, _parameters.Pointer);
    }

    /// <summary>Computes predictions and losses of a chunk.</summary>
    public void Forward(int chunk) => Forward(chunk, Values.Pointer);

    /// <summary>Computes them with what stands under stop_gradient read from other values.</summary>
    /// <remarks>Where lengths differ, a panel runs only to its longest sequence, and so each of its columns is a call of its own.</remarks>
    public void Forward(int chunk, TLane* held)
    {
        var panels = _batch.PanelsOf(chunk);
        var columns = panels * Batch<TLane>.ColumnsPerPanel;
        var inputs = _batch.InputsOf(chunk);
        var values = Values.Pointer;
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

    /// <summary>The loss of a chunk, after its forward pass.</summary>
    /// <remarks>A column's loss is the sum over its answers of loss times share, each product added by one fused multiply-add; so are the panels.</remarks>
    [SkipLocalsInit]
    [MethodImpl(JitOptions.Kernel)]
    public double Loss(int chunk)
    {
        var lanes = stackalloc TLane[Batch<TLane>.PanelSize];
        var panels = _batch.PanelsOf(chunk);
        var hasAnswerEachStep = _kernels.ValueStride > 0;
        var shares = _batch.InputsOf(chunk) + (hasAnswerEachStep ? _batch.ShareOffset : 0);
        var losses = Values.Pointer + _experiment.OutputSize;
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

    /// <summary>Adds a chunk's share to the gradient and returns its loss.</summary>
    public double Gradient(int chunk, Span<double> gradient)
    {
        if (IsParallel)
        {
            fixed (double* target = gradient)
            {
                _chunk = chunk;
                _heldValues = Values.Pointer;
                _gradient = target;
                Run(_gradientPart);
            }
        }
        else
        {
            Forward(chunk);
            Backward(chunk, gradient);
        }

        return Loss(chunk);
    }

    public void Dispose()
    {
        _parameters.Dispose();
        Values.Dispose();
        _gradients.Dispose();
        _team?.Dispose();
    }

    // Columns with the same lanes of their panels share accumulators.
    private void Backward(int chunk, Span<double> gradient)
    {
        _gradients.Clear();
        var panels = _batch.PanelsOf(chunk);
        var inputs = _batch.InputsOf(chunk);
        var values = Values.Pointer;
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

    // Code with calls of kernels leaves it to its caller in which parts it runs.
    private bool IsParallel => _kernels.Gradients is not null;

    // The work of one thread should take some hundred microseconds, since threads wait for one another four times a pass.
    private int DefaultThreads(int panels) => (int)Math.Min(Threads.Most, (long)_parameterCount * _experiment.SequenceLength * panels / 500_000);

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

    // A part of the columns through all steps.
    private void ForwardPart(int part, int parts)
    {
        var (first, count) = Columns(part, parts);
        _kernels.Forward(
            _parameters.Pointer,
            _batch.InputsOf(_chunk) + (first * _kernels.InputsLength),
            Values.Pointer + (first * _kernels.ValuesLength),
            _heldValues + (first * _kernels.ValuesLength),
            count,
            _batch.StepsOf(_chunk));
    }

    // A part of the columns there and back, then a part of the matrices' rows, then a part of all parameters.
    private void GradientPart(int part, int parts)
    {
        var (firstSum, endSum) = Sums(part, parts);
        for (var group = 0; group < Batch<TLane>.ColumnsPerPanel; group++)
        {
            new Span<TLane>(_gradients.Pointer + ((long)group * _parameterCount) + firstSum, endSum - firstSum).Clear();
        }

        ForwardPart(part, parts);
        BackwardPart(part, parts);
        _team?.Meet();
        AddPart(part, parts);
        _team?.Meet();
        AddLanes(new Span<double>(_gradient, _parameterCount), firstSum, endSum);
    }

    private void BackwardPart(int part, int parts)
    {
        var (first, count) = Columns(part, parts);
        _kernels.Backward(
            _parameters.Pointer,
            _batch.InputsOf(_chunk) + (first * _kernels.InputsLength),
            Values.Pointer + (first * _kernels.ValuesLength),
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

    // A part of the parameters' gradients over all columns and steps; where lengths differ panel by panel, since each has its own last step.
    private void AddPart(int part, int parts)
    {
        var panels = _batch.PanelsOf(_chunk);
        var inputs = _batch.InputsOf(_chunk);
        var values = Values.Pointer;
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

    private (int First, int End) Sums(int part, int parts) => ((int)((long)_parameterCount * part / parts), (int)((long)_parameterCount * (part + 1) / parts));

    [MethodImpl(JitOptions.Kernel)]
    private void AddLanes(Span<double> gradient, int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            gradient[i] += LaneSum<TLane>.Of(_gradients.Pointer, i, _parameterCount);
        }
    }
}
