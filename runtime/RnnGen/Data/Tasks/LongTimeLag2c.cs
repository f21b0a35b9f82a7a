using RnnGen.Randomness;

namespace RnnGen.Data.Tasks;

/// <summary>
/// Very long time lags without local regularities, task 2c of Hochreiter and Schmidhuber 1997, "Long short-term memory", section 5.2: b, x or y,
/// random distractors, e, and the same x or y, which is to be predicted from all that is before it.
/// </summary>
/// <remarks>
/// <para>
/// There are q distractors, and k more where k + 1 is geometric with probability 1/10: after the first q, each further place is another distractor
/// with probability 9/10. The p + 4 inputs are the distractors, b, e, x, y; the two outputs x and y, with a target at the last step alone.
/// </para>
/// <para>Sequences of more than 3 q + 100 distractors, which are rare beyond any that will be met, are cut there.</para>
/// </remarks>
/// <param name="q">The shortest number of distractors.</param>
/// <param name="p">The number of different distractors.</param>
public sealed class LongTimeLag2c(int q, int p) : SequenceTask
{
    private readonly int _q = TaskArgument.AtLeast(q, 1);
    private readonly int _p = TaskArgument.AtLeast(p, 1);

    /// <inheritdoc/>
    public override int InputSize => _p + 4;

    /// <inheritdoc/>
    public override int OutputSize => 2;

    /// <inheritdoc/>
    public override int MaximalLength => (3 * _q) + 103;

    /// <inheritdoc/>
    public override bool HasVariableLength => true;

    /// <inheritdoc/>
    public override bool HasTargetAtEveryStep => false;

    /// <inheritdoc/>
    public override Sequence Draw(RandomState random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var (b, e, x) = (_p, _p + 1, _p + 2);
        var relevant = (int)random.Randint(0, 2);
        var symbols = new List<int> { b, x + relevant };
        while (symbols.Count < _q + 2 || (symbols.Count < MaximalLength - 1 && random.RandomSample() < 0.9))
        {
            symbols.Add((int)random.Randint(0, _p));
        }

        symbols.Add(e);
        return new Sequence(OneHot.Of(symbols.ToArray(), InputSize), OneHot.Of([relevant], OutputSize));
    }
}
