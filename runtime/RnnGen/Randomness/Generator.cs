using System.Numerics;
using RnnGen.Numerics;

namespace RnnGen.Randomness;

/// <summary>
/// NumPy's <c>numpy.random.Generator</c> over <see cref="Philox"/>: the same seed gives the same draws.
/// </summary>
/// <remarks>
/// <para>
/// Where <see cref="RandomState"/> is one stream, of this one there are as many as one likes: those of a <see cref="SeedSequence"/>'s children, or jumped ones.
/// </para>
/// <para>
/// NumPy does not promise to keep the stream of its Generator for ever; this is that of NumPy 1.24, and compared with it. Integers, uniforms and
/// permutations are equal to the bit. So are normals but for those beyond 3.654 in magnitude, 2.6 of 10,000, which need a logarithm and are within 1 ULP: see <see cref="StandardNormal"/>.
/// </para>
/// <para>
/// Below, <c>u64</c> and <c>u32</c> are the next words of the bit generator. None but <see cref="Permutation(int)"/> allocates. An instance is not safe for use by several threads at
/// once. Not for secrets.
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

    /// <summary><c>random()</c> of NumPy: a uniform draw with 53 bits.</summary>
    /// <returns><c>(u64 >> 11) / 2^53</c>, a multiple of <c>2^-53</c> in <c>[0, 1)</c>.</returns>
    public double Random() => _bits.NextDouble();

    /// <summary><c>uniform(low, high)</c> of NumPy: <c>low + (high - low) * random()</c>, the product and the sum rounded one after the other.</summary>
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

    /// <summary><c>integers(low, high, endpoint=...)</c> of NumPy, for its default type of 64 bits.</summary>
    /// <remarks>
    /// The method of D. Lemire, "Fast Random Integer Generation in an Interval", ACM TOMACS 29 (2019): with <c>n</c> the count of numbers,
    /// <code>
    /// repeat  product = u32 * n                   (u64 where n exceeds 2^32)
    /// until   lower half of product >= 2^32 mod n
    /// low + upper half of product
    /// </code>
    /// Of <c>2^32</c> or <c>2^64</c> numbers one is a word itself; of a single number nothing is drawn.
    /// </remarks>
    /// <param name="low">The lower bound, included.</param>
    /// <param name="high">The upper bound.</param>
    /// <param name="endpoint">Whether <paramref name="high"/> is included.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no number between the bounds.</exception>
    public long Integers(long low, long high, bool endpoint = false)
    {
        if (endpoint)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(low, high);
        }
        else
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(low, high);
        }

        var range = unchecked((ulong)high - (ulong)low - (endpoint ? 0UL : 1UL));
        return unchecked(low + (long)Bounded(range));
    }

    /// <summary><c>shuffle(x)</c> of NumPy: puts the elements in random order, in place.</summary>
    /// <remarks>
    /// With <c>mask</c> the smallest <c>2^bits - 1</c> that is not below <c>i</c>:
    /// <code>
    /// for i = n - 1, ..., 1:  repeat j = u32 &amp; mask until j &lt;= i
    ///                         swap x[i] with x[j]
    /// </code>
    /// </remarks>
    /// <param name="values">What to shuffle.</param>
    /// <typeparam name="T">The type of the elements; it makes no difference to the order.</typeparam>
    public void Shuffle<T>(Span<T> values)
    {
        for (var i = values.Length - 1; i > 0; i--)
        {
            var mask = uint.MaxValue >> BitOperations.LeadingZeroCount((uint)i);
            var j = (int)(_bits.NextUInt32() & mask);
            while (j > i)
            {
                j = (int)(_bits.NextUInt32() & mask);
            }

            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    /// <summary><c>permutation(n)</c> of NumPy: the numbers from 0 to <c>n - 1</c>, shuffled.</summary>
    /// <param name="n">How many numbers.</param>
    /// <returns>A new array of length <paramref name="n"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="n"/> is negative.</exception>
    public int[] Permutation(int n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        var permutation = new int[n];
        for (var i = 0; i < n; i++)
        {
            permutation[i] = i;
        }

        Shuffle<int>(permutation);
        return permutation;
    }

    /// <summary><c>standard_normal()</c> of NumPy: a draw from the normal distribution with mean 0 and variance 1.</summary>
    /// <remarks>
    /// The ziggurat of G. Marsaglia and W. W. Tsang, "The Ziggurat Method for Generating Random Variables", J. Stat. Softw. 5 (2000), with 255 layers of equal area and a tail. Of one word,
    /// 8 bits choose the layer, one is the sign, and 52 are the place in it, which 99 times of 100 is below the curve whatever its height. In the other case an exponential decides, ours
    /// (<see cref="Elementary.Exp(double)"/>, 1 ULP) where NumPy takes the platform's: of <c>10^12</c> draws less than one could be decided otherwise. In the tail, beyond <c>r</c> = 3.654,
    /// the draw is <c>r - log(1 - random()) / r</c>, whose logarithm, ours as well, is off by at most 0.524 ULP.
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

    /// <summary>A number from 0 to <paramref name="range"/>.</summary>
    private ulong Bounded(ulong range) => range switch
    {
        0 => 0,
        < uint.MaxValue => Bounded32((uint)range + 1),
        uint.MaxValue => _bits.NextUInt32(),
        < ulong.MaxValue => Bounded64(range + 1),
        _ => _bits.NextUInt64(),
    };

    private uint Bounded32(uint count)
    {
        var product = (ulong)_bits.NextUInt32() * count;
        if ((uint)product < count)
        {
            // 2^32 mod count.
            var threshold = (uint)-count % count;
            while ((uint)product < threshold)
            {
                product = (ulong)_bits.NextUInt32() * count;
            }
        }

        return (uint)(product >> 32);
    }

    private ulong Bounded64(ulong count)
    {
        var upper = Math.BigMul(_bits.NextUInt64(), count, out var lower);
        if (lower < count)
        {
            // 2^64 mod count.
            var threshold = (0UL - count) % count;
            while (lower < threshold)
            {
                upper = Math.BigMul(_bits.NextUInt64(), count, out lower);
            }
        }

        return upper;
    }
}
