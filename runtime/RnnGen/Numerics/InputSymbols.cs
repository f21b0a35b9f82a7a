using System.Runtime.InteropServices;

namespace RnnGen.Numerics;

/// <summary>
/// One-hot inputs as symbols. A step's symbol, the number of the single one, stands behind its inputs, in each lane; it is their
/// count where all of them are zero.
/// </summary>
internal static unsafe class InputSymbols
{
    /// <summary>In the first lane of a column: that inputs of some lane are not one-hot.</summary>
    public const int None = -1;

    /// <summary>The symbol of one step's inputs.</summary>
    public static int Of(ReadOnlySpan<double> inputs)
    {
        // Bits, since a product with -0 is another zero.
        var bits = MemoryMarshal.Cast<double, long>(inputs);
        var first = bits.IndexOfAnyExcept(0);
        return first < 0 ? inputs.Length : inputs[first] == 1 && bits[(first + 1)..].IndexOfAnyExcept(0) < 0 ? first : None;
    }

    /// <summary>The symbol in a lane.</summary>
    public static int Of<TLane>(TLane* inputs, int count, int lane)
        where TLane : unmanaged, ILane<TLane> => (int)new Numbers<TLane>(inputs + count).Get(lane);

    /// <summary>Whether the inputs of all columns are symbols.</summary>
    public static bool AreThere<TLane>(Units<TLane> inputs, int count, int columns)
        where TLane : unmanaged, ILane<TLane>
    {
        for (var column = 0; column < columns; column++)
        {
            if (Of(inputs.First + (column * inputs.ColumnStride), count, 0) == None)
            {
                return false;
            }
        }

        return true;
    }
}
