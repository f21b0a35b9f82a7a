namespace RnnGen.Randomness;

/// <summary>
/// MT19937, the Mersenne Twister of M. Matsumoto and T. Nishimura: a stream of 32-bit words with period <c>2^19937 - 1</c>.
/// </summary>
/// <remarks>
/// With <c>n = 624</c>, <c>m = 397</c>, and <c>x[k]</c> the words of the recurrence:
/// <code>
/// y      = (upper bit of x[k]) | (lower 31 bits of x[k+1])
/// x[k+n] = x[k+m] ^ (y >> 1) ^ (y odd ? 0x9908B0DF : 0)
/// </code>
/// Each word is tempered before it is given out. Source: "Mersenne Twister: A 623-Dimensionally Equidistributed Uniform Pseudo-Random
/// Number Generator", ACM TOMACS 8 (1998), 3-30; seeding as in the authors' <c>mt19937ar.c</c> of 2002,
/// <see href="http://www.math.sci.hiroshima-u.ac.jp/m-mat/MT/MT2002/emt19937ar.html"/>.
/// </remarks>
internal sealed class MersenneTwister
{
    /// <summary><c>n</c>, the number of words of the state.</summary>
    public const int Length = 624;

    /// <summary><c>m</c>, the distance of the word that is mixed in.</summary>
    private const int Middle = 397;

    private const uint UpperMask = 0x8000_0000;
    private const uint LowerMask = 0x7FFF_FFFF;
    private const uint Twist = 0x9908_B0DF;

    private readonly uint[] _state = new uint[Length];

    /// <summary>The next word to give out; <see cref="Length"/> when the state has to be advanced first.</summary>
    private int _next = Length;

    /// <summary>Seeds from one word, by Knuth's linear recurrence: <c>init_genrand</c>.</summary>
    /// <param name="seed">The seed.</param>
    public MersenneTwister(uint seed) => InitializeByWord(seed);

    /// <summary>Seeds from a list of words, every one of which counts: <c>init_by_array</c>.</summary>
    /// <param name="seed">The seed, at least one word.</param>
    public MersenneTwister(ReadOnlySpan<uint> seed)
    {
        InitializeByWord(19650218);

        uint[] state = _state;
        int i = 1;
        int j = 0;

        for (int count = Math.Max(Length, seed.Length); count > 0; count--)
        {
            state[i] = (state[i] ^ (Fold(state[i - 1]) * 1664525)) + seed[j] + (uint)j;
            i = Advance(i);
            j = j + 1 < seed.Length ? j + 1 : 0;
        }

        for (int count = Length - 1; count > 0; count--)
        {
            state[i] = (state[i] ^ (Fold(state[i - 1]) * 1566083941)) - (uint)i;
            i = Advance(i);
        }

        // Only this bit of the first word takes part in the recurrence: the state is never zero.
        state[0] = UpperMask;
    }

    /// <summary>Goes on from a state.</summary>
    /// <param name="state">The words of the state, <see cref="Length"/> of them.</param>
    /// <param name="next">The next word to give out, from 0 to <see cref="Length"/>.</param>
    public MersenneTwister(ReadOnlySpan<uint> state, int next)
    {
        state.CopyTo(_state);
        _next = next;
    }

    /// <summary>The words of the state.</summary>
    public ReadOnlySpan<uint> State => _state;

    /// <summary>The next word to give out; <see cref="Length"/> when the state has to be advanced first.</summary>
    public int Next => _next;

    /// <summary>The next word, uniform over all 32-bit words: <c>genrand_int32</c>.</summary>
    public uint NextUInt32()
    {
        if (_next == Length)
        {
            Generate();
        }

        uint y = _state[_next++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9D2C_5680;
        y ^= (y << 15) & 0xEFC6_0000;
        return y ^ (y >> 18);
    }

    /// <summary>The next two words as one of 64 bits, the upper half drawn first.</summary>
    public ulong NextUInt64()
    {
        ulong upper = NextUInt32();
        return (upper << 32) | NextUInt32();
    }

    /// <summary>A multiple of <c>2^-53</c>, uniform over <c>[0, 1)</c>: <c>genrand_res53</c>, two words.</summary>
    public double NextDouble()
    {
        uint a = NextUInt32() >> 5;
        uint b = NextUInt32() >> 6;
        return ((a * 67108864.0) + b) / 9007199254740992.0;
    }

    private static uint Fold(uint word) => word ^ (word >> 30);

    private static uint Mix(uint upper, uint lower, uint middle)
    {
        uint y = (upper & UpperMask) | (lower & LowerMask);
        return middle ^ (y >> 1) ^ ((y & 1) * Twist);
    }

    private void InitializeByWord(uint seed)
    {
        uint word = seed;
        _state[0] = word;

        for (int i = 1; i < Length; i++)
        {
            word = (Fold(word) * 1812433253) + (uint)i;
            _state[i] = word;
        }
    }

    /// <summary>The index after <paramref name="i"/> in seeding by array; at the end, the last word stands before the second.</summary>
    private int Advance(int i)
    {
        if (i + 1 < Length)
        {
            return i + 1;
        }

        _state[0] = _state[Length - 1];
        return 1;
    }

    /// <summary>Replaces the state by the next <see cref="Length"/> words of the recurrence.</summary>
    private void Generate()
    {
        uint[] state = _state;

        for (int i = 0; i < Length - Middle; i++)
        {
            state[i] = Mix(state[i], state[i + 1], state[i + Middle]);
        }

        for (int i = Length - Middle; i < Length - 1; i++)
        {
            state[i] = Mix(state[i], state[i + 1], state[i + Middle - Length]);
        }

        state[Length - 1] = Mix(state[Length - 1], state[0], state[Middle - 1]);
        _next = 0;
    }
}
