using RnnGen.Randomness;

namespace RnnGen.Data.Tasks;

/// <summary>The automaton of Reber 1967 with the seven symbols B T S X P V E, which are 0 to 6.</summary>
public static class ReberGrammar
{
    /// <summary>The symbols in the order of their numbers.</summary>
    public const string Symbols = "BTSXPVE";

    internal const int B = 0;
    internal const int T = 1;
    internal const int P = 4;
    internal const int E = 6;

    private const int S = 2;
    private const int X = 3;
    private const int V = 5;
    private const int Start = 1;
    private const int End = 7;

    // From each state, the two symbols that are legal with the states they lead to; state 0 is left by B, state 6 by E.
    private static readonly (int Symbol, int Next)[][] Transitions =
    [
        [(B, Start)], [(T, 2), (P, 3)], [(S, 2), (X, 4)], [(T, 3), (V, 5)], [(X, 3), (S, 6)], [(P, 4), (V, 6)], [(E, End)],
    ];

    /// <summary>Draws a string of the grammar, from B to E; where two symbols are legal, each with probability 1/2.</summary>
    internal static List<int> Draw(RandomState random)
    {
        var symbols = new List<int>();
        for (var state = 0; state != End;)
        {
            var legal = Transitions[state];
            var (symbol, next) = legal[legal.Length == 1 ? 0 : (int)random.Randint(0, 2)];
            symbols.Add(symbol);
            state = next;
        }

        return symbols;
    }

    /// <summary>Which symbols may follow each symbol of a string of the embedded grammar, as bits: bit 1 for T.</summary>
    /// <param name="symbols">The string without its last symbol, or as much of its beginning.</param>
    /// <exception cref="ArgumentException">The symbols are not the beginning of a string of the embedded grammar.</exception>
    public static int[] LegalNext(ReadOnlySpan<int> symbols)
    {
        // The string is B, T or P, a string of the grammar, the same T or P, E.
        var legal = new int[symbols.Length];
        var (branch, state) = (0, -2);
        for (var i = 0; i < symbols.Length; i++)
        {
            var symbol = symbols[i];
            var expected = i == 0 ? 1 << B : legal[i - 1];
            if (((expected >> symbol) & 1) == 0)
            {
                throw new ArgumentException($"'{Symbols[symbol]}' is not legal as symbol {i}.", nameof(symbols));
            }

            branch = i == 1 ? symbol : branch;
            state = state switch
            {
                < 0 => state + 1,
                < End => Transitions[state].First(transition => transition.Symbol == symbol).Next,
                _ => state + 1,
            };
            legal[i] = state switch
            {
                -1 => (1 << T) | (1 << P),
                < End => Transitions[state].Aggregate(0, (bits, transition) => bits | (1 << transition.Symbol)),
                End => 1 << branch,
                End + 1 => 1 << E,
                _ => 0,
            };
        }

        return legal;
    }
}
