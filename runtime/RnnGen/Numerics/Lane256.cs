using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnGen.Numerics;

/// <summary>Four lanes in a register of 256 bits.</summary>
public readonly struct Lane256 : ILane<Lane256>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector256<double> _value;

    [MethodImpl(Inline)]
    private Lane256(Vector256<double> value) => _value = value;

    /// <inheritdoc/>
    public static int Count => 4;

    /// <inheritdoc/>
    public static Lane256 Zero
    {
        [MethodImpl(Inline)]
        get => default;
    }

    /// <inheritdoc/>
    public double this[int lane] => _value[lane];

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane256 Create(double value) => new(Vector256.Create(value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane256 operator +(Lane256 left, Lane256 right) => new(left._value + right._value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane256 operator -(Lane256 left, Lane256 right) => new(left._value - right._value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane256 operator *(Lane256 left, Lane256 right) => new(left._value * right._value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane256 operator /(Lane256 left, Lane256 right) => new(left._value / right._value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane256 operator -(Lane256 value) => new(value._value ^ Vector256.Create(-0.0));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public Lane256 PlusProduct(Lane256 left, Lane256 right) => new(Vector256.FusedMultiplyAdd(left._value, right._value, _value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public Lane256 MinusProduct(Lane256 left, Lane256 right) => new(Vector256.FusedMultiplyAdd((-left)._value, right._value, _value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public Lane256 Abs() => new(Vector256.AndNot(_value, Vector256.Create(-0.0)));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public Lane256 CopySign(Lane256 sign) => new(Vector256.ConditionalSelect(Vector256.Create(-0.0), sign._value, _value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane256 SelectLess(Lane256 left, Lane256 right, Lane256 first, Lane256 second) =>
        new(Vector256.ConditionalSelect(Vector256.LessThan(left._value, right._value), first._value, second._value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public Lane256 PowerOfTwo() => new(Vector256.ShiftLeft(_value.AsInt64() + Vector256.Create(1023L), 52).AsDouble());
}
