using System.Runtime.CompilerServices;

namespace RnnGen.Numerics;

/// <content>The exponential function and what is one step from it.</content>
public static unsafe partial class Elementary
{
    /// <summary>The exponential function of a block of numbers, <c>e^x</c>.</summary>
    /// <remarks>
    /// The largest error found is 0.809 ULP, at 168.08926282300462 (of single precision 0.873, at -5.890752), and 1 ULP where the result is subnormal
    /// and rounded once more. It is exactly 1 at 0, <c>+0</c> from -745.1332191019412 down, infinity from 709.782712893384 up, and
    /// <see cref="double.NaN"/> where <c>x</c> is NaN. See <see cref="ReducedExponential{TLane}"/>.
    /// </remarks>
    /// <inheritdoc cref="Tanh{TLane}(TLane*, TLane*, int, int, int)" path="/*[not(self::summary or self::remarks)]"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Exp<TLane>(TLane* source, TLane* destination, int count, int columns = 1, int columnSize = 0)
        where TLane : unmanaged, ILane<TLane> => Compute<TLane, ExpFunction>(source, destination, count, columns, columnSize);

    /// <summary>The exponential function minus one of a block of numbers, <c>e^x - 1</c>, to the last digits also near 0.</summary>
    /// <remarks>
    /// The largest error found is 1.408 ULP, at 0.34747796029426814 (of single precision 1.681, at 0.346623). It has the sign of <c>x</c>, is exactly
    /// <c>x</c> where <c>|x| &lt; 1e-16</c>, and -1 from -40 down.
    /// </remarks>
    /// <inheritdoc cref="Tanh{TLane}(TLane*, TLane*, int, int, int)" path="/*[not(self::summary or self::remarks)]"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Expm1<TLane>(TLane* source, TLane* destination, int count, int columns = 1, int columnSize = 0)
        where TLane : unmanaged, ILane<TLane> => Compute<TLane, Expm1Function>(source, destination, count, columns, columnSize);

    /// <summary>The logarithm of one plus the exponential function of a block of numbers, <c>log(1 + e^x)</c>, which never overflows.</summary>
    /// <remarks>
    /// <c>max(x, 0) + log(1 + e^-|x|)</c>. The largest error found is 1.758 ULP, at -4.15213513029461 (of single precision 1.950, at -3.4547878).
    /// </remarks>
    /// <inheritdoc cref="Tanh{TLane}(TLane*, TLane*, int, int, int)" path="/*[not(self::summary or self::remarks)]"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Softplus<TLane>(TLane* source, TLane* destination, int count, int columns = 1, int columnSize = 0)
        where TLane : unmanaged, ILane<TLane> => Compute<TLane, SoftplusFunction>(source, destination, count, columns, columnSize);

    /// <summary>The exponential function of one number, with the bits that it has in a block.</summary>
    public static double Exp(double x) => Exp(ScalarLane.Create(x))[0];

    /// <summary>The exponential function minus one of one number, with the bits that it has in a block.</summary>
    public static double Expm1(double x) => Expm1(ScalarLane.Create(x))[0];

    /// <summary><c>log(1 + e^x)</c> of one number, with the bits that it has in a block.</summary>
    public static double Softplus(double x) => Softplus(ScalarLane.Create(x))[0];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Exp<TLane>(TLane x)
        where TLane : unmanaged, ILane<TLane>
    {
        var value = new ReducedExponential<TLane>(x).Value();
        var limit = TLane.SelectLess(x, TLane.Zero, TLane.Zero, TLane.Create(double.PositiveInfinity));
        limit = TLane.SelectLess(TLane.Create(1.0), TLane.Abs(x), limit, TLane.Create(double.NaN));
        return TLane.SelectLess(TLane.Abs(x), TLane.Create(1000.0, 150.0f), value, limit);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Expm1<TLane>(TLane x)
        where TLane : unmanaged, ILane<TLane>
    {
        var one = TLane.Create(1.0);
        var reduced = new ReducedExponential<TLane>(x);

        // 2^k * e + (2^k - 1): the second term is exact up to k = 53, of single precision 24, and where the function is larger, minus one makes no difference.
        var power = ReducedExponential<TLane>.PowerOfTwo(reduced.K);
        var near = (power - one).PlusProduct(power, reduced.E);
        var far = TLane.SelectLess(x, TLane.Zero, -one, Exp(x));
        var result = TLane.CopySign(TLane.SelectLess(TLane.Abs(x), TLane.Create(40.0), near, far), x);
        return TLane.SelectLess(TLane.Abs(x), one, result, TLane.SelectLess(TLane.Create(0.5), TLane.Abs(x), result, TLane.Create(double.NaN)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Softplus<TLane>(TLane x)
        where TLane : unmanaged, ILane<TLane>
    {
        var one = TLane.Create(1.0);
        var u = Exp(-TLane.Abs(x));

        // 1 + u = w + low exactly (T. J. Dekker's Fast2Sum, 1971), and log(w + low) = log(w) + low / w closely enough.
        var w = one + u;
        var low = u - (w - one);
        return TLane.SelectLess(TLane.Zero, x, x, TLane.Zero) + (Log(w) + (low / w));
    }
}
