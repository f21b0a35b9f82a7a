using RnnGen.Data;
using RnnGen.Randomness;

namespace RnnGen.Checking;

/// <summary>Sequences that mean nothing and have a network's sizes: what its derivatives are checked on.</summary>
public static class RandomSequences
{
    /// <summary>
    /// Draws sequences: lengths from 1 to the longest where they differ, inputs from the standard normal distribution, targets 0 or 1, or one class
    /// where the loss is a cross-entropy; where the network answers at every step, one step in four has no loss, but never all.
    /// </summary>
    /// <param name="experiment">The network.</param>
    /// <param name="random">The stream.</param>
    /// <param name="count">How many.</param>
    /// <param name="isOneHot">Whether of each step's inputs one is 1 and all others are 0.</param>
    public static IReadOnlyList<Sequence> Draw(Experiment experiment, RandomState random, int count, bool isOneHot = false)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(random);
        var sequences = new Sequence[count];
        for (var i = 0; i < count; i++)
        {
            sequences[i] = DrawOne(experiment, random, isOneHot);
        }

        return sequences;
    }

    private static Sequence DrawOne(Experiment experiment, RandomState random, bool isOneHot)
    {
        var length = experiment.HasVariableLength ? (int)random.Randint(1, experiment.SequenceLength + 1) : experiment.SequenceLength;
        var answers = experiment.AnswersAtEveryStep ? length : 1;
        var steps = isOneHot ? OneHot(length, experiment.InputSize, random) : Fill(length * experiment.InputSize, random.Randn);
        var targets = experiment.HasClassTargets
            ? OneHot(answers, experiment.OutputSize, random)
            : Fill(answers * experiment.OutputSize, () => random.Randint(0, 2));
        if (!experiment.AnswersAtEveryStep)
        {
            return new Sequence(steps, targets);
        }

        var weights = Fill(length, () => random.Randint(0, 4) == 0 ? 0 : 1);
        weights[^1] = 1;
        return new Sequence(steps, targets, Weights: weights);
    }

    private static double[] OneHot(int count, int classes, RandomState random)
    {
        var vectors = new double[count * classes];
        for (var i = 0; i < count; i++)
        {
            vectors[(i * classes) + random.Randint(0, classes)] = 1;
        }

        return vectors;
    }

    private static double[] Fill(int count, Func<double> draw)
    {
        var values = new double[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = draw();
        }

        return values;
    }
}
