using RnnGen.Randomness;

namespace RnnGen.Data.Tasks;

/// <summary>
/// The multiplication problem of Hochreiter and Schmidhuber 1997, "Long short-term memory", section 5.5: as <see cref="AddingProblem1997"/>, with
/// numbers from [0, 1] and the target <c>X1 * X2</c>; a number at the first pair counts as one.
/// </summary>
/// <param name="length">T, the shortest length, at least 20.</param>
public sealed class MultiplicationProblem1997(int length) : AddingProblem1997(length)
{
    private protected override double Neutral => 1;

    private protected override double DrawNumber(RandomState random) => random.Uniform(0, 1);

    private protected override double Combine(double first, double second) => first * second;
}
