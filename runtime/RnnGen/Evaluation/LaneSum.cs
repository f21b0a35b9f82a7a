using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using RnnGen.Numerics;

namespace RnnGen.Evaluation;

/// <summary>
/// The sum over a panel's lanes: one fixed tree in double precision, of which neither the registers' width nor the machine changes a bit. Where lanes
/// have been added up, zeros are left behind for the next pass, so that nobody has to clear them.
/// </summary>
internal static unsafe class LaneSum<TLane>
    where TLane : unmanaged, ILane<TLane>
{
    private const int PanelSize = 8;

    private static int Groups
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (TLane.IsSingle ? 2 * PanelSize : PanelSize) / TLane.Count;
    }

    /// <summary>
    /// Takes the sum of one number out of its lanes. Lane l of the panel is lane l % Count of the register group l / Count; in single precision lanes
    /// at distance 8 are added first, then, as in double precision, those at distance 4, 2 and 1.
    /// </summary>
    /// <param name="lanes">The register groups.</param>
    /// <param name="index">Which register of a group.</param>
    /// <param name="stride">The registers of a group.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Take(TLane* lanes, int index, int stride)
    {
        var sum = Of(lanes + index, stride);
        Clear(lanes + index, stride);
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Of(TLane* first, int stride)
    {
        if (!TLane.IsSingle && TLane.Count >= Vector256<double>.Count)
        {
            // The same tree in registers.
            var fours = Unsafe.BitCast<Lane256, Vector256<double>>(Fours(first, stride));
            var twos = fours.GetLower() + fours.GetUpper();
            return twos[0] + twos[1];
        }

        return ((Lane(first, stride, 0) + Lane(first, stride, 4)) + (Lane(first, stride, 2) + Lane(first, stride, 6)))
            + ((Lane(first, stride, 1) + Lane(first, stride, 5)) + (Lane(first, stride, 3) + Lane(first, stride, 7)));
    }

    /// <summary>Takes the sums of neighbouring numbers, each as <see cref="Take"/> has it, and adds them to others.</summary>
    /// <param name="target">What the sums are added to, by the registers' indices.</param>
    /// <param name="lanes">The register groups.</param>
    /// <param name="first">The first register of a group.</param>
    /// <param name="end">The register behind the last one.</param>
    /// <param name="stride">The registers of a group.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TakeTo(double* target, TLane* lanes, int first, int end, int stride)
    {
        var i = first;
        if (!TLane.IsSingle && FourByFour.Has<TLane>())
        {
            for (; i <= end - 4; i += 4)
            {
                var (a, b, c, d) = (Fours(lanes + i, stride), Fours(lanes + i + 1, stride), Fours(lanes + i + 2, stride), Fours(lanes + i + 3, stride));
                FourByFour.Transpose(ref a, ref b, ref c, ref d);
                var four = (Lane256*)(target + i);
                *four = *four + ((a + c) + (b + d));
                Clear(lanes + i, stride);
                Clear(lanes + i + 1, stride);
                Clear(lanes + i + 2, stride);
                Clear(lanes + i + 3, stride);
            }
        }

        for (; i < end; i++)
        {
            target[i] += Take(lanes, i, stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Clear(TLane* first, int stride)
    {
        for (var group = 0; group < Groups; group++)
        {
            first[group * (nint)stride] = TLane.Zero;
        }
    }

    // Lanes at distance 4 added: four numbers of eight.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane256 Fours(TLane* first, int stride) =>
        *(Lane256*)first + *(Lane256*)((double*)first + (TLane.Count == PanelSize ? Vector256<double>.Count : stride * (nint)TLane.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Lane(TLane* first, int stride, int lane) => TLane.IsSingle
        ? Number(first, stride, lane) + Number(first, stride, lane + 8)
        : Number(first, stride, lane);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Number(TLane* first, int stride, int lane) => new Numbers<TLane>(first + (lane / TLane.Count * (nint)stride)).Get(lane % TLane.Count);
}
