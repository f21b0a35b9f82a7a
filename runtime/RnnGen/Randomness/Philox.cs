namespace RnnGen.Randomness;

/// <summary>
/// NumPy's bit generator <c>numpy.random.Philox</c>: Philox4x64-10 of a counter that goes up by one for every four words (<see cref="Philox4x64"/>). NumPy has frozen its
/// stream.
/// </summary>
/// <remarks>
/// The counter goes up before it is used. A word of 32 bits is the lower half of one of 64; the upper half is kept for the next of 32, and words of 64 bits that are drawn
/// in between do not touch it. Nothing is allocated after construction. An instance is not safe for use by several threads at once; give each thread
/// a spawned or a jumped one. Not for secrets.
/// </remarks>
public sealed class Philox
{
    private readonly (ulong Word0, ulong Word1) _key;
    private (ulong Word0, ulong Word1, ulong Word2, ulong Word3) _counter;
    private (ulong Word0, ulong Word1, ulong Word2, ulong Word3) _block;
    private int _next = 4;
    private uint? _upperHalf;

    /// <summary><c>Philox(seed_sequence)</c> of NumPy: the key is two words of the sequence's state, the counter starts at zero.</summary>
    /// <param name="seed">The seed.</param>
    public Philox(SeedSequence seed)
    {
        ArgumentNullException.ThrowIfNull(seed);
        var state = seed.GenerateState64(2);
        _key = (state[0], state[1]);
    }

    /// <summary><c>Philox(key=..., counter=...)</c> of NumPy.</summary>
    /// <param name="key">The key, the lower word first; other keys give other streams.</param>
    /// <param name="counter">The counter, the lowest word first.</param>
    public Philox((ulong Word0, ulong Word1) key, (ulong Word0, ulong Word1, ulong Word2, ulong Word3) counter = default) => (_key, _counter) = (key, counter);

    /// <summary>
    /// <c>jumped(jumps)</c> of NumPy: a new generator with the counter <c>jumps * 2^128</c> ahead, at the beginning of a block. As long as each draws fewer blocks than that, their
    /// streams do not overlap.
    /// </summary>
    /// <param name="jumps">How many jumps.</param>
    public Philox Jumped(ulong jumps = 1)
    {
        var word2 = _counter.Word2 + jumps;
        return new Philox(_key, (_counter.Word0, _counter.Word1, word2, _counter.Word3 + (word2 < jumps ? 1UL : 0)));
    }

    /// <summary>The next word, uniform over all words of 64 bits: <c>random_raw()</c> of NumPy.</summary>
    public ulong NextUInt64()
    {
        if (_next == 4)
        {
            Advance();
            _block = Philox4x64.Block(_counter, _key);
            _next = 0;
        }

        return _next++ switch { 0 => _block.Word0, 1 => _block.Word1, 2 => _block.Word2, _ => _block.Word3 };
    }

    /// <summary>The next word of 32 bits: half of a word of 64, the lower one first.</summary>
    public uint NextUInt32()
    {
        if (_upperHalf is { } kept)
        {
            _upperHalf = null;
            return kept;
        }

        var word = NextUInt64();
        _upperHalf = (uint)(word >> 32);
        return (uint)word;
    }

    /// <summary>A multiple of <c>2^-53</c>, uniform over <c>[0, 1)</c>.</summary>
    public double NextDouble() => Philox4x64.ToUniform(NextUInt64());

    private void Advance()
    {
        if (++_counter.Word0 == 0 && ++_counter.Word1 == 0 && ++_counter.Word2 == 0)
        {
            _counter.Word3++;
        }
    }
}
