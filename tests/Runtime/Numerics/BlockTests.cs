using RnnGen.Numerics;
using RnnGen.Randomness;
using Xunit;

namespace RnnGen.Tests.Numerics;

public sealed class Block512Tests : BlockTests<Lane512>;

public sealed class Block256Tests : BlockTests<Lane256>;

public sealed class Block128Tests : BlockTests<Lane128>;

public sealed class Block64Tests : BlockTests<ScalarLane>;

/// <summary>What the calls of <see cref="Elementary"/> read and write.</summary>
public abstract unsafe class BlockTests<TLane>
    where TLane : unmanaged, ILane<TLane>
{
    [Theory]
    [MemberData(nameof(BlockFunctions.Calls), MemberType = typeof(BlockFunctions))]
    public void Exactly_the_block_is_written(BlockFunction function, int count)
    {
        const double Untouched = 123.0;
        var arguments = Arguments(count);
        var results = Enumerable.Repeat(Untouched, arguments.Length + 16).ToArray();
        fixed (double* source = arguments, destination = results)
        {
            BlockFunctions.Compute(function, (TLane*)source, (TLane*)(destination + 8), count);
        }

        Assert.All(results[..8], value => Assert.Equal(Untouched, value));
        Assert.Equal(arguments.Select(x => function.ComputeOne(x)), results[8..^8]);
        Assert.All(results[^8..], value => Assert.Equal(Untouched, value));
    }

    [Theory]
    [MemberData(nameof(BlockFunctions.Calls), MemberType = typeof(BlockFunctions))]
    public void A_block_may_be_overwritten_by_its_results(BlockFunction function, int count)
    {
        var arguments = Arguments(count);
        double[] results = [.. arguments];
        fixed (double* block = results)
        {
            BlockFunctions.Compute(function, (TLane*)block, (TLane*)block, count);
        }

        Assert.Equal(arguments.Select(x => function.ComputeOne(x)), results);
    }

    [Theory]
    [MemberData(nameof(BlockFunctions.Calls), MemberType = typeof(BlockFunctions))]
    public void What_stands_between_the_blocks_of_columns_stays(BlockFunction function, int count)
    {
        // A column: its arguments, its results and a register that is neither.
        const int Columns = 3;
        var length = (2 * count) + 1;
        var before = Arguments(Columns * length);
        double[] numbers = [.. before];
        fixed (double* values = numbers)
        {
            var column = (TLane*)values;
            BlockFunctions.Compute(function, column, column + count, count, Columns, length * sizeof(TLane));
        }

        Assert.Equal(before.Select((x, i) => IsResult(i / TLane.Count % length) ? function.ComputeOne(before[i - (count * TLane.Count)]) : x), numbers);

        bool IsResult(int register) => register >= count && register < 2 * count;
    }

    private static double[] Arguments(int count) => Numbers.Uniform(new RandomState((uint)count), -5.0, 5.0, count * TLane.Count);
}
