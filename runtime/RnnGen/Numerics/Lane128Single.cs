using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RnnGen.Numerics;

/// <summary>Four lanes of single precision in 128 bits.</summary>
public readonly struct Lane128Single : ILane<Lane128Single>
{
    private readonly Vector128<float> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lane128Single(Vector128<float> value) => _value = value;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128<float>.Count;
    }

    /// <inheritdoc/>
    public static bool IsSingle
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => true;
    }

    /// <inheritdoc/>
    public static Lane128Single Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector128<float>.Zero);
    }

    /// <inheritdoc/>
    public static Lane128Single Shift
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector128.Create(SingleLaneBits.ShiftValue));
    }

    /// <inheritdoc/>
    public double this[int lane]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _value[lane];
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128Single Create(double value) => new(Vector128.Create((float)value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128Single Create(double value, float rounded) => new(Vector128.Create(rounded));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lane128Single Broadcast(void* number) => new(Vector128.Create(*(float*)number));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128Single operator +(Lane128Single left, Lane128Single right) => new(left._value + right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128Single operator -(Lane128Single left, Lane128Single right) => new(left._value - right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128Single operator *(Lane128Single left, Lane128Single right) => new(left._value * right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128Single operator /(Lane128Single left, Lane128Single right) => new(left._value / right._value);

    /// <summary>The sign bit flipped, also of zero and NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128Single operator -(Lane128Single value) => new(value._value ^ Vector128.Create(-0.0f));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lane128Single PlusProduct(Lane128Single left, Lane128Single right) => new(Vector128.FusedMultiplyAdd(left._value, right._value, _value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(ref Lane128Single sum, Lane128Single left, Lane128Single right) =>
        Unsafe.AsRef(in sum._value) = Vector128.FusedMultiplyAdd(left._value, right._value, sum._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lane128Single MinusProduct(Lane128Single left, Lane128Single right) =>
        // The first is one instruction also where the compiler keeps the sign bits of the second in a register.
        new(Fma.IsSupported
            ? Fma.MultiplyAddNegated(left._value, right._value, _value)
            : Vector128.FusedMultiplyAdd(-left._value, right._value, _value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128Single Sqrt(Lane128Single value) => new(Vector128.Sqrt(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128Single Abs(Lane128Single value) => new(Vector128.Abs(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128Single CopySign(Lane128Single value, Lane128Single sign) => new(Vector128.CopySign(value._value, sign._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128Single SelectLess(Lane128Single left, Lane128Single right, Lane128Single whenLess, Lane128Single otherwise) =>
        new(Vector128.ConditionalSelect(Vector128.LessThan(left._value, right._value), whenLess._value, otherwise._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128Single AtMost(Lane128Single value, Lane128Single limit) =>
        // The instruction gives its second operand where one is NaN.
        new(Sse.IsSupported
            ? Sse.Min(limit._value, value._value)
            : Vector128.ConditionalSelect(Vector128.LessThan(limit._value, value._value), limit._value, value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128Single Decompose(Lane128Single value, out Lane128Single exponent)
    {
        var bits = value._value.AsInt32();
        var k = (bits - Vector128.Create(SingleLaneBits.SqrtHalf)) >> SingleLaneBits.FractionLength;
        exponent = new((k + Vector128.Create(SingleLaneBits.Shift)).AsSingle() - Vector128.Create(SingleLaneBits.ShiftValue));
        return new((bits - (k << SingleLaneBits.FractionLength)).AsSingle());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128Single ScaleByPowerOfTwo(Lane128Single value, Lane128Single shifted) =>
        new((value._value.AsInt32() + (shifted._value.AsInt32() << SingleLaneBits.FractionLength)).AsSingle());
}
