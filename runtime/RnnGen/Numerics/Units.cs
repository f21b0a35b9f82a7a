using System.Runtime.CompilerServices;

namespace RnnGen.Numerics;

/// <summary>The units of one variable, [units] registers that lie together, in several columns of sequences and at several steps.</summary>
/// <typeparam name="TLane">The register.</typeparam>
public readonly unsafe struct Units<TLane>
    where TLane : unmanaged, ILane<TLane>
{
    /// <summary>Says where the units are.</summary>
    /// <param name="first">The first unit of the first column at the first step.</param>
    /// <param name="columnBytes">The distance from one column to the next in bytes.</param>
    /// <param name="stepBytes">The distance from one step to the next in bytes; 0 where there is only one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Units(void* first, int columnBytes, int stepBytes = 0)
    {
        First = (TLane*)first;
        ColumnStride = columnBytes / sizeof(TLane);
        StepStride = stepBytes / sizeof(TLane);
    }

    private Units(TLane* first, nint columnStride, nint stepStride)
    {
        First = first;
        ColumnStride = columnStride;
        StepStride = stepStride;
    }

    /// <summary>The units from one on, at the steps from one on.</summary>
    internal Units<TLane> From(int step, int unit) => new(First + (step * StepStride) + unit, ColumnStride, StepStride);

    /// <summary>The first unit of a column at the first step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal TLane* Column(int column) => First + (column * ColumnStride);

    /// <summary>The first unit of the first column at the first step.</summary>
    public TLane* First { get; }

    /// <summary>The registers from one column to the next.</summary>
    public nint ColumnStride { get; }

    /// <summary>The registers from one step to the next.</summary>
    public nint StepStride { get; }
}
