using RnnGen.Numerics;

namespace RnnGen.Evaluation;

/// <summary>
/// How the chunks of a batch are cut into blocks, which are computed there and back one after the other: what the backward pass reads then still is
/// in a cache, and what was computed of one block is overwritten by the next. A block is neighbouring columns with the same lanes of their panels.
/// Columns of the last panel that have no sequence are in none, unless all are asked for.
/// </summary>
internal sealed class Blocks<TLane>
    where TLane : unmanaged, ILane<TLane>
{
    private readonly Batch<TLane> _batch;
    private readonly int _size;
    private readonly Block[] _blocks;

    // Behind each chunk's blocks.
    private readonly int[] _ends;

    /// <summary>Makes room for the blocks of as many sequences as the batch has room for.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="size">The panels of a block; the last one of a group may have fewer.</param>
    public Blocks(Batch<TLane> batch, int size)
    {
        (_batch, _size) = (batch, size);
        var panels = Batch<TLane>.PanelsFor(batch.Capacity);
        _ends = new int[(panels + Batch<TLane>.ChunkSize - 1) / Batch<TLane>.ChunkSize];
        _blocks = new Block[Batch<TLane>.GroupsFor(batch.Capacity) * ((panels / size) + _ends.Length)];
    }

    /// <summary>The blocks of a chunk.</summary>
    public ReadOnlySpan<Block> Of(int chunk) => _blocks.AsSpan(FirstOf(chunk).._ends[chunk]);

    /// <summary>Cuts the sequences that are loaded.</summary>
    /// <param name="allColumns">Whether columns without a sequence are in a block, too.</param>
    public void Cut(bool allColumns)
    {
        for (var chunk = 0; chunk < _batch.Chunks; chunk++)
        {
            var (groups, panels, end) = (_batch.GroupsOf(chunk), _batch.PanelsOf(chunk), FirstOf(chunk));
            var lastGroups = allColumns ? groups : _batch.LastGroupsOf(chunk);
            for (var group = 0; group < groups; group++)
            {
                var endPanel = group < lastGroups ? panels : panels - 1;
                for (var panel = 0; panel < endPanel; panel += _size)
                {
                    var columns = Math.Min(_size, endPanel - panel);
                    _blocks[end++] = new Block(group, panel, (group * panels) + panel, columns, StepsOf(chunk, panel, columns));
                }
            }

            _ends[chunk] = end;
        }
    }

    private int FirstOf(int chunk) => chunk == 0 ? 0 : _ends[chunk - 1];

    private int StepsOf(int chunk, int panel, int columns)
    {
        var steps = 0;
        for (var i = 0; i < columns; i++)
        {
            steps = Math.Max(steps, _batch.StepsOf(chunk, panel + i));
        }

        return steps;
    }
}

/// <summary>Some columns of a chunk that are computed there and back together.</summary>
/// <remarks>
/// Handed on by reference: a copy of its fields one by one that is then read sixteen bytes at a time stalls the processor's store
/// forwarding, 15 ns of the seed's epoch.
/// </remarks>
/// <param name="Group">Which of the panels' lanes they have.</param>
/// <param name="FirstPanel">The panel of the first column, in the chunk.</param>
/// <param name="FirstColumn">The first column, in the chunk.</param>
/// <param name="Columns">The number of columns, each of another panel.</param>
/// <param name="Steps">The steps of the longest sequence.</param>
internal readonly record struct Block(int Group, int FirstPanel, int FirstColumn, int Columns, int Steps)
{
    /// <summary>The column behind the last one.</summary>
    public int EndColumn => FirstColumn + Columns;
}
