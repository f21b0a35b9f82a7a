using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using RnnGen.Numerics;

namespace RnnGen.Evaluation;

/// <summary>The sum over a panel's lanes: one fixed tree in double precision, of which neither the registers' width nor the machine changes a bit.</summary>
internal static unsafe class LaneSum<TLane>
    where TLane : unmanaged, ILane<TLane>
{
    private const int PanelSize = 8;

    /// <summary>
    /// Adds up the lanes of one number. Lane l of the panel is lane l % Count of the register group l / Count; in single precision lanes at distance 8 are added
    /// first, then, as in double precision, those at distance 4, 2 and 1.
    /// </summary>
    /// <param name="lanes">The register groups.</param>
    /// <param name="index">Which register of a group.</param>
    /// <param name="stride">The registers of a group.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Of(TLane* lanes, int index, int stride)
    {
        var first = lanes + index;
        if (!TLane.IsSingle && TLane.Count >= Vector256<double>.Count)
        {
            // The same tree in registers.
            var distance = TLane.Count == PanelSize ? Vector256<double>.Count : stride * (nint)TLane.Count;
            var fours = Vector256.Load((double*)first) + Vector256.Load((double*)first + distance);
            var twos = fours.GetLower() + fours.GetUpper();
            return twos[0] + twos[1];
        }

        return ((Lane(first, stride, 0) + Lane(first, stride, 4)) + (Lane(first, stride, 2) + Lane(first, stride, 6)))
            + ((Lane(first, stride, 1) + Lane(first, stride, 5)) + (Lane(first, stride, 3) + Lane(first, stride, 7)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Lane(TLane* first, int stride, int lane) => TLane.IsSingle ? Number(first, stride, lane) + Number(first, stride, lane + 8) : Number(first, stride, lane);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Number(TLane* first, int stride, int lane) => new Numbers<TLane>(first + (lane / TLane.Count * (nint)stride)).Get(lane % TLane.Count);
}
