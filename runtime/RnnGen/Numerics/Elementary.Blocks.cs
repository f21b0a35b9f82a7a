using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnGen.Numerics;

/// <content>Blocks of registers, one after the other; those of one number in the widest registers side by side.</content>
public static unsafe partial class Elementary
{
    // A step of a network of 2 units takes 83 ns with its functions one after the other, and 118 side by side; one of 16 units 716 and 402.
    private const int FewestSideBySide = 4;

    private interface IFunction
    {
        static abstract TLane Of<TLane>(TLane x)
            where TLane : unmanaged, ILane<TLane>;
    }

    [MethodImpl(JitOptions.Kernel)]
    private static void Compute<TLane, TFunction>(TLane* source, TLane* destination, int count, int columns, int columnSize)
        where TLane : unmanaged, ILane<TLane>
        where TFunction : IFunction
    {
        if (TLane.Count == 1 && count >= FewestSideBySide && Lanes.HasHardwareFma)
        {
            SideBySide<TLane, TFunction>(source, destination, count, columns, columnSize);
            return;
        }

        for (; columns > 0; columns--, source = Next(source, columnSize), destination = Next(destination, columnSize))
        {
            for (var i = 0; i < count; i++)
            {
                destination[i] = TFunction.Of(source[i]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane* Next<TLane>(TLane* column, int columnSize)
        where TLane : unmanaged => (TLane*)((byte*)column + columnSize);

    /// <summary>Computes blocks of registers of one number in wider ones, with the same bits.</summary>
    private static void SideBySide<TLane, TFunction>(TLane* source, TLane* destination, int count, int columns, int columnSize)
        where TLane : unmanaged, ILane<TLane>
        where TFunction : IFunction
    {
        if (Vector512.IsHardwareAccelerated)
        {
            SideBySide<TLane, Lane512, Lane512Single, TFunction>(source, destination, count, columns, columnSize);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            SideBySide<TLane, Lane256, Lane256Single, TFunction>(source, destination, count, columns, columnSize);
        }
        else
        {
            SideBySide<TLane, Lane128, Lane128Single, TFunction>(source, destination, count, columns, columnSize);
        }
    }

    private static void SideBySide<TLane, TWide, TWideSingle, TFunction>(TLane* source, TLane* destination, int count, int columns, int columnSize)
        where TLane : unmanaged, ILane<TLane>
        where TWide : unmanaged, ILane<TWide>
        where TWideSingle : unmanaged, ILane<TWideSingle>
        where TFunction : IFunction
    {
        if (TLane.IsSingle)
        {
            SideBySide<TLane, TWideSingle, TFunction>(source, destination, count, columns, columnSize);
        }
        else
        {
            SideBySide<TLane, TWide, TFunction>(source, destination, count, columns, columnSize);
        }
    }

    private static void SideBySide<TLane, TWide, TFunction>(TLane* source, TLane* destination, int count, int columns, int columnSize)
        where TLane : unmanaged, ILane<TLane>
        where TWide : unmanaged, ILane<TWide>
        where TFunction : IFunction
    {
        var (registers, rest) = Math.DivRem(count, TWide.Count);
        Compute<TWide, TFunction>((TWide*)source, (TWide*)destination, registers, columns, columnSize);
        for (; rest > 0 && columns > 0; columns--, source = Next(source, columnSize), destination = Next(destination, columnSize))
        {
            var last = TWide.Zero;
            var numbers = new Span<TLane>(&last, rest);
            new Span<TLane>(source + count - rest, rest).CopyTo(numbers);
            Compute<TWide, TFunction>(&last, &last, 1, 1, 0);
            numbers.CopyTo(new Span<TLane>(destination + count - rest, rest));
        }
    }

    private readonly struct CosFunction : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLane Of<TLane>(TLane x)
            where TLane : unmanaged, ILane<TLane> => Cos(x);
    }

    private readonly struct ErfFunction : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLane Of<TLane>(TLane x)
            where TLane : unmanaged, ILane<TLane> => Erf(x);
    }

    private readonly struct ExpFunction : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLane Of<TLane>(TLane x)
            where TLane : unmanaged, ILane<TLane> => Exp(x);
    }

    private readonly struct Expm1Function : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLane Of<TLane>(TLane x)
            where TLane : unmanaged, ILane<TLane> => Expm1(x);
    }

    private readonly struct LogFunction : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLane Of<TLane>(TLane x)
            where TLane : unmanaged, ILane<TLane> => Log(x);
    }

    private readonly struct SigmoidFunction : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLane Of<TLane>(TLane x)
            where TLane : unmanaged, ILane<TLane> => Sigmoid(x);
    }

    private readonly struct SinFunction : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLane Of<TLane>(TLane x)
            where TLane : unmanaged, ILane<TLane> => Sin(x);
    }

    private readonly struct SoftplusFunction : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLane Of<TLane>(TLane x)
            where TLane : unmanaged, ILane<TLane> => Softplus(x);
    }

    private readonly struct TanhFunction : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLane Of<TLane>(TLane x)
            where TLane : unmanaged, ILane<TLane> => Tanh(x);
    }
}
