using System.Runtime.CompilerServices;
using RnnGen.Numerics;

namespace RnnGen.Evaluation;

/// <summary>The predictor for one register width: sequence s is lane s % Count of column s / Count.</summary>
internal sealed unsafe class Predictor<TLane> : Predictor
    where TLane : unmanaged, ILane<TLane>
{
    private readonly Kernels<TLane> _kernels;
    private readonly CarriedState[] _states;
    private readonly bool _answersAtEveryStep;
    private readonly int _inputSize;
    private readonly int _outputSize;
    private readonly int _columns;
    private readonly LaneBuffer<TLane> _parameters;
    private readonly LaneBuffer<TLane> _inputs;
    private readonly LaneBuffer<TLane> _initial;
    private readonly LaneBuffer<TLane> _values;
    private bool _isFirst;

    public Predictor(Experiment experiment, ReadOnlySpan<double> parameters, int sequences)
    {
        _kernels = experiment.GetStepKernels<TLane>()
            ?? throw new NotSupportedException($"{experiment.Name} has a layer that reads backward, and cannot answer before a sequence's end.");
        _states = [.. _kernels.CarriedStates ?? []];
        (_answersAtEveryStep, _inputSize, _outputSize) = (experiment.AnswersAtEveryStep, experiment.InputSize, experiment.OutputSize);
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
        _isFirst = true;
    }

    public override void Advance(ReadOnlySpan<double> inputs)
    {
        ObjectDisposedException.ThrowIf(_inputs.IsClosed, this);
        ArgumentOutOfRangeException.ThrowIfNotEqual(inputs.Length, Sequences * _inputSize);
        WriteInputs(inputs, _inputSize, Sequences);
        ComputeStep(_columns);
    }

    public override void Answer(Span<double> answers)
    {
        ObjectDisposedException.ThrowIf(_inputs.IsClosed, this);
        ArgumentOutOfRangeException.ThrowIfNotEqual(answers.Length, Sequences * _outputSize);
        if (_isFirst)
        {
            throw new InvalidOperationException("There is no answer before the first step.");
        }

        ComputeAnswers(_columns);
        ReadAnswers(answers, _outputSize, Sequences);
    }

    public override void Predict(int steps, ReadOnlySpan<double> inputs, Span<double> answers)
    {
        ObjectDisposedException.ThrowIf(_inputs.IsClosed, this);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        var (whole, rest) = Math.DivRem(inputs.Length, (long)steps * _inputSize);
        ArgumentOutOfRangeException.ThrowIfNotEqual(rest, 0, nameof(inputs));
        var answersPerSequence = (long)_outputSize * (_answersAtEveryStep ? steps : 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(answers.Length, whole * answersPerSequence);

        if (!_isFirst)
        {
            Reset();
        }

        // Where there is a sequence, both spans have room for what belongs to it.
        var (count, answersLength) = ((int)whole, (int)answersPerSequence);
        for (var first = 0; first < count; first += Sequences)
        {
            var sequences = Math.Min(Sequences, count - first);
            var columns = (sequences + TLane.Count - 1) / TLane.Count;
            for (var step = 0; step < steps; step++)
            {
                WriteInputs(inputs[(((first * steps) + step) * _inputSize)..], steps * _inputSize, sequences);
                ComputeStep(columns);
                if (_answersAtEveryStep || step == steps - 1)
                {
                    ComputeAnswers(columns);
                    ReadAnswers(answers[((first * answersLength) + (_answersAtEveryStep ? step * _outputSize : 0))..], answersLength, sequences);
                }
            }

            Reset();
        }
    }

    // One step, after which its states are those before the next one.
    private void ComputeStep(int columns)
    {
        var step = _isFirst && _kernels.First is not null ? _kernels.First : _kernels.Forward;
        step(_parameters.Pointer, _inputs.Pointer, _values.Pointer, _values.Pointer, columns, 1);
        _isFirst = false;
        for (var column = 0; column < columns; column++)
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

    private void ComputeAnswers(int columns) => _kernels.Answer(_parameters.Pointer, _inputs.Pointer, _values.Pointer, _values.Pointer, columns, 1);

    // The inputs of a sequence stand behind those of the one before it at a distance. Input by input, since lanes are neighbours.
    [MethodImpl(JitOptions.Kernel)]
    private void WriteInputs(ReadOnlySpan<double> inputs, int distance, int sequences)
    {
        fixed (double* first = inputs)
        {
            for (var column = 0; column * TLane.Count < sequences; column++)
            {
                var numbers = new Numbers<TLane>(_inputs.Pointer + ((long)column * _kernels.InputsLength));
                var from = first + ((long)column * TLane.Count * distance);
                var lanes = Math.Min(TLane.Count, sequences - (column * TLane.Count));
                for (var i = 0; i < _inputSize; i++)
                {
                    for (var lane = 0; lane < lanes; lane++)
                    {
                        numbers.Set((i * TLane.Count) + lane, from[((long)lane * distance) + i]);
                    }
                }

                if (_kernels.LooksUpInputs)
                {
                    WriteSymbols(numbers + (_inputSize * TLane.Count), from, distance, lanes);
                }
            }
        }
    }

    private void WriteSymbols(Numbers<TLane> symbols, double* inputs, int distance, int lanes)
    {
        for (var lane = 0; lane < lanes; lane++)
        {
            var symbol = InputSymbols.Of(new ReadOnlySpan<double>(inputs + ((long)lane * distance), _inputSize));
            if (symbol == InputSymbols.None)
            {
                symbols.Set(0, symbol);
                return;
            }

            symbols.Set(lane, symbol);
        }
    }

    [MethodImpl(JitOptions.Kernel)]
    private void ReadAnswers(Span<double> answers, int distance, int sequences)
    {
        fixed (double* first = answers)
        {
            for (var column = 0; column * TLane.Count < sequences; column++)
            {
                var numbers = new Numbers<TLane>(_values.Pointer + ((long)column * _kernels.ValuesLength));
                var to = first + ((long)column * TLane.Count * distance);
                var lanes = Math.Min(TLane.Count, sequences - (column * TLane.Count));
                for (var j = 0; j < _outputSize; j++)
                {
                    for (var lane = 0; lane < lanes; lane++)
                    {
                        to[((long)lane * distance) + j] = numbers.Get((j * TLane.Count) + lane);
                    }
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
}
