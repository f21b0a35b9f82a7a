using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RnnGen.Numerics;

/// <summary>Sixteen lanes of single precision in 512 bits.</summary>
public readonly struct Lane512Single : ILane<Lane512Single>
{
    private readonly Vector512<float> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lane512Single(Vector512<float> value) => _value = value;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512<float>.Count;
    }

    /// <inheritdoc/>
    public static bool IsSingle
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => true;
    }

    /// <inheritdoc/>
    public static Lane512Single Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512<float>.Zero);
    }

    /// <inheritdoc/>
    public static Lane512Single Shift
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512.Create(SingleLaneBits.ShiftValue));
    }

    /// <inheritdoc/>
    public double this[int lane]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _value[lane];
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512Single Create(double value) => new(Vector512.Create((float)value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512Single Create(double value, float rounded) => new(Vector512.Create(rounded));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lane512Single Broadcast(void* number) => new(Vector512.Create(*(float*)number));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512Single operator +(Lane512Single left, Lane512Single right) => new(left._value + right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512Single operator -(Lane512Single left, Lane512Single right) => new(left._value - right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512Single operator *(Lane512Single left, Lane512Single right) => new(left._value * right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512Single operator /(Lane512Single left, Lane512Single right) => new(left._value / right._value);

    /// <summary>The sign bit flipped, also of zero and NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512Single operator -(Lane512Single value) => new(value._value ^ Vector512.Create(-0.0f));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lane512Single PlusProduct(Lane512Single left, Lane512Single right) => new(Vector512.FusedMultiplyAdd(left._value, right._value, _value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(ref Lane512Single sum, Lane512Single left, Lane512Single right) =>
        Unsafe.AsRef(in sum._value) = Vector512.FusedMultiplyAdd(left._value, right._value, sum._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lane512Single MinusProduct(Lane512Single left, Lane512Single right) =>
        // The first is one instruction also where the compiler keeps the sign bits of the second in a register.
        new(Avx512F.IsSupported
            ? Avx512F.FusedMultiplyAddNegated(left._value, right._value, _value)
            : Vector512.FusedMultiplyAdd(-left._value, right._value, _value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512Single Sqrt(Lane512Single value) => new(Vector512.Sqrt(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512Single Abs(Lane512Single value) => new(Vector512.Abs(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512Single CopySign(Lane512Single value, Lane512Single sign) => new(Vector512.CopySign(value._value, sign._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512Single SelectLess(Lane512Single left, Lane512Single right, Lane512Single whenLess, Lane512Single otherwise) =>
        new(Vector512.ConditionalSelect(Vector512.LessThan(left._value, right._value), whenLess._value, otherwise._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512Single AtMost(Lane512Single value, Lane512Single limit) =>
        // The instruction gives its second operand where one is NaN.
        new(Avx512F.IsSupported
            ? Avx512F.Min(limit._value, value._value)
            : Vector512.ConditionalSelect(Vector512.LessThan(limit._value, value._value), limit._value, value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512Single Decompose(Lane512Single value, out Lane512Single exponent)
    {
        var bits = value._value.AsInt32();
        var k = (bits - Vector512.Create(SingleLaneBits.SqrtHalf)) >> SingleLaneBits.FractionLength;
        exponent = new((k + Vector512.Create(SingleLaneBits.Shift)).AsSingle() - Vector512.Create(SingleLaneBits.ShiftValue));
        return new((bits - (k << SingleLaneBits.FractionLength)).AsSingle());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512Single ScaleByPowerOfTwo(Lane512Single value, Lane512Single shifted) =>
        new((value._value.AsInt32() + (shifted._value.AsInt32() << SingleLaneBits.FractionLength)).AsSingle());
}
