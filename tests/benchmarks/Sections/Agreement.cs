using System.Globalization;
using RnnGen.Benchmarks.Measuring;
using RnnGen.Benchmarks.Networks;

namespace RnnGen.Benchmarks.Sections;

/// <summary>Whether peers compute the same: whoever computes something else is not worth measuring.</summary>
internal static class Agreement
{
    /// <summary>How far float64 may be off.</summary>
    public const double Float64 = 1e-9;

    /// <summary>How far float32 may be off.</summary>
    public const double Float32 = 1e-5;

    private const int TracedSteps = 5;

    /// <summary>Compares the losses of a training's first steps with RnnGen's: those of float64 to 1e-9 of them, of float32 to 1e-5.</summary>
    /// <exception cref="InvalidOperationException">They differ by more.</exception>
    public static void Check(Contest contest, Network network, params IEnumerable<Peer> peers)
    {
        var own = contest.Trace(Peer.RnnGen, network.Name, TracedSteps);
        foreach (var peer in peers)
        {
            Check($"{peer.Name}, {network.Name}", contest.Trace(peer, network.Name, TracedSteps), own, network.Precision == "float32" ? Float32 : Float64);
        }
    }

    /// <summary>The largest relative difference of two traces: of losses or of predictions.</summary>
    /// <exception cref="InvalidOperationException">It is too large.</exception>
    public static string Check(string peer, double[] results, double[] own, double most = Float64)
    {
        var difference = results.Zip(own, (one, other) => Math.Abs(one - other) / Math.Abs(other)).Max();
        return difference <= most
            ? difference.ToString(difference == 0 ? "0" : "0e0", CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"The results of {peer} differ by {difference:g3} of RnnGen's: it computes something else.");
    }
}
