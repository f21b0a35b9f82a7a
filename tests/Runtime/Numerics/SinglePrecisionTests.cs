using RnnGen.Numerics;
using Xunit;

namespace RnnGen.Tests.Numerics;

/// <summary>The functions of <see cref="Elementary"/> in single precision, at every 65,537th of its 2^32 numbers.</summary>
public unsafe class SinglePrecisionTests
{
    private const int Count = 1 << 16;

    public static TheoryData<BlockFunction> Functions => [.. Enum.GetValues<BlockFunction>()];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Every_register_gives_the_same_bits(BlockFunction function)
    {
        var expected = Compute<Lane512Single>(function).Select(BitConverter.SingleToInt32Bits).ToArray();

        Assert.Equal(expected, Compute<Lane256Single>(function).Select(BitConverter.SingleToInt32Bits));
        Assert.Equal(expected, Compute<Lane128Single>(function).Select(BitConverter.SingleToInt32Bits));
        Assert.Equal(expected, Compute<ScalarLaneSingle>(function).Select(BitConverter.SingleToInt32Bits));
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Results_are_off_by_two_units_in_the_last_place_at_most(BlockFunction function)
    {
        var results = Compute<Lane512Single>(function);
        for (var i = 0; i < Count; i++)
        {
            var exact = function.ComputeOne(ArgumentOf(i));
            if (float.IsFinite((float)exact))
            {
                var unit = Math.ScaleB(1, Math.Max(exact == 0 ? -126 : Math.ILogB(exact), -126) - 23);
                Assert.InRange(Math.Abs(results[i] - exact), 0, 2 * unit);
            }
            else
            {
                Assert.Equal((float)exact, results[i]);
            }
        }
    }

    private static float ArgumentOf(int index) => BitConverter.UInt32BitsToSingle((uint)index * 65537);

    private static float[] Compute<TLane>(BlockFunction function)
        where TLane : unmanaged, ILane<TLane>
    {
        float[] block = [.. Enumerable.Range(0, Count).Select(ArgumentOf)];
        fixed (float* numbers = block)
        {
            BlockFunctions.Compute(function, (TLane*)numbers, (TLane*)numbers, Count / TLane.Count);
        }

        return block;
    }
}
