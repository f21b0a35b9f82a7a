using System.Globalization;

namespace RnnGen.Benchmarks.Sections;

/// <summary>Whether peers compute the same: whoever computes something else is not worth measuring.</summary>
internal static class Agreement
{
    private const double Most = 1e-9;

    /// <summary>The largest relative difference of two traces.</summary>
    /// <exception cref="InvalidOperationException">It is too large.</exception>
    public static string Check(string peer, double[] losses, double[] own)
    {
        var difference = losses.Zip(own, (one, other) => Math.Abs(one - other) / Math.Abs(other)).Max();
        return difference <= Most
            ? difference.ToString(difference == 0 ? "0" : "0e0", CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"The losses of {peer} differ by {difference:g3} of RnnGen's: it computes something else.");
    }
}
