using RnnGen.Numerics;

namespace RnnGen.Randomness;

/// <summary>
/// NumPy's <c>numpy.random.Generator</c> over <see cref="Philox"/>: the same seed gives the same draws.
/// </summary>
/// <remarks>
/// <para>
/// Where <see cref="RandomState"/> is one stream, of this one there are as many as one likes: those of a <see cref="SeedSequence"/>'s children.
/// </para>
/// <para>
/// NumPy does not promise to keep the stream of its Generator for ever; this is that of NumPy 1.24, and compared with it. Uniforms are equal to the bit.
/// So are normals but for those beyond 3.654 in magnitude, 2.6 of 10,000, which need a logarithm and are within 1 ULP: see <see cref="StandardNormal"/>.
/// </para>
/// <para>
/// Nothing is allocated. An instance is not safe for use by several threads at once. Not for secrets.
/// </para>
/// </remarks>
/// <param name="bitGenerator">Where the random bits come from.</param>
/// <example>
/// <code>
/// var random = new Generator(new Philox(new SeedSequence(0)));   // np.random.Generator(np.random.Philox(0))
/// </code>
/// </example>
public sealed class Generator(Philox bitGenerator) : IRandomSource
{
    private readonly Philox _bits = bitGenerator ?? throw new ArgumentNullException(nameof(bitGenerator));

    /// <summary>
    /// <c>uniform(low, high)</c> of NumPy: <c>low + (high - low) * random()</c>, the product and the sum rounded one after the
    /// other; <c>random()</c> has 53 bits.
    /// </summary>
    /// <param name="low">The lower bound, included.</param>
    /// <param name="high">The upper bound, which rounding may reach; it may not be the smaller of the two.</param>
    /// <exception cref="ArgumentException"><c>high - low</c> is negative or not finite.</exception>
    public double Uniform(double low, double high)
    {
        var range = high - low;
        if (!double.IsFinite(range) || range < 0)
        {
            throw new ArgumentException("The range, high - low, must be finite and not negative.", nameof(high));
        }

        return low + (range * _bits.NextDouble());
    }

    /// <summary><c>standard_normal()</c> of NumPy: a draw from the normal distribution with mean 0 and variance 1.</summary>
    /// <remarks>
    /// The ziggurat of G. Marsaglia and W. W. Tsang, "The Ziggurat Method for Generating Random Variables", J. Stat. Softw. 5 (2000), with 255 layers
    /// of equal area and a tail. Of one word, 8 bits choose the layer, one is the sign, and 52 are the place in it, which 99 times of 100 is below
    /// the curve whatever its height. In the other case an exponential decides, ours (<see cref="Elementary.Exp(double)"/>, 1 ULP) where NumPy takes
    /// the platform's: of <c>10^12</c> draws less than one could be decided otherwise. In the tail, beyond <c>r</c> = 3.654, the draw is
    /// <c>r - log(1 - random()) / r</c>, whose logarithm, ours as well, is off by at most 0.524 ULP.
    /// </remarks>
    public double StandardNormal()
    {
        while (true)
        {
            var word = _bits.NextUInt64();
            var layer = (int)(word & 0xFF);
            var place = (word >> 9) & 0xF_FFFF_FFFF_FFFF;
            var x = place * ZigguratTables.Width[layer];
            x = ((word >> 8) & 1) == 0 ? x : -x;
            if (place < ZigguratTables.Inner[layer])
            {
                return x;
            }

            if (layer == 0)
            {
                return Tail(isNegative: ((place >> 8) & 1) != 0);
            }

            var (above, below) = (ZigguratTables.Height[layer - 1], ZigguratTables.Height[layer]);
            if (((above - below) * _bits.NextDouble()) + below < Elementary.Exp(-0.5 * x * x))
            {
                return x;
            }
        }
    }

    // Marsaglia's method: an exponential variable as a bound. 1 - u is exact for the multiples of 2^-53 that are drawn, and so log(1 - u) is log1p(-u).
    private double Tail(bool isNegative)
    {
        while (true)
        {
            var x = -ZigguratTables.InverseTail * Logarithm.Log(1 - _bits.NextDouble());
            var y = -Logarithm.Log(1 - _bits.NextDouble());
            if (y + y > x * x)
            {
                return isNegative ? -(ZigguratTables.Tail + x) : ZigguratTables.Tail + x;
            }
        }
    }
}
