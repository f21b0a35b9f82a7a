using RnnGen.Randomness;

namespace RnnGen.Data.Tasks;

/// <summary>Whether the number of ones so far is odd, at every step, or at the last one alone: the OpenAI "request for research" warm-up, 2018.</summary>
/// <remarks>Drawn in this order: the length, if it varies, then the bits.</remarks>
/// <param name="length">The length of the longest sequence.</param>
/// <param name="minimalLength">That of the shortest.</param>
/// <param name="everyStep">Whether there is a target at every step.</param>
public sealed class Parity(int length, int minimalLength, bool everyStep) : SequenceTask
{
    private readonly int _length = TaskArgument.AtLeast(length, minimalLength);
    private readonly int _minimalLength = TaskArgument.AtLeast(minimalLength, 1);

    /// <inheritdoc/>
    public override int InputSize => 1;

    /// <inheritdoc/>
    public override int OutputSize => 1;

    /// <inheritdoc/>
    public override int MaximalLength => _length;

    /// <inheritdoc/>
    public override bool HasVariableLength => _minimalLength < _length;

    /// <inheritdoc/>
    public override bool HasTargetAtEveryStep => everyStep;

    /// <inheritdoc/>
    public override Sequence Draw(RandomState random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var count = HasVariableLength ? (int)random.Randint(_minimalLength, _length + 1) : _length;
        var (bits, parities) = (new double[count], new double[count]);
        var parity = 0.0;
        for (var i = 0; i < count; i++)
        {
            bits[i] = random.Randint(0, 2);
            parity = bits[i] == 0 ? parity : 1 - parity;
            parities[i] = parity;
        }

        return new Sequence(bits, everyStep ? parities : [parity]);
    }
}
