using System.Runtime.CompilerServices;
using RnnGen.Numerics;

namespace RnnGen.Evaluation;

/// <summary>Parameters as generated code reads them: as its Load packs them, or each in every lane.</summary>
internal static unsafe class LoadedParameters
{
    /// <summary>Makes room for them.</summary>
    public static LaneBuffer<TLane> Room<TLane>(Kernels<TLane> kernels, int count)
        where TLane : unmanaged, ILane<TLane> => new(kernels.Load is null ? count : (kernels.LoadedLength + TLane.Count - 1) / TLane.Count);

    /// <summary>Brings parameters in.</summary>
    [MethodImpl(JitOptions.Kernel)]
    public static void Load<TLane>(in Kernels<TLane> kernels, ReadOnlySpan<double> parameters, TLane* target)
        where TLane : unmanaged, ILane<TLane>
    {
        if (kernels.Load is not null)
        {
            fixed (double* source = parameters)
            {
                kernels.Load(source, target);
            }

            return;
        }

        for (var i = 0; i < parameters.Length; i++)
        {
            target[i] = TLane.Create(parameters[i]);
        }
    }
}
