using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnGen.Numerics;

/// <summary>Two lanes in a register of 128 bits.</summary>
public readonly struct Lane128 : ILane<Lane128>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector128<double> _value;

    [MethodImpl(Inline)]
    private Lane128(Vector128<double> value) => _value = value;

    /// <inheritdoc/>
    public static int Count => 2;

    /// <inheritdoc/>
    public static Lane128 Zero
    {
        [MethodImpl(Inline)]
        get => default;
    }

    /// <inheritdoc/>
    public double this[int lane] => _value[lane];

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane128 Create(double value) => new(Vector128.Create(value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane128 operator +(Lane128 left, Lane128 right) => new(left._value + right._value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane128 operator -(Lane128 left, Lane128 right) => new(left._value - right._value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane128 operator *(Lane128 left, Lane128 right) => new(left._value * right._value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane128 operator /(Lane128 left, Lane128 right) => new(left._value / right._value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane128 operator -(Lane128 value) => new(value._value ^ Vector128.Create(-0.0));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public Lane128 PlusProduct(Lane128 left, Lane128 right) => new(Vector128.FusedMultiplyAdd(left._value, right._value, _value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public Lane128 MinusProduct(Lane128 left, Lane128 right) => new(Vector128.FusedMultiplyAdd((-left)._value, right._value, _value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public Lane128 Abs() => new(Vector128.AndNot(_value, Vector128.Create(-0.0)));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public Lane128 CopySign(Lane128 sign) => new(Vector128.ConditionalSelect(Vector128.Create(-0.0), sign._value, _value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane128 SelectLess(Lane128 left, Lane128 right, Lane128 first, Lane128 second) =>
        new(Vector128.ConditionalSelect(Vector128.LessThan(left._value, right._value), first._value, second._value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public Lane128 PowerOfTwo() => new(Vector128.ShiftLeft(_value.AsInt64() + Vector128.Create(1023L), 52).AsDouble());
}
