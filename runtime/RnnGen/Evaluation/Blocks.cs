using RnnGen.Numerics;

namespace RnnGen.Evaluation;

/// <summary>
/// How a chunk is cut into blocks, which are computed there and back one after the other: what the backward pass reads then still is in a cache, and what was computed of one
/// block is overwritten by the next. A block is neighbouring columns with the same lanes of their panels. Columns of the last panel that have no sequence are in none.
/// </summary>
/// <param name="Size">The panels of a block; the last one of a group may have fewer.</param>
/// <param name="Panels">The panels of the chunk.</param>
/// <param name="Groups">The columns of the first panel.</param>
/// <param name="LastGroups">The columns of the last panel.</param>
internal readonly record struct Blocks(int Size, int Panels, int Groups, int LastGroups)
{
    // So few columns of a group do not fill the time in which one step waits for the functions of the step before.
    private const int FewColumns = 4;

    // A core's share of a third-level cache.
    private const long CacheBytes = 4 * 1024 * 1024;

    // Beyond that a block is one panel, however often the matrices then are read.
    private const long MemoryBytes = 1024L * 1024 * 1024;

    // What a panel has of each number, whatever the precision and the registers.
    private const long CacheLine = 64;

    // Of sixteen weights of 8 bytes for each number that a panel has in a step, two cache lines are read for the one of the number itself.
    private const long WeightsPerNumber = 16;

    /// <summary>The first block.</summary>
    public Block First => At(0, 0);

    /// <summary>The block behind another one.</summary>
    public Block After(Block block)
    {
        var panel = block.FirstPanel + block.Columns;
        return panel < PanelsOf(block.Group) ? At(block.Group, panel) : At(block.Group + 1, 0);
    }

    /// <summary>Whether it is one of the chunk's blocks, and not behind the last one.</summary>
    public bool Has(Block block) => block.Group < Groups;

    /// <summary>The column behind the last one that has a sequence.</summary>
    public int EndColumn => ((Groups - 1) * Panels) + PanelsOf(Groups - 1);

    /// <summary>
    /// Whether all columns of a chunk run forward together and only then, group by group, back: in code that is called for all of them at once, of groups with few columns and a block each. The
    /// columns of a group alone would wait at every step for the one before.
    /// </summary>
    /// <remarks>Measured with registers of 256 bits and 12 sequences in three columns: an epoch of the seed 589 ns together and 638 by groups, elman of 4 units with 64 steps 47 and 52 us.</remarks>
    /// <param name="kernels">The network's code.</param>
    /// <param name="size">The panels of a block, of <see cref="SizeFor"/>.</param>
    /// <param name="panels">The panels of a chunk, or more.</param>
    public static unsafe bool AreTogether<TLane>(Kernels<TLane> kernels, int size, int panels)
        where TLane : unmanaged, ILane<TLane> => kernels.Gradients is null && panels <= Math.Min(size, FewColumns);

    /// <summary>
    /// The panels of a block: as many as a cache holds, but so many at least that a step does not read much more of the matrices than of the block itself. The order of the gradients' sums
    /// depends on it, and so it depends on the network alone: a step's numbers are counted as its inputs and what each parameter has columns, whatever the form of the code keeps.
    /// </summary>
    /// <remarks>
    /// Measured, 64 sequences, microseconds a step with blocks of 1, 2 and all 8 panels. With 1,024 steps, where a panel is 15 to 20 MB: lstm 16 44, 57, 67; elman 64 68, 74, 76. With 32 steps, where
    /// caches hold them all: elman 16 8.1, 6.7, 6.5; lstm 16 35, 30, 29; elman 64 65, 51, 48; lstm 64 275, 215, 226. lstm 128 with blocks of 4 and 8: 769, 794.
    /// </remarks>
    public static unsafe int SizeFor<TLane>(Experiment experiment, Kernels<TLane> kernels, int most)
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
        while (size < most && (Bytes(2 * size) <= CacheBytes || (size * numbers * WeightsPerNumber < experiment.Layout.Length && Bytes(2 * size) <= MemoryBytes)))
        {
            size *= 2;
        }

        return size;

        long Bytes(int panels) => panels * numbers * experiment.SequenceLength * CacheLine;
    }

    private int PanelsOf(int group) => group < LastGroups ? Panels : Panels - 1;

    private Block At(int group, int panel) => new(group, panel, (group * Panels) + panel, Math.Min(Size, PanelsOf(group) - panel));
}

/// <summary>Some columns of a chunk that are computed there and back together.</summary>
/// <param name="Group">Which of the panels' lanes they have.</param>
/// <param name="FirstPanel">The panel of the first column, in the chunk.</param>
/// <param name="FirstColumn">The first column, in the chunk.</param>
/// <param name="Columns">The number of columns, each of another panel.</param>
internal readonly record struct Block(int Group, int FirstPanel, int FirstColumn, int Columns)
{
    /// <summary>The column behind the last one.</summary>
    public int EndColumn => FirstColumn + Columns;
}
