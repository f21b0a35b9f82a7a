namespace RnnGen.Randomness;

/// <summary>
/// NumPy's bit generator <c>numpy.random.Philox</c>: Philox4x64-10 of a counter that goes up by one for every four words
/// (<see cref="Philox4x64"/>). NumPy has frozen its stream.
/// </summary>
/// <remarks>
/// The counter goes up before it is used; here it has 64 bits of NumPy's 256, which nobody draws to their end. Nothing is allocated after
/// construction. An instance is not safe for use by several threads at once; give each thread one of its own seed. Not for secrets.
/// </remarks>
public sealed class Philox
{
    private readonly (ulong Word0, ulong Word1) _key;
    private ulong _counter;
    private (ulong Word0, ulong Word1, ulong Word2, ulong Word3) _block;
    private int _next = 4;

    /// <summary><c>Philox(seed_sequence)</c> of NumPy: the key is two words of the sequence's state, the counter starts at zero.</summary>
    /// <param name="seed">The seed.</param>
    public Philox(SeedSequence seed)
    {
        ArgumentNullException.ThrowIfNull(seed);
        var state = seed.GenerateState64(2);
        _key = (state[0], state[1]);
    }

    /// <summary>The next word, uniform over all words of 64 bits: <c>random_raw()</c> of NumPy.</summary>
    public ulong NextUInt64()
    {
        if (_next == 4)
        {
            _block = Philox4x64.Block((++_counter, 0, 0, 0), _key);
            _next = 0;
        }

        return _next++ switch { 0 => _block.Word0, 1 => _block.Word1, 2 => _block.Word2, _ => _block.Word3 };
    }

    /// <summary>A multiple of <c>2^-53</c>, uniform over <c>[0, 1)</c>.</summary>
    public double NextDouble() => Philox4x64.ToUniform(NextUInt64());
}
