using System.Runtime.InteropServices;

namespace RnnGen.Evaluation;

/// <summary>Zeroed memory for lanes, aligned to the widest register's 64 bytes, outside the garbage-collected heap.</summary>
internal sealed unsafe class LaneBuffer<TLane> : SafeHandle
    where TLane : unmanaged
{
    private const nuint Alignment = 64;

    public LaneBuffer(long length)
        : base(0, ownsHandle: true)
    {
        Length = length;
        var bytes = (nuint)(length * sizeof(TLane));
        SetHandle((nint)NativeMemory.AlignedAlloc(bytes, Alignment));
        Clear();
    }

    public long Length { get; }

    public TLane* Pointer => (TLane*)handle;

    public override bool IsInvalid => handle == 0;

    public void Clear() => NativeMemory.Clear((void*)handle, (nuint)(Length * sizeof(TLane)));

    /// <summary>Copies everything to a buffer of the same length.</summary>
    public void CopyTo(LaneBuffer<TLane> other) => NativeMemory.Copy((void*)handle, (void*)other.handle, (nuint)(Length * sizeof(TLane)));

    protected override bool ReleaseHandle()
    {
        NativeMemory.AlignedFree((void*)handle);
        return true;
    }
}
