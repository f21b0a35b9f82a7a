using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RnnGen.Numerics;

/// <summary>
/// Four units of four sequences: between registers of which each has one unit, a sequence a lane, and registers of which each has one
/// sequence, its units side by side.
/// </summary>
internal static class FourByFour
{
    /// <summary>Whether this is there for numbers of a register's precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Has<TLane>()
        where TLane : unmanaged, ILane<TLane> => TLane.Count >= 4 && (TLane.IsSingle ? Sse.IsSupported : Avx.IsSupported);

    /// <summary>Transposes four registers of four numbers.</summary>
    /// <typeparam name="TFour"><see cref="Lane256"/> or <see cref="Lane128Single"/>.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose<TFour>(ref TFour a, ref TFour b, ref TFour c, ref TFour d)
        where TFour : unmanaged, ILane<TFour>
    {
        if (TFour.IsSingle)
        {
            var (w, x, y, z) = (Singles(a), Singles(b), Singles(c), Singles(d));
            var (wx01, wx23, yz01, yz23) = (Sse.UnpackLow(w, x), Sse.UnpackHigh(w, x), Sse.UnpackLow(y, z), Sse.UnpackHigh(y, z));
            a = Of<TFour>(Sse.MoveLowToHigh(wx01, yz01));
            b = Of<TFour>(Sse.MoveHighToLow(yz01, wx01));
            c = Of<TFour>(Sse.MoveLowToHigh(wx23, yz23));
            d = Of<TFour>(Sse.MoveHighToLow(yz23, wx23));
        }
        else
        {
            var (w, x, y, z) = (Doubles(a), Doubles(b), Doubles(c), Doubles(d));
            var (wx02, wx13, yz02, yz13) = (Avx.UnpackLow(w, x), Avx.UnpackHigh(w, x), Avx.UnpackLow(y, z), Avx.UnpackHigh(y, z));
            a = Of<TFour>(Avx.Permute2x128(wx02, yz02, 0x20));
            b = Of<TFour>(Avx.Permute2x128(wx13, yz13, 0x20));
            c = Of<TFour>(Avx.Permute2x128(wx02, yz02, 0x31));
            d = Of<TFour>(Avx.Permute2x128(wx13, yz13, 0x31));
        }
    }

    /// <summary>Whether a number of four registers is zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasZero<TFour>(TFour a, TFour b, TFour c, TFour d)
        where TFour : unmanaged, ILane<TFour>
    {
        if (TFour.IsSingle)
        {
            var (zero, equal) = (Vector128<float>.Zero, Vector128.Equals(Singles(a), Vector128<float>.Zero));
            equal |= Vector128.Equals(Singles(b), zero) | Vector128.Equals(Singles(c), zero) | Vector128.Equals(Singles(d), zero);
            return equal.AsInt32() != Vector128<int>.Zero;
        }
        else
        {
            var (zero, equal) = (Vector256<double>.Zero, Vector256.Equals(Doubles(a), Vector256<double>.Zero));
            equal |= Vector256.Equals(Doubles(b), zero) | Vector256.Equals(Doubles(c), zero) | Vector256.Equals(Doubles(d), zero);
            return equal.AsInt64() != Vector256<long>.Zero;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Doubles<TFour>(TFour four)
        where TFour : unmanaged, ILane<TFour> => Unsafe.BitCast<TFour, Vector256<double>>(four);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Singles<TFour>(TFour four)
        where TFour : unmanaged, ILane<TFour> => Unsafe.BitCast<TFour, Vector128<float>>(four);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TFour Of<TFour>(Vector256<double> doubles)
        where TFour : unmanaged, ILane<TFour> => Unsafe.BitCast<Vector256<double>, TFour>(doubles);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TFour Of<TFour>(Vector128<float> singles)
        where TFour : unmanaged, ILane<TFour> => Unsafe.BitCast<Vector128<float>, TFour>(singles);
}
