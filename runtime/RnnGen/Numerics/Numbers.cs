using System.Runtime.CompilerServices;

namespace RnnGen.Numerics;

/// <summary>Numbers in memory, of the precision of a register's lanes.</summary>
/// <typeparam name="TLane">The register.</typeparam>
public readonly unsafe struct Numbers<TLane>
    where TLane : unmanaged, ILane<TLane>
{
    private readonly byte* _first;

    /// <summary>Says where the numbers are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Numbers(void* first) => _first = (byte*)first;

    /// <summary>The bytes of a number: 8, or 4 of single precision.</summary>
    internal static int Size
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLane.IsSingle ? sizeof(float) : sizeof(double);
    }

    /// <summary>The number of that index, in every lane.</summary>
    public TLane this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLane.Broadcast(_first + ((nint)index * Size));
    }

    /// <summary>The numbers from an index on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Numbers<TLane> operator +(Numbers<TLane> numbers, nint index) => new(numbers._first + (index * Size));

    /// <summary>Where they are.</summary>
    internal void* First => _first;

    /// <summary>The register of the numbers from an index on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal TLane Load(nint index) => *(TLane*)(_first + (index * Size));

    /// <summary>Writes a register over the numbers from an index on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Store(nint index, TLane value) => *(TLane*)(_first + (index * Size)) = value;

    /// <summary>Takes over some numbers.</summary>
    internal void Copy(Numbers<TLane> source, int count) => Buffer.MemoryCopy(source._first, _first, (long)count * Size, (long)count * Size);

    /// <summary>The number of that index.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Get(nint index) => TLane.IsSingle ? ((float*)_first)[index] : ((double*)_first)[index];

    /// <summary>Writes a number, rounded to single precision where numbers have that.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(nint index, double value)
    {
        if (TLane.IsSingle)
        {
            ((float*)_first)[index] = (float)value;
        }
        else
        {
            ((double*)_first)[index] = value;
        }
    }
}
