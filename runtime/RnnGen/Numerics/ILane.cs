using System.Numerics;

namespace RnnGen.Numerics;

/// <summary>
/// A register of lanes, of <see cref="double"/> or <see cref="float"/>. Code that is generic over it is written once for both precisions, and runs at every
/// register width with the same bits.
/// </summary>
/// <remarks>
/// <para>
/// Every member works lane by lane, and IEEE 754 defines its result to the last bit: <c>+ - * /</c>, square root and fused multiply-add
/// round once, to nearest, ties to even; the others move bits. Nothing is an estimate, and nothing adds up across lanes, where the order
/// would depend on the width.
/// </para>
/// <para>
/// One thing IEEE 754 leaves open: the sign and the payload of a NaN that arithmetic returns. Whatever depends on a NaN's bits, such as a
/// hash, replaces it by <see cref="double.NaN"/> first, as <see cref="Elementary"/> does.
/// </para>
/// </remarks>
/// <typeparam name="TSelf">The register's own type.</typeparam>
public unsafe interface ILane<TSelf> :
    IAdditionOperators<TSelf, TSelf, TSelf>,
    ISubtractionOperators<TSelf, TSelf, TSelf>,
    IMultiplyOperators<TSelf, TSelf, TSelf>,
    IDivisionOperators<TSelf, TSelf, TSelf>,
    IUnaryNegationOperators<TSelf, TSelf>
    where TSelf : unmanaged, ILane<TSelf>
{
    /// <summary>The number of lanes: 8, 4, 2 or 1, and of single precision 16, 8, 4 or 1.</summary>
    static abstract int Count { get; }

    /// <summary>Whether lanes are <see cref="float"/> and not <see cref="double"/>.</summary>
    static abstract bool IsSingle { get; }

    /// <summary><c>+0</c> in every lane.</summary>
    static abstract TSelf Zero { get; }

    /// <summary>
    /// <c>1.5 * 2^52</c>, of single precision <c>1.5 * 2^23</c>: adding it rounds to an integer and leaves that integer, in two's
    /// complement, in the lowest bits.
    /// </summary>
    static abstract TSelf Shift { get; }

    /// <summary>The number in one lane.</summary>
    /// <param name="lane">From 0 to <see cref="Count"/> - 1, in the order of memory.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such lane.</exception>
    double this[int lane] { get; }

    /// <summary>The same number in every lane, rounded to single precision where lanes have that.</summary>
    static abstract TSelf Create(double value);

    /// <summary>The same number in every lane, which is another one for each precision.</summary>
    /// <param name="value">The number of double precision.</param>
    /// <param name="rounded">That of single precision.</param>
    static abstract TSelf Create(double value, float rounded);

    /// <summary>The number that stands in memory, of the precision of the lanes, in every lane.</summary>
    static abstract TSelf Broadcast(void* number);

    /// <summary>
    /// <c>this + left * right</c>, rounded once: <c>fma(left, right, this)</c>. Sums of products are chains of it, from left to right.
    /// </summary>
    TSelf PlusProduct(TSelf left, TSelf right);

    /// <summary>
    /// The same in place: <c>sum = fma(left, right, sum)</c>. Where a result goes through a new register struct, the JIT adds to
    /// whichever operand is read for the last time and moves the sum back afterwards: nine moves to the 24 products of a gradient's tile,
    /// seven to the 16 of a product's block.
    /// </summary>
    static abstract void AddProduct(ref TSelf sum, TSelf left, TSelf right);

    /// <summary><c>this - left * right</c>, rounded once: <c>fma(-left, right, this)</c>.</summary>
    TSelf MinusProduct(TSelf left, TSelf right);

    /// <summary>The square root, rounded once.</summary>
    static abstract TSelf Sqrt(TSelf value);

    /// <summary>The magnitude: the sign bit is cleared, also of NaN.</summary>
    static abstract TSelf Abs(TSelf value);

    /// <summary>The magnitude of <paramref name="value"/> with the sign bit of <paramref name="sign"/>, also of NaN.</summary>
    static abstract TSelf CopySign(TSelf value, TSelf sign);

    /// <summary>
    /// The bits of <paramref name="whenLess"/> in the lanes where <c>left &lt; right</c>, and those of <paramref name="otherwise"/>
    /// elsewhere. NaN is not less than anything, nor anything less than NaN, and <c>-0</c> is not less than <c>+0</c>.
    /// </summary>
    static abstract TSelf SelectLess(TSelf left, TSelf right, TSelf whenLess, TSelf otherwise);

    /// <summary>The larger of two, lane by lane: <paramref name="right"/> where it is greater, and <paramref name="left"/> elsewhere.</summary>
    static virtual TSelf Max(TSelf left, TSelf right) => TSelf.SelectLess(left, right, right, left);

    /// <summary>
    /// <paramref name="value"/>, but <paramref name="limit"/> where that is less, in one instruction where there is one. Where the value is NaN, so
    /// is the result; which bits of NaN it has depends on the machine.
    /// </summary>
    static abstract TSelf AtMost(TSelf value, TSelf limit);

    /// <summary>
    /// A positive normal number as <c>m * 2^k</c> with <c>m</c> from <c>sqrt(1/2)</c> to below <c>sqrt(2)</c>. Of other numbers both may be anything.
    /// </summary>
    /// <param name="value">The number.</param>
    /// <param name="exponent">Receives k.</param>
    /// <returns>m.</returns>
    static abstract TSelf Decompose(TSelf value, out TSelf exponent);

    /// <summary>
    /// <c>value * 2^k</c>, where <paramref name="shifted"/> is <c><see cref="Shift"/> + k</c> and both <paramref name="value"/> and the result are
    /// normal numbers.
    /// </summary>
    /// <remarks>
    /// k stands in the lowest bits of <paramref name="shifted"/>. They are moved to where the exponent is, and added:
    /// <c>bits(value) + (bits(shifted) &lt;&lt; 52)</c>, of single precision 23, in integers of the same length that wrap around. This is also the
    /// result outside of the range stated.
    /// </remarks>
    static abstract TSelf ScaleByPowerOfTwo(TSelf value, TSelf shifted);
}
