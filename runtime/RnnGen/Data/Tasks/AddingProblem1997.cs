using RnnGen.Randomness;

namespace RnnGen.Data.Tasks;

/// <summary>
/// The adding problem of Hochreiter and Schmidhuber 1997, "Long short-term memory", section 5.4: a sequence of pairs, a number from [-1, 1] and a
/// mark; two numbers are marked, and at the end the target is <c>0.5 + (X1 + X2) / 4</c> of them.
/// </summary>
/// <remarks>
/// <para>
/// Lengths are uniform from T to T + T/10. The first of the two is one of the first ten pairs, the second one of the first T/2 - 1 that are still
/// unmarked; marks are 1, others 0, those of the first and the last pair -1.
/// </para>
/// <para>
/// "In the rare case where the first pair of the sequence gets marked, we set X1 to zero." The paper leaves open what mark that pair then has: here
/// it keeps its -1, and whichever of the two numbers it is counts as zero.
/// </para>
/// <para>Drawn in this order: the length, the numbers, the place of the first, that of the second until it is another one.</para>
/// </remarks>
/// <param name="length">T, the shortest length, at least 20.</param>
public class AddingProblem1997(int length) : SequenceTask
{
    private const int FirstPlaces = 10;
    private readonly int _length = TaskArgument.AtLeast(length, 2 * FirstPlaces);

    /// <inheritdoc/>
    public override int InputSize => 2;

    /// <inheritdoc/>
    public override int OutputSize => 1;

    /// <inheritdoc/>
    public override int MaximalLength => _length + (_length / 10);

    /// <inheritdoc/>
    public override bool HasVariableLength => true;

    /// <inheritdoc/>
    public override bool HasTargetAtEveryStep => false;

    /// <inheritdoc/>
    public override Sequence Draw(RandomState random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var steps = new double[2 * (int)random.Randint(_length, MaximalLength + 1)];
        for (var i = 0; i < steps.Length; i += 2)
        {
            steps[i] = DrawNumber(random);
        }

        var first = (int)random.Randint(0, FirstPlaces);
        int second;
        do
        {
            second = (int)random.Randint(0, (_length / 2) - 1);
        }
        while (second == first);

        var target = Combine(Mark(first), Mark(second));
        steps[1] = -1;
        steps[^1] = -1;
        return new Sequence(steps, [target]);

        double Mark(int pair)
        {
            steps[(2 * pair) + 1] = 1;
            return pair == 0 ? Neutral : steps[2 * pair];
        }
    }

    /// <summary>What a number at the first pair counts as.</summary>
    private protected virtual double Neutral => 0;

    /// <summary>Draws one of the numbers.</summary>
    private protected virtual double DrawNumber(RandomState random) => random.Uniform(-1, 1);

    /// <summary>The target.</summary>
    private protected virtual double Combine(double first, double second) => 0.5 + ((first + second) / 4);
}
