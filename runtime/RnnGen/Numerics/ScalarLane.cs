using System.Runtime.CompilerServices;

namespace RnnGen.Numerics;

/// <summary>One lane, for machines on which no register of several is accelerated.</summary>
public readonly struct ScalarLane : ILane<ScalarLane>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly double _value;

    [MethodImpl(Inline)]
    private ScalarLane(double value) => _value = value;

    /// <inheritdoc/>
    public static int Count => 1;

    /// <inheritdoc/>
    public static ScalarLane Zero
    {
        [MethodImpl(Inline)]
        get => default;
    }

    /// <inheritdoc/>
    public double this[int lane] => lane == 0 ? _value : throw new ArgumentOutOfRangeException(nameof(lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static ScalarLane Create(double value) => new(value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static ScalarLane operator +(ScalarLane left, ScalarLane right) => new(left._value + right._value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static ScalarLane operator -(ScalarLane left, ScalarLane right) => new(left._value - right._value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static ScalarLane operator *(ScalarLane left, ScalarLane right) => new(left._value * right._value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static ScalarLane operator /(ScalarLane left, ScalarLane right) => new(left._value / right._value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static ScalarLane operator -(ScalarLane value) => new(-value._value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public ScalarLane PlusProduct(ScalarLane left, ScalarLane right) => new(Math.FusedMultiplyAdd(left._value, right._value, _value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public ScalarLane MinusProduct(ScalarLane left, ScalarLane right) => new(Math.FusedMultiplyAdd((-left)._value, right._value, _value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public ScalarLane Abs() => new(Math.Abs(_value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public ScalarLane CopySign(ScalarLane sign) => new(Math.CopySign(_value, sign._value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static ScalarLane SelectLess(ScalarLane left, ScalarLane right, ScalarLane first, ScalarLane second) =>
        new(left._value < right._value ? first._value : second._value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public ScalarLane PowerOfTwo() => new(BitConverter.Int64BitsToDouble((BitConverter.DoubleToInt64Bits(_value) + 1023L) << 52));
}
