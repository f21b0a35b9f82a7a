using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnGen.Numerics;

/// <summary>Eight lanes in a register of 512 bits.</summary>
public readonly struct Lane512 : ILane<Lane512>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector512<double> _value;

    [MethodImpl(Inline)]
    private Lane512(Vector512<double> value) => _value = value;

    /// <inheritdoc/>
    public static int Count => 8;

    /// <inheritdoc/>
    public static Lane512 Zero
    {
        [MethodImpl(Inline)]
        get => default;
    }

    /// <inheritdoc/>
    public double this[int lane] => _value[lane];

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane512 Create(double value) => new(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane512 operator +(Lane512 left, Lane512 right) => new(left._value + right._value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane512 operator -(Lane512 left, Lane512 right) => new(left._value - right._value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane512 operator *(Lane512 left, Lane512 right) => new(left._value * right._value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane512 operator /(Lane512 left, Lane512 right) => new(left._value / right._value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane512 operator -(Lane512 value) => new(value._value ^ Vector512.Create(-0.0));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public Lane512 PlusProduct(Lane512 left, Lane512 right) => new(Vector512.FusedMultiplyAdd(left._value, right._value, _value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public Lane512 MinusProduct(Lane512 left, Lane512 right) => new(Vector512.FusedMultiplyAdd((-left)._value, right._value, _value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public Lane512 Abs() => new(Vector512.AndNot(_value, Vector512.Create(-0.0)));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public Lane512 CopySign(Lane512 sign) => new(Vector512.ConditionalSelect(Vector512.Create(-0.0), sign._value, _value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane512 SelectLess(Lane512 left, Lane512 right, Lane512 first, Lane512 second) =>
        new(Vector512.ConditionalSelect(Vector512.LessThan(left._value, right._value), first._value, second._value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public Lane512 PowerOfTwo() => new(Vector512.ShiftLeft(_value.AsInt64() + Vector512.Create(1023L), 52).AsDouble());
}
