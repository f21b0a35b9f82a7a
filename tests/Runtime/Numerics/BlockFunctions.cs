using RnnGen.Numerics;
using Xunit;

namespace RnnGen.Tests.Numerics;

/// <summary>The functions of <see cref="Elementary"/>, at any register width.</summary>
internal static unsafe class BlockFunctions
{
    public static readonly LaneWidth[] AllWidths = [LaneWidth.Bits512, LaneWidth.Bits256, LaneWidth.Bits128, LaneWidth.Bits64];

    /// <summary>Every function, with some lengths of blocks.</summary>
    public static TheoryData<BlockFunction, int> Calls
    {
        get
        {
            var calls = new TheoryData<BlockFunction, int>();
            foreach (var function in Enum.GetValues<BlockFunction>())
            {
                foreach (var count in new[] { 0, 1, 2, 3, 7, 17 })
                {
                    calls.Add(function, count);
                }
            }

            return calls;
        }
    }

    public static double ComputeOne(this BlockFunction function, double x) => function switch
    {
        BlockFunction.Tanh => Elementary.Tanh(x),
        BlockFunction.Sigmoid => Elementary.Sigmoid(x),
        BlockFunction.Exp => Elementary.Exp(x),
        BlockFunction.Expm1 => Elementary.Expm1(x),
        BlockFunction.Log => Elementary.Log(x),
        BlockFunction.Softplus => Elementary.Softplus(x),
        BlockFunction.Sin => Elementary.Sin(x),
        BlockFunction.Cos => Elementary.Cos(x),
        _ => Elementary.Erf(x),
    };

    public static ExactNumber Exact(this BlockFunction function, double x) =>
        function == BlockFunction.Tanh ? ExactFunctions.Tanh(x) : ExactFunctions.Sigmoid(x);

    /// <summary>The results for all arguments, whose number is a multiple of 8.</summary>
    public static double[] Compute(this BlockFunction function, double[] arguments, LaneWidth width) => width switch
    {
        LaneWidth.Bits512 => Compute<Lane512>(function, arguments),
        LaneWidth.Bits256 => Compute<Lane256>(function, arguments),
        LaneWidth.Bits128 => Compute<Lane128>(function, arguments),
        _ => Compute<ScalarLane>(function, arguments),
    };

    public static void Compute<TLane>(BlockFunction function, TLane* source, TLane* destination, int count, int columns = 1, int columnSize = 0)
        where TLane : unmanaged, ILane<TLane>
    {
        delegate*<TLane*, TLane*, int, int, int, void> compute = function switch
        {
            BlockFunction.Tanh => &Elementary.Tanh<TLane>,
            BlockFunction.Sigmoid => &Elementary.Sigmoid<TLane>,
            BlockFunction.Exp => &Elementary.Exp<TLane>,
            BlockFunction.Expm1 => &Elementary.Expm1<TLane>,
            BlockFunction.Log => &Elementary.Log<TLane>,
            BlockFunction.Softplus => &Elementary.Softplus<TLane>,
            BlockFunction.Sin => &Elementary.Sin<TLane>,
            BlockFunction.Cos => &Elementary.Cos<TLane>,
            _ => &Elementary.Erf<TLane>,
        };
        compute(source, destination, count, columns, columnSize);
    }

    private static double[] Compute<TLane>(BlockFunction function, double[] arguments)
        where TLane : unmanaged, ILane<TLane>
    {
        var results = new double[arguments.Length];
        fixed (double* source = arguments, destination = results)
        {
            Compute(function, (TLane*)source, (TLane*)destination, arguments.Length / TLane.Count);
        }

        return results;
    }
}
