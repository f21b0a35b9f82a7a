using RnnGen.Randomness;

namespace RnnGen.Data.Tasks;

/// <summary>
/// Noise-free sequences with long time lags, task 2a of Hochreiter and Schmidhuber 1997, "Long short-term memory", section 5.2:
/// <c>(y, a1, ..., a(p-1), y)</c> or <c>(x, a1, ..., a(p-1), x)</c>, each with probability 1/2; at every step the next symbol is to be predicted,
/// and the last one needs the first.
/// </summary>
/// <remarks>The p + 1 symbols are a1 to a(p-1), x, y in this order.</remarks>
/// <param name="p">The time lag, at least 2; 100 in the paper.</param>
public sealed class LongTimeLag2a(int p) : SequenceTask
{
    private readonly int _p = TaskArgument.AtLeast(p, 2);

    /// <inheritdoc/>
    public override int InputSize => _p + 1;

    /// <inheritdoc/>
    public override int OutputSize => _p + 1;

    /// <inheritdoc/>
    public override int MaximalLength => _p;

    /// <inheritdoc/>
    public override bool HasVariableLength => false;

    /// <inheritdoc/>
    public override bool HasTargetAtEveryStep => true;

    /// <inheritdoc/>
    public override Sequence Draw(RandomState random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var first = _p - 1 + (int)random.Randint(0, 2);
        int[] symbols = [first, .. Enumerable.Range(0, _p - 1), first];
        return new Sequence(OneHot.Of(symbols.AsSpan(..^1), InputSize), OneHot.Of(symbols.AsSpan(1..), OutputSize));
    }
}
