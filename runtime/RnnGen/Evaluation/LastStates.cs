using RnnGen.Numerics;

namespace RnnGen.Evaluation;

/// <summary>The states after the last steps of all sequences of a batch, which are carried on to the windows behind them.</summary>
internal sealed unsafe class LastStates<TLane> : IDisposable
    where TLane : unmanaged, ILane<TLane>
{
    private readonly Batch<TLane> _batch;
    private readonly IReadOnlyList<CarriedState> _states;
    private readonly int _inputsLength;
    private readonly int _valuesLength;
    private readonly int _length;
    private readonly LaneBuffer<TLane> _kept;

    public LastStates(Kernels<TLane> kernels, Batch<TLane> batch)
    {
        _batch = batch;
        _states = kernels.CarriedStates ?? [];
        (_inputsLength, _valuesLength, _length) = (kernels.InputsLength, kernels.ValuesLength, LengthOf(kernels));
        _kept = new LaneBuffer<TLane>((long)Batch<TLane>.PanelsFor(batch.Capacity) * Batch<TLane>.ColumnsPerPanel * _length);
    }

    /// <summary>The lanes of a column's carried states.</summary>
    public static int LengthOf(Kernels<TLane> kernels) => kernels.CarriedStates?.Sum(state => state.Length) ?? 0;

    /// <summary>Keeps those of a block, from its values.</summary>
    public void Keep(int chunk, Block block, TLane* values)
    {
        var target = StatesOf(chunk) + ((long)block.FirstColumn * _length);
        for (var column = 0; column < block.Columns; column++, values += _valuesLength)
        {
            for (var i = 0; i < _states.Count; i++)
            {
                Copy(values + _states[i].Value, target, _states[i].Length);
                target += _states[i].Length;
            }
        }
    }

    /// <summary>Makes them the states before the next pass.</summary>
    public void CarryOn()
    {
        for (var chunk = 0; chunk < _batch.Chunks; chunk++)
        {
            var states = StatesOf(chunk);
            for (var column = 0; column < _batch.PanelsOf(chunk) * Batch<TLane>.ColumnsPerPanel; column++)
            {
                var inputs = _batch.InputsOf(chunk) + ((long)column * _inputsLength);
                for (var i = 0; i < _states.Count; i++)
                {
                    Copy(states, inputs + _states[i].Input, _states[i].Length);
                    states += _states[i].Length;
                }
            }
        }
    }

    /// <summary>Makes the states before the next pass zero, of all sequences that there is room for.</summary>
    public void Reset()
    {
        for (var column = 0; column < Batch<TLane>.PanelsFor(_batch.Capacity) * Batch<TLane>.ColumnsPerPanel; column++)
        {
            var inputs = _batch.InputsOf(0) + ((long)column * _inputsLength);
            for (var i = 0; i < _states.Count; i++)
            {
                new Span<TLane>(inputs + _states[i].Input, _states[i].Length).Clear();
            }
        }
    }

    public void Dispose() => _kept.Dispose();

    private static void Copy(TLane* source, TLane* target, int length) => new Span<TLane>(source, length).CopyTo(new Span<TLane>(target, length));

    private TLane* StatesOf(int chunk) => _kept.Pointer + ((long)chunk * Batch<TLane>.ChunkSize * Batch<TLane>.ColumnsPerPanel * _length);
}
