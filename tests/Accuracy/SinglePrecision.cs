using System.Runtime.InteropServices;
using RnnGen.Numerics;

namespace RnnGen.Accuracy;

/// <summary>
/// Every number of single precision, all 2^32 bit patterns, as the argument of a function, compared with the function in double precision, whose own error
/// is some 2^-28 of a unit of single precision. Outside the function's domain both are NaN.
/// </summary>
internal static class SinglePrecision
{
    private const int BlockLength = 4096;
    private const int Blocks = 1 << 20;
    private const double SmallestNormal = 1.1754943508222875e-38;

    /// <summary>Measures a function.</summary>
    public static Worst Measure(ElementaryFunction function)
    {
        var worst = new Worst();
        var columns = BlockLength / Lane512Single.Count;
        Parallel.For(
            0,
            Blocks,
            () => (Single: new Lane512Single[columns], Double: new Lane512[2 * columns], Worst: new Worst()),
            (block, _, room) =>
            {
                var single = MemoryMarshal.Cast<Lane512Single, float>(room.Single.AsSpan());
                var exact = MemoryMarshal.Cast<Lane512, double>(room.Double.AsSpan());
                for (var i = 0; i < BlockLength; i++)
                {
                    single[i] = ArgumentOf(block, i);
                    exact[i] = single[i];
                }

                function.Compute<Lane512Single>(room.Single, room.Single);
                function.Compute<Lane512>(room.Double, room.Double);
                for (var i = 0; i < BlockLength; i++)
                {
                    room.Worst.Add(ArgumentOf(block, i), single[i], Error(single[i], exact[i]), Math.Abs(exact[i]) < SmallestNormal);
                }

                return room;
            },
            room =>
            {
                lock (worst)
                {
                    worst.Add(room.Worst);
                }
            });
        return worst;
    }

    private static float ArgumentOf(int block, int index) => BitConverter.Int32BitsToSingle((block * BlockLength) + index);

    private static double Error(float result, double exact)
    {
        if (!float.IsFinite(result) || !float.IsFinite((float)exact))
        {
            return result.Equals((float)exact) ? 0 : double.PositiveInfinity;
        }

        var unit = Math.ScaleB(1, Math.Max(exact == 0 ? -126 : Math.ILogB(exact), -126) - 23);
        return Math.Abs(result - exact) / unit;
    }
}
