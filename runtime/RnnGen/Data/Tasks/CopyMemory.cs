using RnnGen.Randomness;

namespace RnnGen.Data.Tasks;

/// <summary>
/// The copy memory problem of Hochreiter and Schmidhuber 1997 and Arjovsky, Shah and Bengio 2016 (amarshah/complex_RNN, memory_problem.py): ten
/// symbols from 1 to 8, T - 1 blanks, a delimiter, ten blanks; while the last ten are read, the symbols are to be repeated, and blanks before.
/// Without a memory the cross-entropy is at best <c>10 * log(8) / (T + 20)</c>.
/// </summary>
/// <remarks>The ten inputs are the blank, the symbols and the delimiter; the nine outputs the blank and the symbols, a class at every step.</remarks>
/// <param name="delay">T.</param>
public sealed class CopyMemory(int delay) : SequenceTask
{
    private const int Length = 10;
    private const int Symbols = 8;
    private readonly int _delay = TaskArgument.AtLeast(delay, 1);

    /// <inheritdoc/>
    public override int InputSize => Symbols + 2;

    /// <inheritdoc/>
    public override int OutputSize => Symbols + 1;

    /// <inheritdoc/>
    public override int MaximalLength => _delay + (2 * Length);

    /// <inheritdoc/>
    public override bool HasVariableLength => false;

    /// <inheritdoc/>
    public override bool HasTargetAtEveryStep => true;

    /// <inheritdoc/>
    public override Sequence Draw(RandomState random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var (inputs, targets) = (new int[MaximalLength], new int[MaximalLength]);
        for (var i = 0; i < Length; i++)
        {
            inputs[i] = (int)random.Randint(1, Symbols + 1);
            targets[_delay + Length + i] = inputs[i];
        }

        inputs[_delay + Length - 1] = Symbols + 1;
        return new Sequence(OneHot.Of(inputs, InputSize), OneHot.Of(targets, OutputSize));
    }
}
