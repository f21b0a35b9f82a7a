namespace RnnGen.Numerics;

/// <summary>
/// A register of float64 lanes. Every operation is defined to the last bit by IEEE 754, lane by lane, so that all widths compute the same numbers.
/// </summary>
/// <typeparam name="TSelf">The register's type.</typeparam>
public interface ILane<TSelf>
    where TSelf : unmanaged, ILane<TSelf>
{
    /// <summary>The number of lanes: 8, 4, 2 or 1.</summary>
    static abstract int Count { get; }

    /// <summary>Zero in every lane.</summary>
    static abstract TSelf Zero { get; }

    /// <summary>One number in every lane.</summary>
    static abstract TSelf Create(double value);

    /// <summary>The sum.</summary>
    static abstract TSelf operator +(TSelf left, TSelf right);

    /// <summary>The difference.</summary>
    static abstract TSelf operator -(TSelf left, TSelf right);

    /// <summary>The product.</summary>
    static abstract TSelf operator *(TSelf left, TSelf right);

    /// <summary>The quotient.</summary>
    static abstract TSelf operator /(TSelf left, TSelf right);

    /// <summary>The opposite: the sign bit is flipped.</summary>
    static abstract TSelf operator -(TSelf value);

    /// <summary>This plus left times right, rounded once: fma(left, right, this).</summary>
    TSelf PlusProduct(TSelf left, TSelf right);

    /// <summary>This minus left times right, rounded once: fma(-left, right, this).</summary>
    TSelf MinusProduct(TSelf left, TSelf right);

    /// <summary>The magnitude: the sign bit is cleared.</summary>
    TSelf Abs();

    /// <summary>This magnitude with the sign bit of another.</summary>
    TSelf CopySign(TSelf sign);

    /// <summary>Where left &lt; right, the first, elsewhere (NaN compares as not less) the second.</summary>
    static abstract TSelf SelectLess(TSelf left, TSelf right, TSelf first, TSelf second);

    /// <summary>
    /// 2^k where this is k + 1.5 * 2^52, whose lowest bits are the integer k: the bits are shifted into the exponent. For k from -1022 to 1023.
    /// </summary>
    TSelf PowerOfTwo();

    /// <summary>The number in a lane.</summary>
    double this[int lane] { get; }
}
