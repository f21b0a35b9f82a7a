using RnnGen.Data;
using RnnGen.Numerics;
using RnnGen.Randomness;

namespace RnnGen.Evaluation;

/// <summary>Checks sequences against a network's sizes and writes them into a lane of its inputs.</summary>
internal sealed class SequenceWriter<TLane>(Experiment experiment, Kernels<TLane> kernels)
    where TLane : unmanaged, ILane<TLane>
{
    private readonly int _inputs = experiment.InputSize;
    private readonly double[] _step = new double[experiment.InputSize];
    private readonly int _outputs = experiment.OutputSize;
    private readonly int _steps = experiment.SequenceLength;
    private readonly IReadOnlyList<double> _classWeights = experiment.ClassWeights;
    private readonly IReadOnlyList<DropoutMask> _masks = experiment.DropoutMasks;
    private readonly int _maskLength = LengthOf(experiment.DropoutMasks);
    private readonly bool _answersAtEveryStep = experiment.AnswersAtEveryStep;
    private readonly bool _hasVariableLength = experiment.HasVariableLength;
    private readonly bool _hasOutputEachStep = experiment.AnswersAtEveryStep || experiment.HasVariableLength;

    /// <summary>Where the share of the first step stands, where there is one at every step.</summary>
    public int ShareOffset => InputsLength + (_hasVariableLength ? 1 : 0) + _outputs;

    // A loop, since the first epoch waits for what is loaded and compiled before it.
    private static int LengthOf(IReadOnlyList<DropoutMask> masks)
    {
        var length = 0;
        for (var i = 0; i < masks.Count; i++)
        {
            length = checked(length + masks[i].Size);
        }

        return length;
    }

    // The inputs of a step, and behind them the symbol.
    private int InputsLength => _inputs + (kernels.LooksUpInputs ? 1 : 0);

    /// <summary>The steps of a sequence.</summary>
    public int LengthOf(Sequence sequence) => sequence.Steps.Count / _inputs;

    /// <summary>Checks a sequence's sizes and returns the weight of all its steps in the loss.</summary>
    /// <exception cref="ArgumentException">The sizes are not the network's.</exception>
    public double Check(Sequence sequence, int index)
    {
        if (SequenceCheck.SizeError(experiment, sequence) is { } error)
        {
            throw new ArgumentException($"Sequence {index} {error}");
        }

        var sum = 0.0;
        for (var answer = 0; answer < (_answersAtEveryStep ? LengthOf(sequence) : 1); answer++)
        {
            sum += WeightOf(sequence, answer);
        }

        return sum;
    }

    /// <summary>Whether the inputs of a sequence are to be looked up.</summary>
    public bool HasSymbols(Sequence sequence)
    {
        if (!kernels.LooksUpInputs)
        {
            return false;
        }

        for (var step = 0; step < LengthOf(sequence); step++)
        {
            if (SymbolAt(sequence, step) == InputSymbols.None)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Writes a sequence that has been checked. Steps behind its end repeat the inputs of its last one: what is computed there counts for nothing,
    /// but times a derivative of zero it has to be finite.
    /// </summary>
    /// <param name="sequence">The sequence.</param>
    /// <param name="asSymbols">Whether its inputs are written as symbols.</param>
    /// <param name="lane">The numbers from that lane of the column's first register on.</param>
    /// <param name="share">What a weight of 1 counts in the loss.</param>
    public void Write(Sequence sequence, bool asSymbols, Numbers<TLane> lane, double share)
    {
        var length = LengthOf(sequence);
        if (!_hasOutputEachStep)
        {
            lane.Set(0, share * WeightOf(sequence, 0));
            lane += TLane.Count;
        }

        for (var step = 0; step < _steps; step++)
        {
            WriteStep(sequence, asSymbols, step, length, lane, share);
            lane += kernels.InputStride * TLane.Count;
        }

        if (!_hasOutputEachStep)
        {
            WriteTarget(sequence, 0, lane);
        }
    }

    private void WriteStep(Sequence sequence, bool asSymbols, int step, int length, Numbers<TLane> lane, double share)
    {
        var (isLive, source) = (step < length, Math.Min(step, length - 1));
        if (asSymbols)
        {
            lane.Set(_inputs * TLane.Count, SymbolAt(sequence, source));
        }
        else
        {
            Copy(sequence.Steps, source * _inputs, _inputs, lane);
            if (kernels.LooksUpInputs)
            {
                lane.Set(_inputs * TLane.Count, InputSymbols.None);
            }
        }

        lane += InputsLength * TLane.Count;
        if (_hasVariableLength)
        {
            lane.Set(0, isLive ? 1 : 0);
            lane += TLane.Count;
        }

        if (_hasOutputEachStep)
        {
            var isLast = (step + 1) * _inputs == sequence.Steps.Count;
            var hasTarget = isLive && (_answersAtEveryStep || isLast);
            var answer = _answersAtEveryStep ? step : 0;
            if (hasTarget)
            {
                WriteTarget(sequence, answer, lane);
            }
            else
            {
                Copy(null, 0, _outputs, lane);
            }

            lane.Set(_outputs * TLane.Count, hasTarget ? share * WeightOf(sequence, answer) : 0);
            lane += (_outputs + 1) * TLane.Count;
        }

        for (var i = 0; i < _maskLength; i++)
        {
            lane.Set(i * TLane.Count, 1);
        }
    }

    private int SymbolAt(Sequence sequence, int step)
    {
        if (sequence.Steps is double[] steps)
        {
            return InputSymbols.Of(steps.AsSpan(step * _inputs, _inputs));
        }

        for (var i = 0; i < _inputs; i++)
        {
            _step[i] = sequence.Steps[(step * _inputs) + i];
        }

        return InputSymbols.Of(_step);
    }

    /// <summary>Writes a sequence's dropout masks.</summary>
    /// <param name="lane">The numbers from that lane of the column's first register on.</param>
    /// <param name="key">The seed and the epoch, or null where no unit is dropped.</param>
    /// <param name="sequence">The number of the sequence in its set.</param>
    public void WriteMasks(Numbers<TLane> lane, (ulong Seed, ulong Epoch)? key, int sequence)
    {
        lane += ((_hasOutputEachStep ? 0 : 1) + kernels.InputStride - _maskLength) * TLane.Count;
        for (var step = 0; step < _steps; step++)
        {
            var unit = lane;
            for (var layer = 0; layer < _masks.Count; layer++)
            {
                WriteMask(_masks[layer], unit, key, ((ulong)sequence, (ulong)step, (ulong)layer));
                unit += _masks[layer].Size * TLane.Count;
            }

            lane += kernels.InputStride * TLane.Count;
        }
    }

    // Four units share a block of random bits; which unit gets which number depends on nothing but what it is a number for.
    private static void WriteMask(DropoutMask mask, Numbers<TLane> lane, (ulong Seed, ulong Epoch)? key, (ulong Sequence, ulong Step, ulong Layer) of)
    {
        var kept = 1 / (1 - mask.Rate);
        (ulong Word0, ulong Word1, ulong Word2, ulong Word3) words = default;
        for (var unit = 0; unit < mask.Size; unit++)
        {
            if (key is { } given && unit % 4 == 0)
            {
                words = Philox4x64.Block((of.Sequence, of.Step, of.Layer, (ulong)unit / 4), given);
            }

            var word = (unit % 4) switch { 0 => words.Word0, 1 => words.Word1, 2 => words.Word2, _ => words.Word3 };
            lane.Set(unit * TLane.Count, key is null ? 1 : Philox4x64.ToUniform(word) < mask.Rate ? 0 : kept);
        }
    }

    // The weight of an answer: the step's own, times that of its class; of probabilities, the classes' mean.
    private double WeightOf(Sequence sequence, int answer) =>
        (sequence.Weights?[answer] ?? 1) * (_classWeights.Count == 0 ? 1 : ClassWeightOf(sequence, answer));

    private double ClassWeightOf(Sequence sequence, int answer)
    {
        var weight = 0.0;
        for (var i = 0; i < _outputs; i++)
        {
            weight += sequence.Target[(answer * _outputs) + i] * _classWeights[i];
        }

        return weight;
    }

    // Weights of classes weigh each class's own term, -w[c] * y[c] * log(y_hat[c]): the answer's weight, the sum of w * y, times the cross-entropy
    // with w * y divided by it. A class stays what it is.
    private void WriteTarget(Sequence sequence, int answer, Numbers<TLane> lane)
    {
        Copy(sequence.Target, answer * _outputs, _outputs, lane);
        if (_classWeights.Count == 0 || ClassWeightOf(sequence, answer) is var weight && weight == 0)
        {
            return;
        }

        for (var i = 0; i < _outputs; i++)
        {
            lane.Set(i * TLane.Count, sequence.Target[(answer * _outputs) + i] * _classWeights[i] / weight);
        }
    }

    private static void Copy(IReadOnlyList<double>? source, int start, int count, Numbers<TLane> lane)
    {
        for (var i = 0; i < count; i++)
        {
            var value = source switch
            {
                null => 0,
                double[] array => array[start + i],
                _ => source[start + i],
            };
            lane.Set(i * TLane.Count, value);
        }
    }
}
