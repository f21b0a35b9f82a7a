using System.Runtime.CompilerServices;

namespace RnnGen.Numerics;

/// <content>Sine and cosine.</content>
public static unsafe partial class Elementary
{
    /// <summary>The sine of a block of angles in radians.</summary>
    /// <remarks>
    /// <c>x = k * pi/2 + r</c> with pi/2 in three parts (W. J. Cody and W. Waite, 1980), <c>|r| &lt;= pi/4</c>, then the Taylor polynomial of
    /// degree 17, or 18 for the cosine, and of single precision 9 and 10. The largest error found is 0.790 ULP, at 306090.8017163599 (of single
    /// precision 0.785, at 1036426.4). It is odd, to the bit, and <see cref="double.NaN"/> where <c>x</c> is not a number or <c>|x| >= 2^20</c>:
    /// there the three parts are not enough.
    /// </remarks>
    /// <inheritdoc cref="Tanh{TLane}(TLane*, TLane*, int, int, int)" path="/*[not(self::summary or self::remarks)]"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Sin<TLane>(TLane* source, TLane* destination, int count, int columns = 1, int columnSize = 0)
        where TLane : unmanaged, ILane<TLane> => Compute<TLane, SinFunction>(source, destination, count, columns, columnSize);

    /// <summary>The cosine of a block of angles in radians.</summary>
    /// <remarks>
    /// As <see cref="Sin{TLane}(TLane*, TLane*, int, int, int)"/>; even, to the bit. The largest error found is 0.794 ULP, at 47068.12068922495 (of
    /// single precision 0.793, at 489608.6).
    /// </remarks>
    /// <inheritdoc cref="Tanh{TLane}(TLane*, TLane*, int, int, int)" path="/*[not(self::summary or self::remarks)]"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Cos<TLane>(TLane* source, TLane* destination, int count, int columns = 1, int columnSize = 0)
        where TLane : unmanaged, ILane<TLane> => Compute<TLane, CosFunction>(source, destination, count, columns, columnSize);

    /// <summary>The sine of one number, with the bits that it has in a block.</summary>
    public static double Sin(double x) => Sin(ScalarLane.Create(x))[0];

    /// <summary>The cosine of one number, with the bits that it has in a block.</summary>
    public static double Cos(double x) => Cos(ScalarLane.Create(x))[0];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Sin<TLane>(TLane x)
        where TLane : unmanaged, ILane<TLane>
    {
        SinCos(TLane.Abs(x), out var sin, out var cos, out var quadrant);
        var value = Quadrant(quadrant, sin, cos, -sin, -cos);
        value = TLane.CopySign(TLane.Create(1.0), x) * value;
        return TLane.SelectLess(TLane.Abs(x), TLane.Create(LargestAngle), value, TLane.Create(double.NaN));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Cos<TLane>(TLane x)
        where TLane : unmanaged, ILane<TLane>
    {
        SinCos(TLane.Abs(x), out var sin, out var cos, out var quadrant);
        var value = Quadrant(quadrant, cos, -sin, -cos, sin);
        return TLane.SelectLess(TLane.Abs(x), TLane.Create(LargestAngle), value, TLane.Create(double.NaN));
    }

    private const double LargestAngle = 1048576.0;

    // Sine and cosine of r, and k modulo 4 as one of -2, -1, 0, 1, 2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SinCos<TLane>(TLane x, out TLane sin, out TLane cos, out TLane quadrant)
        where TLane : unmanaged, ILane<TLane>
    {
        var shift = TLane.Shift;
        var k = shift.PlusProduct(x, TLane.Create(0.6366197723675814)) - shift;
        quadrant = k.MinusProduct(TLane.Create(4.0), shift.PlusProduct(k, TLane.Create(0.25)) - shift);

        // What is left after the first part is exact: where k is not 0, x and the part are multiples of 2^-53, of single
        // precision 2^-24, and it is less than 1.
        var part2 = TLane.Create(6.077100506303966e-11, -4.371139e-08f);
        var part3 = TLane.Create(2.0222662487959506e-21, -1.7151245e-15f);
        var first = x.MinusProduct(k, TLane.Create(1.5707963267341256, 1.5707964f));
        var product = k * part2;
        var second = first - product;
        var lost = (first - second - product) - (-product).PlusProduct(k, part2);
        var r = second.MinusProduct(k, part3);
        var low = (second - r).MinusProduct(k, part3) + lost;

        var z = r * r;
        var sinSum = TLane.Create(1.0 / 362880.0);
        if (!TLane.IsSingle)
        {
            sinSum = TLane.Create(1.0 / 355687428096000.0);
            sinSum = TLane.Create(-1.0 / 1307674368000.0).PlusProduct(sinSum, z);
            sinSum = TLane.Create(1.0 / 6227020800.0).PlusProduct(sinSum, z);
            sinSum = TLane.Create(-1.0 / 39916800.0).PlusProduct(sinSum, z);
            sinSum = TLane.Create(1.0 / 362880.0).PlusProduct(sinSum, z);
        }

        sinSum = TLane.Create(-1.0 / 5040.0).PlusProduct(sinSum, z);
        sinSum = TLane.Create(1.0 / 120.0).PlusProduct(sinSum, z);
        sinSum = TLane.Create(-1.0 / 6.0).PlusProduct(sinSum, z);
        var cosSum = TLane.Create(-1.0 / 3628800.0);
        if (!TLane.IsSingle)
        {
            cosSum = TLane.Create(-1.0 / 6402373705728000.0);
            cosSum = TLane.Create(1.0 / 20922789888000.0).PlusProduct(cosSum, z);
            cosSum = TLane.Create(-1.0 / 87178291200.0).PlusProduct(cosSum, z);
            cosSum = TLane.Create(1.0 / 479001600.0).PlusProduct(cosSum, z);
            cosSum = TLane.Create(-1.0 / 3628800.0).PlusProduct(cosSum, z);
        }

        cosSum = TLane.Create(1.0 / 40320.0).PlusProduct(cosSum, z);
        cosSum = TLane.Create(-1.0 / 720.0).PlusProduct(cosSum, z);
        cosSum = TLane.Create(1.0 / 24.0).PlusProduct(cosSum, z);

        // sin(r + low) = sin(r) + low * cos(r), and cos(r) is 1 - r^2 / 2 closely enough; likewise the cosine, with 1 - z/2 to all bits.
        var half = TLane.Create(0.5) * z;
        sin = r + low.MinusProduct(low, half).PlusProduct(sinSum * z, r);
        var one = TLane.Create(1.0);
        var head = one - half;
        cos = head + ((one - head) - half).PlusProduct(cosSum * z, z).MinusProduct(r, low);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Quadrant<TLane>(TLane quadrant, TLane zero, TLane one, TLane two, TLane three)
        where TLane : unmanaged, ILane<TLane>
    {
        var positive = TLane.SelectLess(quadrant, TLane.Create(0.5), zero, TLane.SelectLess(quadrant, TLane.Create(1.5), one, two));
        return TLane.SelectLess(quadrant, TLane.Create(-0.5), TLane.SelectLess(quadrant, TLane.Create(-1.5), two, three), positive);
    }
}
