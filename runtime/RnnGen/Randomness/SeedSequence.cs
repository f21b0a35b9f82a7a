using System.Numerics;

namespace RnnGen.Randomness;

/// <summary>
/// NumPy's <c>numpy.random.SeedSequence</c>: mixes seeds of any size and quality into the states of generators, and gives children whose streams have
/// nothing to do with each other.
/// </summary>
/// <remarks>
/// The entropy, in words of 32 bits with the lowest first, and behind it the spawn key are hashed into a pool of four words, so that every bit of the
/// pool depends on every bit of them; the state comes from the pool by another hash. NumPy has frozen both
/// (<see href="https://numpy.org/doc/stable/reference/random/bit_generators/generated/numpy.random.SeedSequence.html"/>), after M. E. O'Neill,
/// "Developing a seed_seq Alternative", 2015.
/// </remarks>
/// <example>
/// <code>
/// var child = new SeedSequence(12345, [0]);         // np.random.SeedSequence(12345).spawn(1)[0]
/// var random = new Generator(new Philox(child));    // np.random.Generator(np.random.Philox(child))
/// </code>
/// </example>
public sealed class SeedSequence
{
    private const int PoolSize = 4;
    private const int Shift = 16;
    private const uint InitialA = 0x43B0_D7E5;
    private const uint MultiplierA = 0x931E_8875;
    private const uint InitialB = 0x8B51_F9DD;
    private const uint MultiplierB = 0x58F3_8DED;
    private const uint MixLeft = 0xCA01_F9DD;
    private const uint MixRight = 0x4973_F715;

    private readonly uint[] _pool;

    /// <summary><c>SeedSequence(entropy, spawn_key=...)</c> of NumPy, for an integer.</summary>
    /// <param name="entropy">The seed, of any size; not negative.</param>
    /// <param name="spawnKey">What tells a child from its siblings, one number a generation; empty for a root.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="entropy"/> is negative.</exception>
    public SeedSequence(BigInteger entropy, ReadOnlySpan<uint> spawnKey = default)
        : this([entropy], spawnKey)
    {
    }

    /// <summary><c>SeedSequence([...], spawn_key=...)</c> of NumPy, for a list of integers. A list of one number is that number.</summary>
    /// <param name="entropy">The seeds, of any size; at least one, none negative.</param>
    /// <param name="spawnKey">What tells a child from its siblings, one number a generation; empty for a root.</param>
    /// <exception cref="ArgumentException"><paramref name="entropy"/> is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number of <paramref name="entropy"/> is negative.</exception>
    public SeedSequence(ReadOnlySpan<BigInteger> entropy, ReadOnlySpan<uint> spawnKey = default)
    {
        // Padded, so that a child's key is never taken for entropy.
        var words = Words(entropy);
        var padding = spawnKey.IsEmpty ? 0 : Math.Max(0, PoolSize - words.Length);
        _pool = Mixed([.. words, .. new uint[padding], .. spawnKey]);
    }

    /// <summary><c>generate_state(words)</c> of NumPy: words of 32 bits, always the same ones.</summary>
    /// <param name="words">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="words"/> is negative.</exception>
    public uint[] GenerateState(int words)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(words);
        var state = new uint[words];
        var constant = InitialB;
        for (var i = 0; i < words; i++)
        {
            state[i] = Hash(_pool[i % PoolSize], ref constant, MultiplierB);
        }

        return state;
    }

    /// <summary><c>generate_state(words, np.uint64)</c> of NumPy: words of 64 bits, the lower half drawn first.</summary>
    /// <param name="words">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="words"/> is negative.</exception>
    public ulong[] GenerateState64(int words)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(words);
        var halves = GenerateState(checked(2 * words));
        return [.. Enumerable.Range(0, words).Select(i => halves[2 * i] | ((ulong)halves[(2 * i) + 1] << 32))];
    }

    private static uint[] Words(ReadOnlySpan<BigInteger> numbers)
    {
        if (numbers.IsEmpty)
        {
            throw new ArgumentException("The entropy must hold at least one number.", nameof(numbers));
        }

        var words = new List<uint>();
        foreach (var number in numbers)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(number);
            var rest = number;
            do
            {
                words.Add((uint)(rest & uint.MaxValue));
                rest >>= 32;
            }
            while (!rest.IsZero);
        }

        return [.. words];
    }

    private static uint[] Mixed(ReadOnlySpan<uint> entropy)
    {
        var pool = new uint[PoolSize];
        var constant = InitialA;
        for (var i = 0; i < PoolSize; i++)
        {
            pool[i] = Hash(i < entropy.Length ? entropy[i] : 0, ref constant, MultiplierA);
        }

        for (var source = 0; source < PoolSize; source++)
        {
            for (var i = 0; i < PoolSize; i++)
            {
                if (i != source)
                {
                    pool[i] = Mix(pool[i], Hash(pool[source], ref constant, MultiplierA));
                }
            }
        }

        for (var source = PoolSize; source < entropy.Length; source++)
        {
            for (var i = 0; i < PoolSize; i++)
            {
                pool[i] = Mix(pool[i], Hash(entropy[source], ref constant, MultiplierA));
            }
        }

        return pool;
    }

    private static uint Hash(uint word, ref uint constant, uint multiplier)
    {
        word ^= constant;
        constant *= multiplier;
        word *= constant;
        return word ^ (word >> Shift);
    }

    private static uint Mix(uint left, uint right)
    {
        var word = (MixLeft * left) - (MixRight * right);
        return word ^ (word >> Shift);
    }
}
