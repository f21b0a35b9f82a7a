using RnnGen.Randomness;

namespace RnnGen.Data.Tasks;

/// <summary>
/// The two-sequence problem of Bengio et al. 1994 as tasks 3a to 3c of Hochreiter and Schmidhuber 1997, "Long short-term memory", section 5.3: the
/// first N numbers tell the class, the rest is noise, and the class is the target at the end.
/// </summary>
/// <remarks>
/// <para>
/// Lengths are uniform from T to T + T/10. In task 3a the first N numbers are 1 for class 1 and -1 for class 2, all others are Gaussian with
/// mean 0 and variance 0.2; the targets are 1 and 0. In 3b noise of that kind is added to the first N as well. 3c is as 3a, with the targets 0.2
/// and 0.8 and Gaussian noise of variance 0.1 added to them: 0.2 for class 1. Its answers are judged by the targets without that noise, with
/// which a test set can be drawn.
/// </para>
/// <para>Drawn in this order: the length, the class, the noise, that of the target.</para>
/// </remarks>
/// <param name="variant">The task.</param>
/// <param name="length">T, the shortest length.</param>
/// <param name="informative">N.</param>
public sealed class TwoSequenceProblem(TwoSequenceVariant variant, int length, int informative) : SequenceTask
{
    private static readonly double NoiseDeviation = Math.Sqrt(0.2);
    private static readonly double TargetNoiseDeviation = Math.Sqrt(0.1);
    private readonly int _length = TaskArgument.AtLeast(length, 2);
    private readonly int _informative = TaskArgument.AtLeast(informative, 1);

    /// <inheritdoc/>
    public override int InputSize => 1;

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
        var steps = new double[random.Randint(_length, MaximalLength + 1)];
        var isFirstClass = random.Randint(0, 2) == 0;
        for (var i = 0; i < steps.Length; i++)
        {
            var isInformative = i < _informative;
            steps[i] = isInformative ? (isFirstClass ? 1 : -1) : 0;
            steps[i] += isInformative && variant != TwoSequenceVariant.NoisyInputs ? 0 : NoiseDeviation * random.Randn();
        }

        double target = variant switch
        {
            TwoSequenceVariant.NoisyTargets => (isFirstClass ? 0.2 : 0.8) + (TargetNoiseDeviation * random.Randn()),
            TwoSequenceVariant.JudgedTargets => isFirstClass ? 0.2 : 0.8,
            _ => isFirstClass ? 1 : 0,
        };
        return new Sequence(steps, [target]);
    }
}

/// <summary>The tasks of <see cref="TwoSequenceProblem"/>.</summary>
public enum TwoSequenceVariant
{
    /// <summary>Task 3a: the numbers that tell the class have no noise.</summary>
    Noiseless,

    /// <summary>Task 3b: they have.</summary>
    NoisyInputs,

    /// <summary>Task 3c: the targets have, and not the numbers.</summary>
    NoisyTargets,

    /// <summary>Task 3c with the targets without noise, by which answers are judged.</summary>
    JudgedTargets,
}
