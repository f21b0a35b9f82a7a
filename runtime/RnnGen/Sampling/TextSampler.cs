using RnnGen.Data;
using RnnGen.Evaluation;
using RnnGen.Numerics;
using RnnGen.Randomness;

namespace RnnGen.Sampling;

/// <summary>Draws texts from networks that predict the next character of a text, each character from the probabilities after all those before it.</summary>
public static class TextSampler
{
    /// <summary>The smallest temperature: the logarithms of probabilities, divided by smaller ones, would overflow.</summary>
    public const double SmallestTemperature = 1e-300;

    // The stream of RandomState([seed, stream]) that no other part of a run has.
    private const uint Stream = 5;

    /// <summary>Whether a network predicts, at every step, a character of its alphabet from those up to the step.</summary>
    public static bool CanSample(Experiment experiment)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        return experiment is { HasClassTargets: true, AnswersAtEveryStep: true, IsCausal: true, Alphabet: { } alphabet }
            && experiment.OutputSize == alphabet.Symbols.Length;
    }

    /// <summary>What a text starts behind where nothing else is said: a line end, or the first symbol of an alphabet that has none.</summary>
    public static string StartOf(Alphabet alphabet)
    {
        ArgumentNullException.ThrowIfNull(alphabet);
        return alphabet.IndexOf('\n') >= 0 ? "\n" : alphabet.Symbols[..1];
    }

    /// <summary>Draws a text without end, a character whenever one is asked for.</summary>
    /// <param name="experiment">A network that <see cref="CanSample"/>.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="start">What the text goes on from: at least one character.</param>
    /// <param name="temperature">The probabilities are raised to 1 / temperature: below 1 likely characters become likelier.</param>
    /// <param name="seed">The seed of the numbers, <c>RandomState([seed, 5])</c>.</param>
    /// <exception cref="ArgumentException">
    /// The network does not predict the next character, or the start is empty or has a character that the alphabet does not.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The temperature is below <see cref="SmallestTemperature"/> or not finite.</exception>
    /// <exception cref="InvalidDataException">On drawing: the probabilities are not finite.</exception>
    public static IEnumerable<char> Draw(Experiment experiment, ParameterBuffer parameters, string start, double temperature, uint seed)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentException.ThrowIfNullOrEmpty(start);
        if (!(temperature >= SmallestTemperature) || !double.IsFinite(temperature))
        {
            throw new ArgumentOutOfRangeException(
                nameof(temperature),
                temperature,
                FormattableString.Invariant($"Expected a finite temperature of at least {SmallestTemperature}."));
        }

        if (!CanSample(experiment))
        {
            throw new ArgumentException(
                $"'{experiment.Name}' does not predict the next character: that takes an alphabet, "
                + "a class of it as the target at every step, and no layer that reads in reverse.");
        }

        var alphabet = experiment.Alphabet!;
        foreach (var unknown in start.Where(character => alphabet.IndexOf(character) < 0).Take(1))
        {
            throw new ArgumentException($"The start has {Alphabet.Quote(unknown.ToString())}, which is not in the alphabet {alphabet}.");
        }

        return Draw();

        IEnumerable<char> Draw()
        {
            using var predictor = Predictor.Create(experiment, parameters.Values);
            var random = new RandomState([seed, Stream]);
            var probabilities = new double[alphabet.Symbols.Length];
            foreach (var character in start)
            {
                predictor.Advance([.. alphabet[character]]);
            }

            while (true)
            {
                predictor.Answer(probabilities);
                var drawn = alphabet.Symbols[Choose(probabilities, temperature, random.RandomSample())];
                yield return drawn;
                predictor.Advance([.. alphabet[drawn]]);
            }
        }
    }

    // The place at which the cumulative weights exceed a uniform number times their sum.
    private static int Choose(ReadOnlySpan<double> probabilities, double temperature, double uniform)
    {
        var weights = new double[probabilities.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = Elementary.Log(probabilities[i]) / temperature;
        }

        var (largest, sum) = (weights.Max(), 0.0);
        for (var i = 0; i < weights.Length; i++)
        {
            sum += Elementary.Exp(weights[i] - largest);
            weights[i] = sum;
        }

        if (!double.IsFinite(sum))
        {
            throw new InvalidDataException("The network's probabilities are not finite: its weights are not those of a training that ended well.");
        }

        return Array.FindIndex(weights, weight => weight > uniform * sum);
    }
}
