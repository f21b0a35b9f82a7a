using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RnnGen.Numerics;

/// <summary>Eight lanes of single precision in 256 bits.</summary>
public readonly struct Lane256Single : ILane<Lane256Single>
{
    private readonly Vector256<float> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lane256Single(Vector256<float> value) => _value = value;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256<float>.Count;
    }

    /// <inheritdoc/>
    public static bool IsSingle
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => true;
    }

    /// <inheritdoc/>
    public static Lane256Single Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector256<float>.Zero);
    }

    /// <inheritdoc/>
    public static Lane256Single Shift
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector256.Create(SingleLaneBits.ShiftValue));
    }

    /// <inheritdoc/>
    public double this[int lane]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _value[lane];
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256Single Create(double value) => new(Vector256.Create((float)value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256Single Create(double value, float rounded) => new(Vector256.Create(rounded));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lane256Single Broadcast(void* number) => new(Vector256.Create(*(float*)number));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256Single operator +(Lane256Single left, Lane256Single right) => new(left._value + right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256Single operator -(Lane256Single left, Lane256Single right) => new(left._value - right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256Single operator *(Lane256Single left, Lane256Single right) => new(left._value * right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256Single operator /(Lane256Single left, Lane256Single right) => new(left._value / right._value);

    /// <summary>The sign bit flipped, also of zero and NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256Single operator -(Lane256Single value) => new(value._value ^ Vector256.Create(-0.0f));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lane256Single PlusProduct(Lane256Single left, Lane256Single right) => new(Vector256.FusedMultiplyAdd(left._value, right._value, _value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(ref Lane256Single sum, Lane256Single left, Lane256Single right) =>
        Unsafe.AsRef(in sum._value) = Vector256.FusedMultiplyAdd(left._value, right._value, sum._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lane256Single MinusProduct(Lane256Single left, Lane256Single right) =>
        // The first is one instruction also where the compiler keeps the sign bits of the second in a register.
        new(Fma.IsSupported
            ? Fma.MultiplyAddNegated(left._value, right._value, _value)
            : Vector256.FusedMultiplyAdd(-left._value, right._value, _value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256Single Sqrt(Lane256Single value) => new(Vector256.Sqrt(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256Single Abs(Lane256Single value) => new(Vector256.Abs(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256Single CopySign(Lane256Single value, Lane256Single sign) => new(Vector256.CopySign(value._value, sign._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256Single SelectLess(Lane256Single left, Lane256Single right, Lane256Single whenLess, Lane256Single otherwise) =>
        new(Vector256.ConditionalSelect(Vector256.LessThan(left._value, right._value), whenLess._value, otherwise._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256Single AtMost(Lane256Single value, Lane256Single limit) =>
        // The instruction gives its second operand where one is NaN.
        new(Avx.IsSupported
            ? Avx.Min(limit._value, value._value)
            : Vector256.ConditionalSelect(Vector256.LessThan(limit._value, value._value), limit._value, value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256Single Decompose(Lane256Single value, out Lane256Single exponent)
    {
        var bits = value._value.AsInt32();
        var k = (bits - Vector256.Create(SingleLaneBits.SqrtHalf)) >> SingleLaneBits.FractionLength;
        exponent = new((k + Vector256.Create(SingleLaneBits.Shift)).AsSingle() - Vector256.Create(SingleLaneBits.ShiftValue));
        return new((bits - (k << SingleLaneBits.FractionLength)).AsSingle());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256Single ScaleByPowerOfTwo(Lane256Single value, Lane256Single shifted) =>
        new((value._value.AsInt32() + (shifted._value.AsInt32() << SingleLaneBits.FractionLength)).AsSingle());
}
