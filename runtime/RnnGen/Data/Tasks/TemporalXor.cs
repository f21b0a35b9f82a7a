using RnnGen.Randomness;

namespace RnnGen.Data.Tasks;

/// <summary>
/// The temporal exclusive-or of Elman 1990, "Finding structure in time": a stream of bits of which every third is the exclusive-or of the two before;
/// at every step the next bit is to be predicted. It can be for every third step alone; elsewhere the mean squared error is at best 0.25.
/// </summary>
/// <remarks>A sequence is a stream of its own, which starts with two random bits.</remarks>
/// <param name="length">The steps; 3,000 bits in the paper.</param>
public sealed class TemporalXor(int length) : SequenceTask
{
    private readonly int _length = TaskArgument.AtLeast(length, 2);

    /// <inheritdoc/>
    public override int InputSize => 1;

    /// <inheritdoc/>
    public override int OutputSize => 1;

    /// <inheritdoc/>
    public override int MaximalLength => _length;

    /// <inheritdoc/>
    public override bool HasVariableLength => false;

    /// <inheritdoc/>
    public override bool HasTargetAtEveryStep => true;

    /// <inheritdoc/>
    public override Sequence Draw(RandomState random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var bits = new double[_length + 1];
        for (var i = 0; i < bits.Length; i++)
        {
            bits[i] = i % 3 == 2 ? (bits[i - 1] == bits[i - 2] ? 0 : 1) : random.Randint(0, 2);
        }

        return new Sequence(bits[..^1], bits[1..]);
    }
}
