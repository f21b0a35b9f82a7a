using RnnGen.Randomness;

namespace RnnGen.Data.Tasks;

/// <summary>
/// The embedded Reber grammar, task 1 of Hochreiter and Schmidhuber 1997, "Long short-term memory", section 5.1: B, then T or P, a string of
/// <see cref="ReberGrammar"/>, the same T or P, E. At every step the next symbol is to be predicted.
/// </summary>
/// <remarks>
/// The strings are as the automaton draws them, longer ones than <see cref="MaximalLength"/> + 1 symbols are drawn again: fewer than one in 10^5.
/// </remarks>
public sealed class EmbeddedReberGrammar : SequenceTask
{
    private const int LongestString = 51;

    /// <inheritdoc/>
    public override int InputSize => ReberGrammar.Symbols.Length;

    /// <inheritdoc/>
    public override int OutputSize => ReberGrammar.Symbols.Length;

    /// <inheritdoc/>
    public override int MaximalLength => LongestString - 1;

    /// <inheritdoc/>
    public override bool HasVariableLength => true;

    /// <inheritdoc/>
    public override bool HasTargetAtEveryStep => true;

    /// <inheritdoc/>
    public override Sequence Draw(RandomState random)
    {
        ArgumentNullException.ThrowIfNull(random);
        int[] symbols;
        do
        {
            var branch = random.Randint(0, 2) == 0 ? ReberGrammar.T : ReberGrammar.P;
            symbols = [ReberGrammar.B, branch, .. ReberGrammar.Draw(random), branch, ReberGrammar.E];
        }
        while (symbols.Length > LongestString);

        return new Sequence(
            OneHot.Of(symbols.AsSpan(..^1), InputSize),
            OneHot.Of(symbols.AsSpan(1..), OutputSize),
            string.Concat(symbols.Select(symbol => ReberGrammar.Symbols[symbol])));
    }
}
