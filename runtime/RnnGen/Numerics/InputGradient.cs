using System.Buffers;
using System.Runtime.CompilerServices;

namespace RnnGen.Numerics;

/// <summary>
/// Gradients of matrices that are multiplied with a network's inputs, <c>dW += x.T @ b</c>. Where inputs are one-hot, <c>b</c> is added to
/// the row of the single one; otherwise it is a <see cref="MatrixGradient"/>: all steps and columns are of one kind. Where <c>b</c> is
/// finite, both have the same bits.
/// </summary>
public static unsafe class InputGradient
{
    private const int BlockSize = 4;

    /// <summary>Computes <c>dW += x.T @ b</c>, summed over steps and columns.</summary>
    /// <param name="x">
    /// The inputs at the last step, [rows] units, and behind them the symbol; its <see cref="Units{TLane}.StepStride"/> leads to the step before.
    /// </param>
    /// <param name="b">The right operand at the last step, [units] units, likewise.</param>
    /// <param name="gradient">The sums, [rows, units] registers, row-major.</param>
    /// <param name="rows">The count of inputs.</param>
    /// <param name="units">The length of the right operand.</param>
    /// <param name="steps">The count of steps.</param>
    /// <param name="columns">The count of columns.</param>
    /// <param name="part">Which part to compute, from 0: parts can be computed at the same time.</param>
    /// <param name="parts">The count of parts.</param>
    public static void Add<TLane>(Units<TLane> x, Units<TLane> b, TLane* gradient, int rows, int units, int steps, int columns, int part, int parts)
        where TLane : unmanaged, ILane<TLane>
    {
        if (!InputSymbols.AreThere(x, rows, columns))
        {
            MatrixGradient.Add(x, b, gradient, rows, units, steps, columns, part, parts);
        }
        else if (!FourByFour.Has<TLane>())
        {
            AddOneByOne(x, b, gradient, rows, units, steps, columns, part, parts);
        }
        else if (TLane.IsSingle)
        {
            AddByFours<TLane, Lane128Single>(x, b, gradient, rows, units, steps, columns, part, parts);
        }
        else
        {
            AddByFours<TLane, Lane256>(x, b, gradient, rows, units, steps, columns, part, parts);
        }
    }

    // Four units of all rows at a time, sequence by sequence, so that those of a row are one register. Behind the last row is one for what has none.
    private static void AddByFours<TLane, TFour>(
        Units<TLane> x, Units<TLane> b, TLane* gradient, int rows, int units, int steps, int columns, int part, int parts)
        where TLane : unmanaged, ILane<TLane>
        where TFour : unmanaged, ILane<TFour>
    {
        var places = ArrayPool<int>.Shared.Rent(steps * columns * TLane.Count);
        var room = ArrayPool<byte>.Shared.Rent((rows + 1) * TLane.Count * sizeof(TFour));
        fixed (int* place = places)
        fixed (byte* start = room)
        {
            ReadPlaces(x, place, rows, steps, columns);
            var (sums, blocks) = (new Numbers<TFour>(start), (units + BlockSize - 1) / BlockSize);
            for (var unit = blocks * part / parts * BlockSize; unit < Math.Min(blocks * (part + 1) / parts * BlockSize, units); unit += BlockSize)
            {
                var live = new LiveUnits<TLane>(units - unit);
                Fetch(gradient + unit, sums, rows, units, live);
                AddRows(place, b, unit, live, sums, steps, columns);
                Return(gradient + unit, sums, rows, units, live);
            }
        }

        ArrayPool<byte>.Shared.Return(room);
        ArrayPool<int>.Shared.Return(places);
    }

    // Where the four units of four registers stand; behind the last one that once more.
    private readonly struct LiveUnits<TLane>(int live)
        where TLane : unmanaged, ILane<TLane>
    {
        public readonly nint Second = Math.Min(1, live - 1) * TLane.Count;
        public readonly nint Third = Math.Min(2, live - 1) * TLane.Count;
        public readonly nint Fourth = Math.Min(3, live - 1) * TLane.Count;
    }

    // Of every step, column and lane where the sums of its row stand.
    [MethodImpl(JitOptions.Kernel)]
    private static void ReadPlaces<TLane>(Units<TLane> x, int* places, int rows, int steps, int columns)
        where TLane : unmanaged, ILane<TLane>
    {
        for (var step = 0; step < steps; step++)
        {
            var inputs = x.First + (step * x.StepStride);
            for (var column = 0; column < columns; column++, inputs += x.ColumnStride)
            {
                for (var lane = 0; lane < TLane.Count; lane++)
                {
                    var symbol = InputSymbols.Of(inputs, rows, lane);
                    *places++ = ((lane * (rows + 1)) + ((uint)symbol < (uint)rows ? symbol : rows)) * BlockSize;
                }
            }
        }
    }

