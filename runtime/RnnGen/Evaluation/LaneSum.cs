using System.Runtime.CompilerServices;
using RnnGen.Numerics;

namespace RnnGen.Evaluation;

/// <summary>The sum over a panel's lanes: one fixed tree in double precision, of which neither the registers' width nor the machine changes a bit.</summary>
internal static unsafe class LaneSum<TLane>
    where TLane : unmanaged, ILane<TLane>
{
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
        return ((Lane(0) + Lane(4)) + (Lane(2) + Lane(6))) + ((Lane(1) + Lane(5)) + (Lane(3) + Lane(7)));

        double Lane(int lane) => TLane.IsSingle ? Number(lane) + Number(lane + 8) : Number(lane);

        double Number(int lane) => new Numbers<TLane>(lanes).Get((((lane / TLane.Count * stride) + index) * TLane.Count) + (lane % TLane.Count));
    }
}
