using System.Runtime.CompilerServices;

namespace RnnGen.Numerics;

/// <summary>One lane: a <see cref="float"/>, for machines that accelerate no vector, and for single numbers.</summary>
public readonly struct ScalarLaneSingle : ILane<ScalarLaneSingle>
{
    private readonly float _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ScalarLaneSingle(float value) => _value = value;

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
        get => true;
    }

    /// <inheritdoc/>
    public static ScalarLaneSingle Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(0.0f);
    }

    /// <inheritdoc/>
    public static ScalarLaneSingle Shift
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(SingleLaneBits.ShiftValue);
    }

    private int Bits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => BitConverter.SingleToInt32Bits(_value);
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
    public static ScalarLaneSingle Create(double value) => new((float)value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLaneSingle Create(double value, float rounded) => new(rounded);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe ScalarLaneSingle Broadcast(void* number) => new(*(float*)number);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLaneSingle operator +(ScalarLaneSingle left, ScalarLaneSingle right) => new(left._value + right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLaneSingle operator -(ScalarLaneSingle left, ScalarLaneSingle right) => new(left._value - right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLaneSingle operator *(ScalarLaneSingle left, ScalarLaneSingle right) => new(left._value * right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLaneSingle operator /(ScalarLaneSingle left, ScalarLaneSingle right) => new(left._value / right._value);

    /// <summary>The sign bit flipped, also of zero and NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLaneSingle operator -(ScalarLaneSingle value) => FromBits(value.Bits ^ int.MinValue);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ScalarLaneSingle PlusProduct(ScalarLaneSingle left, ScalarLaneSingle right) => new(MathF.FusedMultiplyAdd(left._value, right._value, _value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(ref ScalarLaneSingle sum, ScalarLaneSingle left, ScalarLaneSingle right) =>
        Unsafe.AsRef(in sum._value) = MathF.FusedMultiplyAdd(left._value, right._value, sum._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ScalarLaneSingle MinusProduct(ScalarLaneSingle left, ScalarLaneSingle right) => new(MathF.FusedMultiplyAdd(-left._value, right._value, _value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLaneSingle Sqrt(ScalarLaneSingle value) => new(MathF.Sqrt(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLaneSingle Abs(ScalarLaneSingle value) => new(MathF.Abs(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLaneSingle CopySign(ScalarLaneSingle value, ScalarLaneSingle sign) => new(MathF.CopySign(value._value, sign._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLaneSingle SelectLess(ScalarLaneSingle left, ScalarLaneSingle right, ScalarLaneSingle whenLess, ScalarLaneSingle otherwise) =>
        left._value < right._value ? whenLess : otherwise;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLaneSingle AtMost(ScalarLaneSingle value, ScalarLaneSingle limit) => limit._value < value._value ? limit : value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLaneSingle Decompose(ScalarLaneSingle value, out ScalarLaneSingle exponent)
    {
        var bits = value.Bits;
        var k = (bits - SingleLaneBits.SqrtHalf) >> SingleLaneBits.FractionLength;
        exponent = new(k);
        return FromBits(bits - (k << SingleLaneBits.FractionLength));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLaneSingle ScaleByPowerOfTwo(ScalarLaneSingle value, ScalarLaneSingle shifted) =>
        FromBits(value.Bits + (shifted.Bits << SingleLaneBits.FractionLength));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ScalarLaneSingle FromBits(int bits) => new(BitConverter.Int32BitsToSingle(bits));
}