    // The sums of all rows, from lanes to sequences.
    [MethodImpl(JitOptions.Kernel)]
    private static void Fetch<TLane, TFour>(TLane* gradient, Numbers<TFour> sums, int rows, nint units, LiveUnits<TLane> live)
        where TLane : unmanaged, ILane<TLane>
        where TFour : unmanaged, ILane<TFour>
    {
        var stride = (rows + 1) * (nint)BlockSize;
        for (var row = 0; row < rows; row++, gradient += units, sums += BlockSize)
        {
            for (var lane = 0; lane < TLane.Count; lane += BlockSize)
            {
                var (from, to) = (new Numbers<TFour>(gradient) + lane, sums + (lane * stride));
                var (a, b, c, d) = (from.Load(0), from.Load(live.Second), from.Load(live.Third), from.Load(live.Fourth));
                FourByFour.Transpose(ref a, ref b, ref c, ref d);
                to.Store(0, a);
                to.Store(stride, b);
                to.Store(2 * stride, c);
                to.Store(3 * stride, d);
            }
        }
    }

    // And back: the last unit first, since what is behind it is not its own.
    [MethodImpl(JitOptions.Kernel)]
    private static void Return<TLane, TFour>(TLane* gradient, Numbers<TFour> sums, int rows, nint units, LiveUnits<TLane> live)
        where TLane : unmanaged, ILane<TLane>
        where TFour : unmanaged, ILane<TFour>
    {
        var stride = (rows + 1) * (nint)BlockSize;
        for (var row = 0; row < rows; row++, gradient += units, sums += BlockSize)
        {
            for (var lane = 0; lane < TLane.Count; lane += BlockSize)
            {
                var (from, to) = (sums + (lane * stride), new Numbers<TFour>(gradient) + lane);
                var (a, b, c, d) = (from.Load(0), from.Load(stride), from.Load(2 * stride), from.Load(3 * stride));
                FourByFour.Transpose(ref a, ref b, ref c, ref d);
                to.Store(live.Fourth, d);
                to.Store(live.Third, c);
                to.Store(live.Second, b);
                to.Store(0, a);
            }
        }
    }

    [MethodImpl(JitOptions.Kernel)]
    private static void AddRows<TLane, TFour>(int* places, Units<TLane> b, int unit, LiveUnits<TLane> live, Numbers<TFour> sums, int steps, int columns)
        where TLane : unmanaged, ILane<TLane>
        where TFour : unmanaged, ILane<TFour>
    {
        var (second, third, fourth) = (live.Second, live.Third, live.Fourth);
        for (var step = 0; step < steps; step++)
        {
            var from = b.First + (step * b.StepStride) + unit;
            for (var column = 0; column < columns; column++, from += b.ColumnStride)
            {
                for (var lane = 0; lane < TLane.Count; lane += BlockSize, places += BlockSize)
                {
                    var numbers = new Numbers<TFour>(from) + lane;
                    var (b0, b1, b2, b3) = (numbers.Load(0), numbers.Load(second), numbers.Load(third), numbers.Load(fourth));
                    FourByFour.Transpose(ref b0, ref b1, ref b2, ref b3);
                    sums.Store(places[0], sums.Load(places[0]) + b0);
                    sums.Store(places[1], sums.Load(places[1]) + b1);
                    sums.Store(places[2], sums.Load(places[2]) + b2);
                    sums.Store(places[3], sums.Load(places[3]) + b3);
                }
            }
        }
    }

    [MethodImpl(JitOptions.Kernel)]
    private static void AddOneByOne<TLane>(Units<TLane> x, Units<TLane> b, TLane* gradient, int rows, int units, int steps, int columns, int part, int parts)
        where TLane : unmanaged, ILane<TLane>
    {
        var (first, end) = (units * part / parts, units * (part + 1) / parts);
        for (var step = 0; step < steps; step++)
        {
            var inputs = x.First + (step * x.StepStride);
            var from = b.First + (step * b.StepStride);
            for (var column = 0; column < columns; column++, inputs += x.ColumnStride, from += b.ColumnStride)
            {
                for (var lane = 0; lane < TLane.Count; lane++)
                {
                    var symbol = InputSymbols.Of(inputs, rows, lane);
                    var (sums, added) = (new Numbers<TLane>(gradient + (symbol * (nint)units)) + lane, new Numbers<TLane>(from) + lane);
                    for (var unit = first; (uint)symbol < (uint)rows && unit < end; unit++)
                    {
                        var at = unit * (nint)TLane.Count;
                        sums.Set(at, sums.Get(at) + added.Get(at));
                    }
                }
            }
        }
    }
}
