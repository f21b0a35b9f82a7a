using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnGen.Numerics;

/// <content>Blocks of registers of one number, which the widest registers take side by side.</content>
public static unsafe partial class Elementary
{
    // A step of a network of 2 units takes 83 ns with its functions one after the other, and 118 side by side; one of 16 units 716 and 402.
    private const int FewestSideBySide = 4;

    private interface IFunction
    {
        static abstract void Compute<TLane>(TLane* source, TLane* destination, int count)
            where TLane : unmanaged, ILane<TLane>;
    }

    /// <summary>Computes a block in wider registers, with the same bits, if there are any and its registers have one number each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool AreComputedSideBySide<TLane, TFunction>(TLane* source, TLane* destination, int count)
        where TLane : unmanaged, ILane<TLane>
        where TFunction : IFunction
    {
        if (TLane.Count > 1 || count < FewestSideBySide || !Lanes.HasHardwareFma)
        {
            return false;
        }

        if (Vector512.IsHardwareAccelerated)
        {
            SideBySide<TLane, Lane512, Lane512Single, TFunction>(source, destination, count);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            SideBySide<TLane, Lane256, Lane256Single, TFunction>(source, destination, count);
        }
        else
        {
            SideBySide<TLane, Lane128, Lane128Single, TFunction>(source, destination, count);
        }

        return true;
    }

    private static void SideBySide<TLane, TWide, TWideSingle, TFunction>(TLane* source, TLane* destination, int count)
        where TLane : unmanaged, ILane<TLane>
        where TWide : unmanaged, ILane<TWide>
        where TWideSingle : unmanaged, ILane<TWideSingle>
        where TFunction : IFunction
    {
        if (TLane.IsSingle)
        {
            SideBySide<TLane, TWideSingle, TFunction>(source, destination, count);
        }
        else
        {
            SideBySide<TLane, TWide, TFunction>(source, destination, count);
        }
    }

    private static void SideBySide<TLane, TWide, TFunction>(TLane* source, TLane* destination, int count)
        where TLane : unmanaged, ILane<TLane>
        where TWide : unmanaged, ILane<TWide>
        where TFunction : IFunction
    {
        var (registers, rest) = Math.DivRem(count, TWide.Count);
        TFunction.Compute((TWide*)source, (TWide*)destination, registers);
        if (rest > 0)
        {
            var last = TWide.Zero;
            var numbers = new Span<TLane>(&last, rest);
            new Span<TLane>(source + count - rest, rest).CopyTo(numbers);
            TFunction.Compute(&last, &last, 1);
            numbers.CopyTo(new Span<TLane>(destination + count - rest, rest));
        }
    }

    private readonly struct CosFunction : IFunction
    {
        public static void Compute<TLane>(TLane* source, TLane* destination, int count)
            where TLane : unmanaged, ILane<TLane> => Cos(source, destination, count);
    }

    private readonly struct ErfFunction : IFunction
    {
        public static void Compute<TLane>(TLane* source, TLane* destination, int count)
            where TLane : unmanaged, ILane<TLane> => Erf(source, destination, count);
    }

    private readonly struct ExpFunction : IFunction
    {
        public static void Compute<TLane>(TLane* source, TLane* destination, int count)
            where TLane : unmanaged, ILane<TLane> => Exp(source, destination, count);
    }

    private readonly struct Expm1Function : IFunction
    {
        public static void Compute<TLane>(TLane* source, TLane* destination, int count)
            where TLane : unmanaged, ILane<TLane> => Expm1(source, destination, count);
    }

    private readonly struct LogFunction : IFunction
    {
        public static void Compute<TLane>(TLane* source, TLane* destination, int count)
            where TLane : unmanaged, ILane<TLane> => Log(source, destination, count);
    }

    private readonly struct SigmoidFunction : IFunction
    {
        public static void Compute<TLane>(TLane* source, TLane* destination, int count)
            where TLane : unmanaged, ILane<TLane> => Sigmoid(source, destination, count);
    }

    private readonly struct SinFunction : IFunction
    {
        public static void Compute<TLane>(TLane* source, TLane* destination, int count)
            where TLane : unmanaged, ILane<TLane> => Sin(source, destination, count);
    }

    private readonly struct SoftplusFunction : IFunction
    {
        public static void Compute<TLane>(TLane* source, TLane* destination, int count)
            where TLane : unmanaged, ILane<TLane> => Softplus(source, destination, count);
    }

    private readonly struct TanhFunction : IFunction
    {
        public static void Compute<TLane>(TLane* source, TLane* destination, int count)
            where TLane : unmanaged, ILane<TLane> => Tanh(source, destination, count);
    }
}
