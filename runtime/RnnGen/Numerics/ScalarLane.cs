using System.Runtime.CompilerServices;

namespace RnnGen.Numerics;

/// <summary>One lane: a <see cref="double"/>, for machines that accelerate no vector, and for single numbers.</summary>
public readonly struct ScalarLane : ILane<ScalarLane>
{
    private readonly double _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ScalarLane(double value) => _value = value;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }

    /// <inheritdoc/>
    public static bool IsSingle
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => false;
    }

    /// <inheritdoc/>
    public static ScalarLane Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(0.0);
    }

    /// <inheritdoc/>
    public static ScalarLane Shift
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(LaneBits.ShiftValue);
    }

    private long Bits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => BitConverter.DoubleToInt64Bits(_value);
    }

    /// <inheritdoc/>
    public double this[int lane]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(lane, 0);
            return _value;
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane Create(double value) => new(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane Create(double value, float rounded) => new(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe ScalarLane Broadcast(void* number) => new(*(double*)number);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane operator +(ScalarLane left, ScalarLane right) => new(left._value + right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane operator -(ScalarLane left, ScalarLane right) => new(left._value - right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane operator *(ScalarLane left, ScalarLane right) => new(left._value * right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane operator /(ScalarLane left, ScalarLane right) => new(left._value / right._value);

    /// <summary>The sign bit flipped, also of zero and NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane operator -(ScalarLane value) => FromBits(value.Bits ^ long.MinValue);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ScalarLane PlusProduct(ScalarLane left, ScalarLane right) => new(Math.FusedMultiplyAdd(left._value, right._value, _value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(ref ScalarLane sum, ScalarLane left, ScalarLane right) =>
        Unsafe.AsRef(in sum._value) = Math.FusedMultiplyAdd(left._value, right._value, sum._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ScalarLane MinusProduct(ScalarLane left, ScalarLane right) => new(Math.FusedMultiplyAdd(-left._value, right._value, _value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane Sqrt(ScalarLane value) => new(Math.Sqrt(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane Abs(ScalarLane value) => new(Math.Abs(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane CopySign(ScalarLane value, ScalarLane sign) => new(Math.CopySign(value._value, sign._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane SelectLess(ScalarLane left, ScalarLane right, ScalarLane whenLess, ScalarLane otherwise) =>
        left._value < right._value ? whenLess : otherwise;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane AtMost(ScalarLane value, ScalarLane limit) => limit._value < value._value ? limit : value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane Decompose(ScalarLane value, out ScalarLane exponent)
    {
        var bits = value.Bits;
        var k = (bits - LaneBits.SqrtHalf) >> LaneBits.FractionLength;
        exponent = new(k);
        return FromBits(bits - (k << LaneBits.FractionLength));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane ScaleByPowerOfTwo(ScalarLane value, ScalarLane shifted) =>
        FromBits(value.Bits + (shifted.Bits << LaneBits.FractionLength));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ScalarLane FromBits(long bits) => new(BitConverter.Int64BitsToDouble(bits));
}
