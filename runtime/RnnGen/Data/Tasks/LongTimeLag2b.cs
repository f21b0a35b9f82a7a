using RnnGen.Randomness;

namespace RnnGen.Data.Tasks;

/// <summary>
/// Long time lags without local regularities, task 2b of Hochreiter and Schmidhuber 1997, "Long short-term memory", section 5.2: as
/// <see cref="LongTimeLag2a"/>, but all between the first symbol and the last is drawn at random from a1 to a(p-1). At every step the next symbol is
/// to be predicted; only the last one can be.
/// </summary>
/// <remarks>
/// <para>The p + 1 symbols are a1 to a(p-1), x, y in this order. Drawn in this order: the first symbol, those between.</para>
/// <para>The paper's criterion judges sequences by their last step alone, and so does a test set of sequences where no other step counts.</para>
/// </remarks>
/// <param name="p">The time lag, at least 2; 100 in the paper.</param>
/// <param name="lastStep">Whether the last step alone counts.</param>
public sealed class LongTimeLag2b(int p, bool lastStep) : SequenceTask
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
        int[] symbols = [first, .. Enumerable.Range(0, _p - 1).Select(_ => (int)random.Randint(0, _p - 1)), first];
        double[]? weights = lastStep ? [.. new double[_p - 1], 1] : null;
        return new Sequence(OneHot.Of(symbols.AsSpan(..^1), InputSize), OneHot.Of(symbols.AsSpan(1..), OutputSize), Weights: weights);
    }
}
