using System.Runtime.CompilerServices;
using RnnGen.Numerics;

namespace RnnGen.Evaluation;

/// <summary>The predictor for one register width: sequence s is lane s % Count of column s / Count.</summary>
internal sealed unsafe class Predictor<TLane> : Predictor
    where TLane : unmanaged, ILane<TLane>
{
    private readonly Kernels<TLane> _kernels;
    private readonly CarriedState[] _states;
    private readonly int _inputSize;
    private readonly int _outputSize;
    private readonly int _columns;
    private readonly LaneBuffer<TLane> _parameters;
    private readonly LaneBuffer<TLane> _inputs;
    private readonly LaneBuffer<TLane> _initial;
    private readonly LaneBuffer<TLane> _values;

    public Predictor(Experiment experiment, ReadOnlySpan<double> parameters, int sequences)
    {
        _kernels = experiment.GetStepKernels<TLane>()
            ?? throw new NotSupportedException($"{experiment.Name} has a layer that reads backward, and cannot answer before a sequence's end.");
        _states = [.. _kernels.CarriedStates ?? []];
        (_inputSize, _outputSize) = (experiment.InputSize, experiment.OutputSize);
        Sequences = sequences;
        _columns = (sequences + TLane.Count - 1) / TLane.Count;
        ArgumentOutOfRangeException.ThrowIfNotEqual(parameters.Length, experiment.Layout.Length);
        _parameters = LoadedParameters.Room(_kernels, parameters.Length);
        LoadedParameters.Load(_kernels, parameters, _parameters.Pointer);
        _inputs = new LaneBuffer<TLane>((long)_columns * _kernels.InputsLength);
        _initial = new LaneBuffer<TLane>(_inputs.Length);
        _values = new LaneBuffer<TLane>((long)_columns * _kernels.ValuesLength);
        foreach (var state in _states)
        {
            if (state.InitialParameter is { } first)
            {
                for (var i = 0; i < _columns * state.Length; i++)
                {
                    var (column, unit) = Math.DivRem(i, state.Length);
                    _initial.Pointer[((long)column * _kernels.InputsLength) + state.Input + unit] = TLane.Create(parameters[first + unit]);
                }
            }
        }

        Reset();
    }

    public override int Sequences { get; }

    public override void Reset()
    {
        ObjectDisposedException.ThrowIf(_inputs.IsClosed, this);
        _initial.CopyTo(_inputs);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Advance(ReadOnlySpan<double> inputs, Span<double> answers)
    {
        ObjectDisposedException.ThrowIf(_inputs.IsClosed, this);
        ArgumentOutOfRangeException.ThrowIfNotEqual(inputs.Length, Sequences * _inputSize);
        ArgumentOutOfRangeException.ThrowIfNotEqual(answers.Length, Sequences * _outputSize);
        for (var sequence = 0; sequence < Sequences; sequence++)
        {
            var numbers = Column(_inputs, sequence, _kernels.InputsLength);
            for (var i = 0; i < _inputSize; i++)
            {
                numbers.Set(i * TLane.Count, inputs[(sequence * _inputSize) + i]);
            }
        }

        _kernels.Forward(_parameters.Pointer, _inputs.Pointer, _values.Pointer, _values.Pointer, _columns, 1);
        for (var sequence = 0; sequence < Sequences; sequence++)
        {
            var numbers = Column(_values, sequence, _kernels.ValuesLength);
            for (var j = 0; j < _outputSize; j++)
            {
                answers[(sequence * _outputSize) + j] = numbers.Get(j * TLane.Count);
            }
        }

        for (var column = 0; column < _columns; column++)
        {
            var values = _values.Pointer + ((long)column * _kernels.ValuesLength);
            var next = _inputs.Pointer + ((long)column * _kernels.InputsLength);
            foreach (var state in _states)
            {
                for (var i = 0; i < state.Length; i++)
                {
                    next[state.Input + i] = values[state.Value + i];
                }
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _parameters.Dispose();
            _inputs.Dispose();
            _initial.Dispose();
            _values.Dispose();
        }
    }

    // The numbers of a sequence: every Count-th from its lane of its column's first register on.
    private static Numbers<TLane> Column(LaneBuffer<TLane> buffer, int sequence, int length)
    {
        var (column, lane) = Math.DivRem(sequence, TLane.Count);
        return new Numbers<TLane>(buffer.Pointer + ((long)column * length)) + lane;
    }
}
