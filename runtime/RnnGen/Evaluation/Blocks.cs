using RnnGen.Numerics;

namespace RnnGen.Evaluation;

/// <summary>
/// How a chunk is cut into blocks, which are computed there and back one after the other: what the backward pass reads then still is in a cache, and what was computed of one
/// block is overwritten by the next. A block is neighbouring columns with the same lanes of their panels.
/// </summary>
/// <param name="Size">The panels of a block; the last one of a chunk may have fewer.</param>
/// <param name="Panels">The panels of the chunk.</param>
/// <param name="Groups">The columns that a panel fills.</param>
internal readonly record struct Blocks(int Size, int Panels, int Groups)
{
    // Half of a second-level cache of today, of which the matrices need some as well.
    private const long CacheBytes = 512 * 1024;

    // What a panel has of each number, whatever the precision and the registers.
    private const long CacheLine = 64;

    /// <summary>The first block.</summary>
    public Block First => new(0, 0, 0, Math.Min(Size, Panels));

    /// <summary>The block behind another one.</summary>
    public Block After(Block block)
    {
        var panel = block.FirstPanel + block.Columns;
        return panel < Panels
            ? new Block(block.Group, panel, block.EndColumn, Math.Min(Size, Panels - panel))
            : First with { Group = block.Group + 1, FirstColumn = block.EndColumn };
    }

    /// <summary>Whether it is one of the chunk's blocks, and not behind the last one.</summary>
    public bool Has(Block block) => block.Group < Groups;

    /// <summary>
    /// The panels of a block: as many as a cache holds, but so many at least that a block has twice as many values as the network has parameters, since each block reads and writes all
    /// their gradients. The order of the gradients' sums depends on it, and so it depends on the network alone: values are counted as what goes into a step and comes out of its matrices,
    /// whatever the form of the code keeps of that.
    /// </summary>
    /// <remarks>
    /// Measured with a second-level cache of 1 MiB, 64 sequences, blocks of 1, 2, 4 and all 8 panels: lstm 16 with 1,024 steps 47, 58, 63 and 82 us a step; lstm 128 with 32 steps 35, 29, 26
    /// and 26 ms a training step.
    /// </remarks>
    public static unsafe int SizeFor<TLane>(Experiment experiment, Kernels<TLane> kernels, int most)
        where TLane : unmanaged, ILane<TLane>
    {
        // Spelled-out code runs a panel only to its longest sequence, and each has its own.
        if (experiment.HasVariableLength && kernels.Gradients is null)
        {
            return 1;
        }

        var size = 1;
        var values = experiment.SequenceLength * (experiment.InputSize + experiment.Layout.Sum(parameter => (long)parameter.Shape[^1]));
        while (size < most && (2 * size * values * CacheLine <= CacheBytes || size * values < 2L * experiment.Layout.Length))
        {
            size *= 2;
        }

        return size;
    }
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
