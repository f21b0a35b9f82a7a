using RnnGen.Randomness;

namespace RnnGen.Data.Tasks;

/// <summary>
/// The temporal order problems of Hochreiter and Schmidhuber 1997, "Long short-term memory", section 5.6, tasks 6a and 6b: E, random symbols a to d,
/// at two or three random places X or Y, B at the end. The target at the end is the class that the order of X and Y makes: one of 4, or 8.
/// </summary>
/// <remarks>
/// Lengths are uniform from 100 to 110. The places are uniform in [10, 20] and [50, 60], or [10, 20], [33, 43] and [66, 76], counting from 0. The
/// eight inputs are E B a b c d X Y. Drawn in this order: the length, the symbols, then each place and its X or Y.
/// </remarks>
/// <param name="symbols">How many X or Y there are: 2 for task 6a, 3 for task 6b.</param>
public sealed class TemporalOrder1997(int symbols) : SequenceTask
{
    private const int X = 6;
    private static readonly int[][] Places = [[10, 50], [10, 33, 66]];

    private readonly int[] _places = Places[symbols is 2 or 3
        ? symbols - 2
        : throw new ArgumentOutOfRangeException(nameof(symbols), symbols, "There are 2 symbols, or 3.")];

    /// <inheritdoc/>
    public override int InputSize => 8;

    /// <inheritdoc/>
    public override int OutputSize => 1 << _places.Length;

    /// <inheritdoc/>
    public override int MaximalLength => 110;

    /// <inheritdoc/>
    public override bool HasVariableLength => true;

    /// <inheritdoc/>
    public override bool HasTargetAtEveryStep => false;

    /// <inheritdoc/>
    public override Sequence Draw(RandomState random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var sequence = new int[random.Randint(100, MaximalLength + 1)];
        for (var i = 1; i < sequence.Length - 1; i++)
        {
            sequence[i] = (int)random.Randint(2, 6);
        }

        sequence[^1] = 1;
        var order = 0;
        foreach (var start in _places)
        {
            var place = random.Randint(start, start + 11);
            var symbol = (int)random.Randint(0, 2);
            sequence[place] = X + symbol;
            order = (2 * order) + symbol;
        }

        return new Sequence(OneHot.Of(sequence, InputSize), OneHot.Of([order], OutputSize));
    }
}
