using RnnGen.Randomness;

namespace RnnGen.Data.Tasks;

/// <summary>
/// The adding problem in its modern form: numbers from [0, 1) and marks, two of which are 1; the target at the end is the sum of the two numbers.
/// Predicting 1 always has a mean squared error of 1/6.
/// </summary>
/// <remarks>
/// In the form of locuslab/TCN (TCN/adding_problem/utils.py) the two places differ and are anywhere; in that of amarshah/complex_RNN
/// (adding_problem.py) one is in the first half and one in the second. Drawn in this order: the numbers, then the two places, in the first form as
/// the first two of a permutation.
/// </remarks>
/// <param name="length">The length.</param>
/// <param name="halves">Whether there is a mark in each half.</param>
public sealed class AddingProblem(int length, bool halves = false) : SequenceTask
{
    private readonly int _length = TaskArgument.AtLeast(length, 2);

    /// <inheritdoc/>
    public override int InputSize => 2;

    /// <inheritdoc/>
    public override int OutputSize => 1;

    /// <inheritdoc/>
    public override int MaximalLength => _length;

    /// <inheritdoc/>
    public override bool HasVariableLength => false;

    /// <inheritdoc/>
    public override bool HasTargetAtEveryStep => false;

    /// <inheritdoc/>
    public override Sequence Draw(RandomState random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var steps = new double[2 * _length];
        for (var i = 0; i < _length; i++)
        {
            steps[2 * i] = random.RandomSample();
        }

        var half = _length / 2;
        int[] places = halves
            ? [(int)random.Randint(0, half), half + (int)random.Randint(0, _length - half)]
            : [.. random.Permutation(_length).Take(2).Select(place => (int)place)];
        steps[(2 * places[0]) + 1] = 1;
        steps[(2 * places[1]) + 1] = 1;
        return new Sequence(steps, [steps[2 * places[0]] + steps[2 * places[1]]]);
    }
}
