using RnnGen.Numerics;

namespace RnnGen.Evaluation;

/// <summary>The states after the last steps of the sequences of a batch, which are carried on to the windows behind them.</summary>
/// <remarks>
/// They are kept by panel: in which column a panel stands depends on how many sequences are loaded, and that may be fewer in the next window.
/// </remarks>
internal sealed unsafe class LastStates<TLane> : IDisposable
    where TLane : unmanaged, ILane<TLane>
{
    private readonly Batch<TLane> _batch;
    private readonly IReadOnlyList<CarriedState> _states;
    private readonly int _inputsLength;
    private readonly int _valuesLength;
    private readonly int _length;
    private readonly LaneBuffer<TLane> _kept;
    private bool _carriesOn;

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
    public void Keep(int chunk, in Block block, TLane* values)
    {
        for (var column = 0; column < block.Columns; column++, values += _valuesLength)
        {
            var target = StatesOf(chunk, block.FirstPanel + column, block.Group);
            for (var i = 0; i < _states.Count; i++)
            {
                Copy(values + _states[i].Value, target, _states[i].Length);
                target += _states[i].Length;
            }
        }
    }

    /// <summary>Makes them the states before the next pass, whatever is loaded until then.</summary>
    public void CarryOn() => _carriesOn = true;

    /// <summary>Makes the states before the next pass zero.</summary>
    public void Reset()
    {
        _kept.Clear();
        _carriesOn = true;
    }

    /// <summary>Begins a pass: brings the states in, if they are to be carried on.</summary>
    public void Begin()
    {
        if (!_carriesOn)
        {
            return;
        }

        _carriesOn = false;
        for (var chunk = 0; chunk < _batch.Chunks; chunk++)
        {
            var inputs = _batch.InputsOf(chunk);
            for (var group = 0; group < Batch<TLane>.ColumnsPerPanel; group++)
            {
                for (var panel = 0; panel < _batch.PanelsOf(chunk); panel++, inputs += _inputsLength)
                {
                    var states = StatesOf(chunk, panel, group);
                    for (var i = 0; i < _states.Count; i++)
                    {
                        Copy(states, inputs + _states[i].Input, _states[i].Length);
                        states += _states[i].Length;
                    }
                }
            }
        }
    }

    public void Dispose() => _kept.Dispose();

    private static void Copy(TLane* source, TLane* target, int length) => new Span<TLane>(source, length).CopyTo(new Span<TLane>(target, length));

    private TLane* StatesOf(int chunk, int panel, int group) =>
        _kept.Pointer + (((((long)chunk * Batch<TLane>.ChunkSize) + panel) * Batch<TLane>.ColumnsPerPanel) + group) * _length;
}
