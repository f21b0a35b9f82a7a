using RnnGen.Numerics;

namespace RnnGen.Evaluation;

/// <summary>How large the blocks of a network are.</summary>
internal static class BlockSize
{
    // So few columns of a group do not fill the time in which one step waits for the functions of the step before.
    private const int FewColumns = 4;

    // A core's share of a third-level cache.
    private const long CacheBytes = 4 * 1024 * 1024;

    // Beyond that no block has several panels that no cache holds, however often the matrices then are read.
    private const long MemoryBytes = 1024L * 1024 * 1024;

    // What a panel has of each number, whatever the precision and the registers.
    private const long CacheLine = 64;

    // Of sixteen weights of 8 bytes for each number that a panel has in a step, two cache lines are read for the one of the number itself.
    private const long WeightsPerNumber = 16;

    /// <summary>
    /// Whether all columns of a chunk run forward together and only then, group by group, back: in code that is called for all of them at once, of
    /// groups with few columns and a block each. The columns of a group alone would wait at every step for the one before.
    /// </summary>
    /// <remarks>
    /// Measured with registers of 256 bits and 12 sequences in three columns: an epoch of the seed 589 ns together and 638 by groups, elman of
    /// 4 units with 64 steps 47 and 52 us.
    /// </remarks>
    /// <param name="kernels">The network's code.</param>
    /// <param name="size">The panels of a block, of <see cref="Of"/>.</param>
    /// <param name="panels">The panels of a chunk, or more.</param>
    public static unsafe bool AreTogether<TLane>(Kernels<TLane> kernels, int size, int panels)
        where TLane : unmanaged, ILane<TLane> => kernels.Gradients is null && panels <= Math.Min(size, FewColumns);

    /// <summary>
    /// The panels of a block: as many as a cache holds, but so many at least that a step does not read much more of the matrices than of the block
    /// itself. The order of the gradients' sums depends on it, and so it depends on the network alone: a step's numbers are counted as its inputs and
    /// what each parameter has columns, whatever the form of the code keeps.
    /// </summary>
    /// <remarks>
    /// Measured, 64 sequences, microseconds a step with blocks of 1, 2 and all 8 panels. With 1,024 steps, where a panel is 15 to 20 MB:
    /// lstm 16 44, 57, 67; elman 64 68, 74, 76. With 32 steps, where caches hold them all: elman 16 8.1, 6.7, 6.5; lstm 16 35, 30, 29;
    /// elman 64 65, 51, 48; lstm 64 275, 215, 226. lstm 128 with blocks of 4 and 8: 769, 794.
    /// </remarks>
    public static unsafe int Of<TLane>(Experiment experiment, Kernels<TLane> kernels, int most)
        where TLane : unmanaged, ILane<TLane>
    {
        // Where lengths differ, gradients add up panel by panel in any case, and spelled-out code runs each panel to its own longest sequence.
        if (experiment.HasVariableLength && kernels.Gradients is null)
        {
            return 1;
        }

        // A loop, since the first epoch waits for what is loaded and compiled before it.
        long numbers = experiment.InputSize;
        for (var i = 0; i < experiment.Layout.Count; i++)
        {
            numbers += experiment.Layout[i].Shape[^1];
        }

        var size = 1;
        while (size < most
            && (Bytes(2 * size) <= CacheBytes
                || (size * numbers * WeightsPerNumber < experiment.Layout.Length && Bytes(2 * size) <= MemoryBytes)))
        {
            size *= 2;
        }

        return size;

        long Bytes(int panels) => panels * numbers * experiment.SequenceLength * CacheLine;
    }
}
