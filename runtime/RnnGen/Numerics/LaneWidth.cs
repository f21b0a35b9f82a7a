namespace RnnGen.Numerics;

/// <summary>The width of a register in bits.</summary>
public enum LaneWidth
{
    /// <summary>One lane: <see cref="ScalarLane"/>.</summary>
    Bits64 = 64,

    /// <summary>Two lanes: <see cref="Lane128"/>.</summary>
    Bits128 = 128,

    /// <summary>Four lanes: <see cref="Lane256"/>.</summary>
    Bits256 = 256,

    /// <summary>Eight lanes: <see cref="Lane512"/>.</summary>
    Bits512 = 512,
}
